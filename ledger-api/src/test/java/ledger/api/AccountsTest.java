package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import ledger.api.TestApi.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AccountsTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void an_account_with_credits_is_not_closed_and_the_refusal_says_how_many() {
        api.add("ann", "10");

        Told told = close("ann", "");

        assertThat(told.status()).isEqualTo(409);
        assertThat(told.code()).isEqualTo("ACCOUNT_NOT_EMPTY");
        assertThat(told.body().path("details").path("balance").asInt()).isEqualTo(10);
        assertThat(api.use("ann", "1").status()).isEqualTo(201);
    }

    @Test
    void an_account_that_is_closed_with_all_it_has_answers_its_balance_and_takes_no_more_writes() {
        api.add("ann", "10");

        Told told = close("ann", "?forfeit=true", "Idempotency-Key", "k");

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.data().path("userId").asText()).isEqualTo("ann");
        assertThat(told.data().path("creditsBalance").asInt()).isZero();
        assertThat(told.data().path("creditsExpired").asInt()).isEqualTo(10);
        assertThat(told.header("X-Ledger-Position")).isNotEmpty();
        api.time.at("2026-03-10T12:00:01Z");
        assertThat(api.use("ann", "1").code()).isEqualTo("ACCOUNT_CLOSED");
        assertThat(api.add("ann", "1").status()).isEqualTo(409);
        Told again = close("ann", "?forfeit=true", "Idempotency-Key", "k");
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.data()).isEqualTo(told.data());
        assertThat(close("ann", "", "Idempotency-Key", "k").code()).isEqualTo("IDEMPOTENCY_CONFLICT");
        assertThat(close("ann", "").code()).isEqualTo("ACCOUNT_CLOSED");
    }

    @Test
    void an_account_that_is_reopened_takes_writes_again() {
        close("ann", "");

        Told told = api.post("/accounts/ann/reopen", "root:admin");

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.data().path("creditsBalance").asInt()).isZero();
        assertThat(api.add("ann", "1").status()).isEqualTo(201);
    }

    @Test
    void what_is_no_user_id_no_flag_or_no_admin_closes_nothing() {
        assertThat(close("a".repeat(129), "").field()).isEqualTo("userId");
        assertThat(close("ann", "?forfeit=maybe").status()).isEqualTo(400);
        assertThat(close("ann", "?force=true").status()).isEqualTo(400);
        assertThat(api.send(api.request("/accounts/ann", "chat:service").DELETE())
                        .status())
                .isEqualTo(403);
        assertThat(api.use("ann", "1").code()).isEqualTo("INSUFFICIENT_CREDITS");
    }

    @Test
    void the_body_of_a_close_says_nothing_but_its_key() {
        assertThat(api.send(api.request("/accounts/ann", "root:admin", "Content-Type", "application/json")
                                .method("DELETE", BodyPublishers.ofString("{\"forfeit\":false}")))
                        .field())
                .isEqualTo("forfeit");
    }

    private Told close(String user, String query, String... headers) {
        return api.send(
                api.request("/accounts/" + user + query, "root:admin", headers).DELETE());
    }
}
