package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.api.TestApi.Told;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(ReplaceUnderscores.class)
class DocsTest {
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    private final TestApi api = new TestApi();

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void the_page_loads_only_what_the_ledger_itself_serves() {
        Told page = get("/docs");

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("script-src 'self';")
                .doesNotContain("unsafe");
        List<String> links = links(page.answer().body());
        assertThat(links).hasSize(6).allSatisfy(link -> {
            assertThat(link).matches("data:,|/[a-z].*");
            if (link.startsWith("/")) {
                assertThat(get(link).status()).as(link).isEqualTo(200);
            }
        });
    }

    @Test
    void the_page_has_no_script_of_its_own() {
        assertThat(get("/docs").answer().body())
                .contains("<script src=")
                .doesNotContain("<script>", " onclick", "style=");
    }

    @Test
    void a_file_whose_name_has_its_version_is_kept_for_ever_and_the_others_are_not() {
        assertThat(get("/docs/swagger-ui-5.34.1.js").header("Cache-Control")).contains("immutable");
        assertThat(get("/docs/docs.js").header("Cache-Control")).isEqualTo("no-cache");
        assertThat(get("/docs").header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void the_description_is_served_as_yaml() {
        Told told = get("/openapi.yaml");

        assertThat(told.header("Content-Type")).startsWith("application/yaml");
        assertThat(told.answer().body()).startsWith("openapi: 3.1.0\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/index.html", "/docs/openapi.yaml", "/docs/..%2Fopenapi.yaml", "/docs/a/b"})
    void no_other_file_can_be_had(String path) {
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void metrics_tell_of_requests_by_route_and_of_the_process() {
        get("/docs/docs.js");

        Told told = get("/metrics");

        assertThat(told.header("Content-Type")).startsWith("text/plain");
        assertThat(told.answer().body())
                .contains("route=\"/docs/{file}\",status=\"200\"")
                .contains("ledger_http_requests_seconds_bucket{", "jvm_memory_used_bytes{", "jvm_threads_live_threads")
                .doesNotContain("docs.js");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5 | application/openmetrics-text",
                "application/openmetrics-text                                              | application/openmetrics-text",
                "application/openmetrics-text;q=0.2,text/plain;q=0.8                       | text/plain",
                "application/openmetrics-text;q=x                                          | text/plain",
                "*/*                                                                       | text/plain",
                "text/html                                                                 | text/plain"
            })
    void metrics_are_told_in_the_format_that_is_preferred(String accept, String type) {
        Told told = get("/metrics", "Accept", accept);

        assertThat(told.header("Content-Type")).startsWith(type);
        assertThat(told.answer().body().endsWith("# EOF\n")).isEqualTo(type.contains("openmetrics"));
    }

    private Told get(String path, String... headers) {
        URI base = api.request("", "", headers).build().uri();
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        return api.send(headers.length == 0 ? request : request.headers(headers));
    }

    private static List<String> links(String page) {
        List<String> links = new ArrayList<>();
        Matcher matcher = LINK.matcher(page);
        while (matcher.find()) {
            links.add(matcher.group(1));
        }
        return links;
    }
}
