package ledger.bench.postgres;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.UnauthorizedResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import ledger.api.auth.Authenticator;
import ledger.api.auth.ExpectedClaims;
import ledger.api.auth.JwtAuthenticator;
import ledger.api.auth.TokenSecret;
import ledger.bench.process.Ledger;
import ledger.bench.process.Server;

/**
 * The API that people would write instead: Javalin as it comes, with the ledger's own check of tokens in front,
 * spending by the stored procedure, and a constant to read.
 */
public final class NeighbourMain {
    private static final String BEARER = "Bearer ";
    /** The port picked, and a connection that is kept for so many requests. */
    private static final int ANY_PORT = 0;

    private NeighbourMain() {}

    /** Starts one, with the flags of the ledger's own server, which are none. */
    public static Server start(Path directory, List<String> arguments) throws IOException {
        return Server.start("the neighbour", directory, List.of(), NeighbourMain.class, arguments);
    }

    /** Takes where Postgres is, or nothing for the constant alone; prints its URL; ends when standard input does. */
    public static void main(String[] arguments) throws IOException {
        Authenticator authenticator =
                JwtAuthenticator.withSecret(new TokenSecret(Ledger.SECRET), ExpectedClaims.ANY, InstantSource.system());
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.http.defaultContentType = "application/json";
            config.routes.before("/api/*", context -> authenticator.authenticate(bearer(context)));
            config.routes.get("/api/constant", NeighbourMain::constant);
            if (arguments.length > 0) {
                ProcedureApi api = new ProcedureApi(arguments[0]);
                config.routes.post("/api/credits/use", api::use);
                config.routes.post("/api/credits/batch", api::batch);
            }
        });
        javalin.start("127.0.0.1", ANY_PORT);
        System.out.println("http://127.0.0.1:" + javalin.port());
        System.out.flush();
        while (System.in.read() >= 0) {
            // Whoever started it holds the other end.
        }
        System.exit(0);
    }

    private static String bearer(Context context) {
        String header = context.header(Header.AUTHORIZATION);
        if (header == null || !header.startsWith(BEARER)) {
            throw new UnauthorizedResponse();
        }
        return header.substring(BEARER.length());
    }

    /** As many bytes as are asked for. */
    private static void constant(Context context) {
        context.result("x".repeat(Integer.parseInt(String.valueOf(context.queryParam("bytes")))));
    }
}
