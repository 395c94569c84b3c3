package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(SharedLedger.class)
class AccessTest {
    private final LedgerProcess ledger;
    private final String user = SharedLedger.newUser();

    AccessTest(LedgerProcess ledger) {
        this.ledger = ledger;
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /add, 403, 403",
        "POST, /use, 403, 201",
        "POST, /usage, 403, 201",
        "POST, /refund, 403, 404",
        "POST, /pricing, 403, 403",
        "POST, /pricing/initialize, 403, 403",
        "POST, /pricing/import, 403, 403",
        "DELETE, /pricing/openai/none, 403, 403",
        "GET, /accounts, 403, 403",
        "GET, /balance, 200, 200",
        "GET, /transactions, 200, 200",
        "GET, /statistics, 200, 200",
        "GET, /pricing, 200, 200",
        "GET, /pricing/openai/gpt-4, 200, 200",
        "POST, /validate, 200, 200",
        "POST, /calculate-cost, 200, 200",
        "POST, /holds, 403, 201",
        "GET, /holds, 200, 200",
        "GET, /holds/nonsense, 404, 404",
        "POST, /holds/nonsense/capture, 403, 404",
        "POST, /holds/nonsense/void, 403, 404",
        "POST, /grants/nonsense/revoke, 403, 403",
        "POST, /transactions/nonsense/reverse, 403, 403",
        "PUT, /plan, 403, 403",
        "GET, /plan, 200, 200",
        "PUT, /limits, 403, 403",
        "GET, /limits, 200, 200",
        "PUT, /alerts, 403, 403",
        "GET, /alerts, 200, 200"
    })
    void a_role_may_what_it_may(String method, String path, int asUser, int asService) {
        ledger.admin().add(user, "1000");
        ledger.admin().add("test-service", "1");

        assertThat(send(ledger.user(user), method, path).status()).isEqualTo(asUser);
        assertThat(send(ledger.service(), method, path).status()).isEqualTo(asService);
        assertThat(send(ledger.withToken(""), method, path).expect(401).code()).isEqualTo("UNAUTHENTICATED");
        assertThat(send(ledger.withToken("not.a.token"), method, path)
                        .expect(401)
                        .code())
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void a_user_sees_itself_and_nobody_else() {
        ledger.admin().add(user, "10");
        String id = ledger.admin().add("somebody-else", "10").data().path("id").asText();
        LedgerClient self = ledger.user(user);

        assertThat(self.creditsOf(user)).isEqualTo("10");
        self.get("/balance").expect(200);
        self.get("/balance?userId=somebody-else").expect(403, "FORBIDDEN");
        self.get("/transactions?userId=somebody-else").expect(403, "FORBIDDEN");
        self.get("/statistics?userId=somebody-else").expect(403, "FORBIDDEN");
        self.get("/transactions/" + id).expect(404, "NOT_FOUND");
        self.post("/validate", Json.object("userId", "somebody-else", "amount", 1))
                .expect(403, "FORBIDDEN");
    }

    @Test
    void what_is_asked_before_spending_agrees_with_spending() {
        ledger.admin().add(user, "10");
        LedgerClient self = ledger.user(user);

        JsonNode enough =
                self.post("/validate", Json.object("amount", 10)).expect(200).data();
        JsonNode tooMuch = self.post(
                        "/validate", Json.object("provider", "openai", "modelName", "gpt-4", "messageCount", 1))
                .expect(200)
                .data();

        assertThat(enough.path("hasEnoughCredits").asBoolean()).isTrue();
        assertThat(tooMuch.path("hasEnoughCredits").asBoolean(true)).isFalse();
        assertThat(Json.decimal(tooMuch.path("requiredCredits"))).isEqualTo("30");
        assertThat(Json.decimal(tooMuch.path("shortfall"))).isEqualTo("20");
    }

    @Test
    void health_metrics_and_documentation_need_no_token() {
        LedgerClient anybody = ledger.withToken("");

        for (String path : List.of("/health/live", "/health/ready", "/metrics", "/openapi.yaml", "/docs")) {
            assertThat(anybody.outside("GET", path).status()).as(path).isIn(200, 301, 302);
        }
    }

    @Test
    void what_is_not_there_is_refused_in_the_envelope() {
        LedgerClient admin = ledger.admin();

        admin.get("/nothing").expect(404, "NOT_FOUND");
        assertThat(admin.outside("GET", "/nowhere")
                        .expect(404)
                        .body()
                        .path("success")
                        .asBoolean(true))
                .isFalse();
        assertThat(admin.delete("/balance").expect(405).body().path("success").asBoolean(true))
                .isFalse();
    }

    private Answer send(LedgerClient caller, String method, String path) {
        return switch (method) {
            case "GET" -> caller.get(path);
            case "DELETE" -> caller.delete(path);
            case "PUT" -> caller.put(path, body(path));
            default -> caller.post(path, body(path));
        };
    }

    private JsonNode body(String path) {
        return switch (path) {
            case "/add" -> LedgerClient.purchase(user, "1");
            case "/use", "/holds" -> LedgerClient.spending(user, "1");
            case "/holds/nonsense/capture" -> Json.object("amount", 1);
            case "/usage" -> Json.object("userId", user, "provider", "ollama", "modelName", "llama2");
            case "/calculate-cost" -> Json.object("provider", "ollama", "modelName", "llama2");
            case "/validate" -> Json.object("amount", 1);
            case "/refund" -> Json.object("transactionId", "nonsense");
            case "/pricing" -> Json.object("provider", "never", "modelName", "m", "costPerMessage", 1);
            case "/pricing/import" -> Json.object("creditsPerUsd", 1, "prices", Json.object());
            default -> Json.object();
        };
    }
}
