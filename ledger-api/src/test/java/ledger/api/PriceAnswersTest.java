package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import ledger.api.TestApi.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PriceAnswersTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_change_of_prices_is_a_write_and_carries_the_headers_of_one() {
        String body = "{\"provider\":\"p\",\"modelName\":\"m\",\"costPerMessage\":1}";

        Told created = api.post("/pricing", "root:admin", body, "Idempotency-Key", "k");
        Told refused = api.post("/pricing", "chat:service", body);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Idempotency-Key")).isEqualTo("k");
        assertThat(created.header("X-Ledger-Position")).isNotEmpty();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("Idempotency-Key")).isNotEmpty();
    }

    @Test
    void charging_a_price_that_was_switched_off_is_a_refusal_that_is_remembered() {
        api.add("ann", "100");
        api.post("/pricing", "root:admin", "{\"provider\":\"openai\",\"modelName\":\"gpt-4\",\"isActive\":false}");
        String usage = "{\"userId\":\"ann\",\"provider\":\"openai\",\"modelName\":\"gpt-4\",\"messageCount\":1}";

        Told refused = api.post("/usage", "chat:service", usage, "Idempotency-Key", "k");
        api.post("/pricing", "root:admin", "{\"provider\":\"openai\",\"modelName\":\"gpt-4\",\"isActive\":true}");
        Told retry = api.post("/usage", "chat:service", usage, "Idempotency-Key", "k");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("PRICE_INACTIVE");
        assertThat(retry.status()).isEqualTo(409);
        assertThat(retry.header("Idempotent-Replayed")).isEqualTo("true");
    }
}
