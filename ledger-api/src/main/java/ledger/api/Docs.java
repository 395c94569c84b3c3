package ledger.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ledger.api.http.Call;
import ledger.api.http.Reply;
import ledger.api.http.json.ApiException;
import ledger.api.http.json.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The description of the API, and a page to try every call on. All files of the page come from here. */
final class Docs {
    /** The version in the page's links, so that a browser never mixes two versions. */
    private static final String SWAGGER_UI = "5.34.1";

    private static final String SWAGGER_UI_FOLDER = "/META-INF/resources/webjars/swagger-ui/" + SWAGGER_UI;
    private static final String OURS = "no-cache";
    /** A file of this name never changes: a year. */
    private static final String THEIRS = "public, max-age=31536000, immutable";
    /** Nothing but our own files, and nobody's frame. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, Asset> ASSETS = Map.of(
            "docs.css",
            new Asset("/ledger/api/docs/docs.css", "text/css; charset=utf-8", OURS),
            "docs.js",
            new Asset("/ledger/api/docs/docs.js", "text/javascript; charset=utf-8", OURS),
            "swagger-ui-" + SWAGGER_UI + ".css",
            new Asset(SWAGGER_UI_FOLDER + "/swagger-ui.css", "text/css; charset=utf-8", THEIRS),
            "swagger-ui-" + SWAGGER_UI + ".js",
            new Asset(SWAGGER_UI_FOLDER + "/swagger-ui-bundle.js", "text/javascript; charset=utf-8", THEIRS));

    private static final Map<String, byte[]> FILES = new ConcurrentHashMap<>();

    private Docs() {}

    /** GET /openapi.yaml. */
    static Reply openApi(Call call) {
        call.query(Set.of());
        return new Asset("/ledger/api/openapi.yaml", "application/yaml; charset=utf-8", OURS).reply();
    }

    /** GET /docs. */
    static Reply page(Call call) {
        call.query(Set.of());
        return new Asset("/ledger/api/docs/index.html", "text/html; charset=utf-8", OURS)
                .reply()
                .with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "no-referrer");
    }

    /** GET /docs/{file}. */
    static Reply asset(Call call) {
        call.query(Set.of());
        @Nullable Asset asset = ASSETS.get(call.pathParameter("file"));
        if (asset == null) {
            throw new ApiException(ErrorCode.NOT_FOUND, "there is nothing at this path");
        }
        return asset.reply();
    }

    /**
     * A file on the class path. It is kept once it was read, so it is in memory only once, however many clients read it
     * slowly.
     */
    private record Asset(String resource, String contentType, String caching) {
        Reply reply() {
            return Reply.content(contentType, FILES.computeIfAbsent(resource, Asset::read))
                    .with("Cache-Control", caching)
                    .with("X-Content-Type-Options", "nosniff");
        }

        private static byte[] read(String resource) {
            try (InputStream in = Docs.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalStateException(resource + " is missing");
                }
                return in.readAllBytes();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
