package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class StreamTest {
    private static final int PER_USER = 16;

    private final TestApi api = new TestApi();
    private final List<InputStream> opened = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (InputStream stream : opened) {
            stream.close();
        }
        api.close();
    }

    @Test
    void a_stream_begins_with_the_balance_and_goes_on_with_every_change() throws Exception {
        api.add("ann", "10");
        BufferedReader lines = lines(open("/stream", "ann:user"));

        assertThat(next(lines)).startsWith("balance {\"userId\":\"ann\",\"creditsBalance\":10,");
        api.feed.balance("ann", 2, "{\"sequence\":2}");
        api.feed.balance("ben", 2, "{\"of\":\"ben\"}");
        api.feed.balance("ann", 3, "{\"sequence\":3}");
        api.feed.alert("ann", "{\"id\":\"a\"}");

        assertThat(next(lines)).isEqualTo("balance {\"sequence\":2}");
        assertThat(next(lines)).isEqualTo("balance {\"sequence\":3}");
        assertThat(next(lines)).isEqualTo("alert {\"id\":\"a\"}");
    }

    @Test
    void a_balance_never_goes_back_behind_the_one_that_was_sent() throws Exception {
        api.add("ann", "10");
        api.use("ann", "4");
        BufferedReader lines = lines(open("/stream", "ann:user"));

        assertThat(next(lines)).contains("\"creditsBalance\":6,");
        api.feed.balance("ann", 1, "{\"sequence\":1}");
        api.feed.balance("ann", 3, "{\"sequence\":3}");

        assertThat(next(lines)).isEqualTo("balance {\"sequence\":3}");
    }

    @Test
    void the_answer_says_that_it_is_a_stream_of_events() throws Exception {
        HttpResponse<InputStream> stream = open("/stream?userId=ann", "chat:service");

        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=utf-8");
        assertThat(stream.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(stream.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void a_user_hears_of_no_other_user() {
        assertThat(api.get("/stream?userId=ben", "ann:user").status()).isEqualTo(403);
        assertThat(api.get("/stream", "").status()).isEqualTo(401);
        assertThat(api.get("/stream?user=ben", "ann:user").field()).isEqualTo("user");
    }

    @Test
    void a_browser_says_its_token_in_the_query_and_nowhere_else() throws Exception {
        HttpResponse<InputStream> stream = open("/stream?access_token=brief:user", "");

        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(api.get("/stream?access_token=ann:user", "").status()).isEqualTo(401);
        assertThat(api.get("/stream?access_token=brief:user", "ann:user").field())
                .isEqualTo("access_token");
        assertThat(api.get("/balance?access_token=brief:user", "").status()).isEqualTo(401);
    }

    @Test
    void whoever_goes_away_is_forgotten() throws Exception {
        InputStream stream = open("/stream", "ann:user").body();
        awaitListening(1);

        stream.close();

        Awaitility.await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> {
            // Only what is written shows that nobody reads.
            api.feed.alert("ann", "{}");
            assertThat(api.feed.listening()).isZero();
        });
    }

    @Test
    void a_reader_who_does_not_read_is_cut_off() throws Exception {
        open("/stream", "ann:user");
        awaitListening(1);
        String large = "{\"filler\":\"" + "x".repeat(64 * 1_024) + "\"}";

        Awaitility.await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> {
            for (int i = 0; i < 100; i++) {
                api.feed.alert("ann", large);
            }
            assertThat(api.feed.listening()).isZero();
        });
    }

    @Test
    void a_user_has_so_many_streams_and_no_more() throws Exception {
        for (int i = 0; i < PER_USER; i++) {
            assertThat(open("/stream", "ann:user").statusCode()).isEqualTo(200);
        }

        TestApi.Told refused = api.get("/stream", "ann:user");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("RATE_LIMITED");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(open("/stream", "ben:user").statusCode()).isEqualTo(200);
    }

    @Test
    void whoever_asks_for_the_headers_alone_opens_no_stream() throws Exception {
        TestApi.Told head =
                api.send(api.request("/stream", "ann:user").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(200);
        assertThat(api.feed.listening()).isZero();
    }

    private void awaitListening(int count) {
        Awaitility.await().untilAsserted(() -> assertThat(api.feed.listening()).isEqualTo(count));
    }

    private HttpResponse<InputStream> open(String path, String token) throws Exception {
        HttpResponse<InputStream> stream = HttpClient.newHttpClient()
                .send(api.request(path, token).build(), HttpResponse.BodyHandlers.ofInputStream());
        opened.add(stream.body());
        return stream;
    }

    private static BufferedReader lines(HttpResponse<InputStream> stream) {
        return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    }

    /** The next event, its name and its data. */
    private static String next(BufferedReader lines) throws IOException {
        String name = lines.readLine();
        while (!name.startsWith("event: ")) {
            name = lines.readLine();
        }
        String data = lines.readLine();
        return name.substring("event: ".length()) + ' ' + data.substring("data: ".length());
    }
}
