package ledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import ledger.AccountId;
import ledger.Position;
import ledger.UnavailableException;
import ledger.api.auth.Caller;
import ledger.api.auth.Role;
import ledger.api.auth.UnauthenticatedException;
import ledger.api.http.json.Amounts;
import ledger.api.http.json.Body;
import ledger.api.http.json.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HttpServerTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final HttpServer SERVER = new HttpServer(
            "127.0.0.1",
            0,
            Cors.anyLocal(),
            HttpLimits.DEFAULT,
            List.of(
                    Route.plain("POST", "/echo", Role.USER, HttpServerTest::echo),
                    Route.read("GET", "/read/{id}", Role.USER, call -> {
                        call.query(Set.of("limit"));
                        return Reply.object(200, out -> out.text("id", call.pathParameter("id")));
                    }),
                    Route.write("POST", "/write", Role.SERVICE, call -> {
                        Amounts.positiveOrNull(call.keyedBody(Set.of("amount")), "amount");
                        return CompletableFuture.supplyAsync(() -> Reply.object(201, Json.NOTHING));
                    }),
                    Route.write("PUT", "/write", Role.SERVICE, call -> {
                        throw new UnavailableException("the broker is gone");
                    }),
                    Route.open("/bug", call -> {
                        throw new IllegalStateException("secret of the house");
                    })),
            token -> switch (token) {
                case "user" -> new Caller("ann", new AccountId("ann"), Role.USER);
                case "service" -> new Caller("chat", new AccountId("chat"), Role.SERVICE);
                default -> throw new UnauthenticatedException("the token is not ours");
            },
            new FixedQueries(new Position(1, 7)),
            (method, route, status, nanos) -> {});

    @BeforeAll
    static void start() throws IOException {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    private static Reply echo(Call call) {
        Body body = call.body(Set.of("amount", "metadata"));
        return Reply.object(200, out -> {
            out.credits("amount", body.required("amount", Amounts.positiveOrNull(body, "amount")));
            out.raw("metadata", body.canonicalObjectOrNull("metadata", 4_096));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/", "/read", "/read/a/b", "//", "/read//"})
    void an_unknown_path_is_404_in_the_envelope(String path) throws Exception {
        HttpResponse<String> answer = send(request("GET", path, null));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).startsWith("{\"success\":false,\"error\":").contains("\"code\":\"NOT_FOUND\"");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void an_unknown_method_is_405_and_names_the_known_ones() throws Exception {
        HttpResponse<String> answer = send(request("DELETE", "/write", null));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).contains("\"code\":\"METHOD_NOT_ALLOWED\"");
        assertThat(answer.headers().firstValue("Allow")).hasValue("OPTIONS, POST, PUT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /read/%zz HTTP/1.1",
                "GET /read/%ff HTTP/1.1",
                "GET /read/%e2%82 HTTP/1.1",
                "GET /read/%c0%80 HTTP/1.1",
                "GET /read/%-0 HTTP/1.1",
                "GET /read/a?limit=%zz HTTP/1.1",
                "GET /read/a?limit=1%ff HTTP/1.1",
                "GET /read/a?limit=%+1 HTTP/1.1",
                "GET /read/a?limit=%-0 HTTP/1.1",
                "GET /read/a?li%zzmit=1 HTTP/1.1",
                "GET /read/a?limit=1&limit=2 HTTP/1.1",
                "GET /read/a?other=1 HTTP/1.1",
                "GET /read/%2 HTTP/1.1",
                "GET /read/% HTTP/1.1",
                "GET /read/\\u0000 HTTP/1.1",
                "GET /re ad HTTP/1.1",
                "GET /read/a HTTP/9.9",
                "get",
                "GET http://[::1 HTTP/1.1"
            })
    void a_malformed_request_is_a_client_error_in_the_envelope(String line) throws Exception {
        String answer = raw(line + "\r\nHost: x\r\nAuthorization: Bearer user\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 (400|505) .*");
        assertThat(answer).contains("{\"success\":false,\"error\":").containsIgnoringCase("X-Request-Id: ");
        assertThat(answer).doesNotContainIgnoringCase("jetty").doesNotContain("Exception");
    }

    @Test
    void a_websocket_is_not_found_in_the_envelope() throws Exception {
        List<String> lines = List.of(
                "GET /nowhere HTTP/1.1",
                "Host: x",
                "Upgrade: websocket",
                "Connection: Upgrade, close",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                "",
                "");

        String answer = raw(String.join("\r\n", lines));

        assertThat(answer).startsWith("HTTP/1.1 404 ").contains("{\"success\":false,\"error\":");
    }

    @Test
    void head_answers_as_get_does_without_a_body() throws Exception {
        HttpResponse<String> answer = send(request("HEAD", "/read/7", "user"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("X-Ledger-Position")).hasValue("1-7");
    }

    @Test
    void options_names_the_methods() throws Exception {
        HttpResponse<String> answer = send(request("OPTIONS", "/write", null));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST, PUT, OPTIONS");
    }

    @Test
    void a_page_of_this_machine_may_call_and_others_may_not() throws Exception {
        HttpRequest.Builder preflight =
                request("OPTIONS", "/write", null).header("Access-Control-Request-Method", "POST");

        HttpResponse<String> local = send(preflight.copy().header("Origin", "http://localhost:3000"));
        HttpResponse<String> foreign = send(preflight.copy().header("Origin", "http://localhost.evil:3000"));

        assertThat(local.statusCode()).isEqualTo(204);
        assertThat(local.headers().firstValue("Access-Control-Allow-Origin")).hasValue("http://localhost:3000");
        assertThat(local.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValue("Authorization, Content-Type, Idempotency-Key, X-Ledger-Min-Position");
        assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void a_sane_request_id_comes_back_and_another_does_not() throws Exception {
        HttpResponse<String> sane = send(request("GET", "/read/1", "user").header("X-Request-Id", "abc-1"));
        HttpResponse<String> odd = send(request("GET", "/read/1", "user").header("X-Request-Id", "a b\tc"));

        assertThat(sane.headers().firstValue("X-Request-Id")).hasValue("abc-1");
        assertThat(odd.headers().firstValue("X-Request-Id")).get().isNotEqualTo("a b\tc");
    }

    @Test
    void without_a_good_token_it_is_401() throws Exception {
        HttpResponse<String> none = send(request("GET", "/read/1", null));
        HttpResponse<String> bad = send(request("GET", "/read/1", "nonsense"));

        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.body()).contains("\"code\":\"UNAUTHENTICATED\"");
        assertThat(none.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(bad.statusCode()).isEqualTo(401);
    }

    @Test
    void a_role_that_is_too_little_is_403() throws Exception {
        HttpResponse<String> answer = send(post("/write", "user", "{\"amount\":1}"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"FORBIDDEN\"");
    }

    @Test
    void every_answer_to_a_write_has_its_key_and_a_position() throws Exception {
        HttpResponse<String> made = send(post("/write", "service", "{\"amount\":1}"));
        HttpResponse<String> inHeader =
                send(post("/write", "service", "{\"amount\":0}").header("Idempotency-Key", "k1"));
        HttpResponse<String> inBody = send(post("/write", "service", "{\"amount\":1,\"idempotencyKey\":\"k2\"}"));
        HttpResponse<String> unavailable =
                send(request("PUT", "/write", "service").header("Idempotency-Key", "k3"));

        assertThat(List.of(made, inHeader, inBody, unavailable))
                .extracting(HttpResponse::statusCode)
                .containsExactly(201, 400, 201, 503);
        assertThat(made.headers().firstValue("Idempotency-Key")).isPresent();
        assertThat(inHeader.headers().firstValue("Idempotency-Key")).hasValue("k1");
        assertThat(inBody.headers().firstValue("Idempotency-Key")).hasValue("k2");
        assertThat(unavailable.headers().firstValue("Idempotency-Key")).hasValue("k3");
        assertThat(unavailable.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(List.of(made, inHeader, inBody, unavailable))
                .allMatch(answer ->
                        answer.headers().firstValue("X-Ledger-Position").isPresent());
    }

    @Test
    void a_key_in_the_header_and_another_in_the_body_is_400() throws Exception {
        HttpResponse<String> answer = send(post("/write", "service", "{\"amount\":1,\"idempotencyKey\":\"a\"}")
                .header("Idempotency-Key", "b"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"details\":{\"field\":\"idempotencyKey\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "", "9-1", "1-x", "1-7,", "-1-7"})
    void a_malformed_position_is_400(String position) throws Exception {
        HttpResponse<String> answer = send(request("GET", "/read/1", "user").header("X-Ledger-Min-Position", position));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"details\":{\"field\":\"X-Ledger-Min-Position\"}");
    }

    @Test
    void a_bug_is_500_and_says_nothing_of_itself() throws Exception {
        HttpResponse<String> answer = send(request("GET", "/bug", null));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("\"code\":\"INTERNAL_ERROR\"")
                .doesNotContain("secret")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json;charset=utf-16", ","})
    void a_body_of_another_type_is_415(String type) throws Exception {
        HttpResponse<String> answer = send(request("POST", "/echo", "user")
                .header("Content-Type", type)
                .method("POST", BodyPublishers.ofString("{\"amount\":1}")));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("\"code\":\"UNSUPPORTED_MEDIA_TYPE\"");
    }

    @Test
    void a_body_beyond_its_limit_is_413_announced_or_chunked() throws Exception {
        byte[] body = ("{\"amount\":1," + " ".repeat(70_000) + "}").getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> announced =
                send(request("POST", "/echo", "user").method("POST", BodyPublishers.ofByteArray(body)));
        HttpResponse<String> chunked = send(request("POST", "/echo", "user")
                .method("POST", BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body))));

        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.body()).contains("\"code\":\"TOO_LARGE\"");
    }

    @Test
    void metadata_comes_back_sorted_at_every_depth_and_numbers_exact() throws Exception {
        HttpResponse<String> answer = send(post(
                "/echo",
                "user",
                "{\"metadata\":{\"b\":1,\"a\":{\"z\":[{\"y\":1,\"x\":1.50}],\"é\":null}},\"amount\":1e3}"));

        assertThat(answer.body())
                .isEqualTo("{\"success\":true,\"data\":{\"amount\":1000,"
                        + "\"metadata\":{\"a\":{\"z\":[{\"x\":1.50,\"y\":1}],\"é\":null},\"b\":1}}}");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder post(String path, String token, String body) {
        return request("POST", path, token)
                .header("Content-Type", "application/json; charset=utf-8")
                .method("POST", BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder request(String method, String path, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + SERVER.port() + path))
                .method(method, BodyPublishers.noBody());
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port());
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
