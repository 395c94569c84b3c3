package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ledger.api.TestApi.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PriceWritesTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_new_price_is_201_and_active_from_now() {
        Told told = set("\"costPerMessage\":0.000000000001");

        assertThat(told.status()).isEqualTo(201);
        assertThat(told.answer().body()).contains("\"costPerMessage\":0.000000000001,\"costPer1kTokens\":null");
        assertThat(told.data().path("isActive").asBoolean()).isTrue();
        assertThat(told.data().path("isDefaultModel").asBoolean(true)).isFalse();
        assertThat(told.data().path("effectiveFrom").asText()).isEqualTo("2026-03-10T12:00:00.000Z");
    }

    @Test
    void what_is_left_out_of_a_change_stays_and_null_clears() {
        set("\"costPerMessage\":1,\"costPer1kTokens\":2,\"isActive\":false,"
                + "\"rates\":{\"inputPer1k\":3,\"outputPer1k\":4,\"perImage\":5}");

        Told merged = set("\"costPerMessage\":1e1,\"rates\":{\"outputPer1k\":4.5,\"perImage\":null}");
        Told cleared = set("\"costPer1kTokens\":null,\"rates\":null,\"isActive\":null,\"isDefaultModel\":null");

        assertThat(merged.status()).isEqualTo(200);
        assertThat(merged.answer().body())
                .contains("\"costPerMessage\":10,\"costPer1kTokens\":2,\"rates\":{\"inputPer1k\":3,")
                .contains("\"outputPer1k\":4.5,\"reasoningPer1k\":null,\"perImage\":null,")
                .contains("\"isActive\":false");
        assertThat(cleared.answer().body())
                .contains("\"costPerMessage\":10,\"costPer1kTokens\":null,\"rates\":{\"inputPer1k\":null,")
                .contains("\"outputPer1k\":null")
                .contains("\"isDefaultModel\":false,\"isActive\":true");
    }

    @Test
    void a_price_that_was_read_may_be_sent_back() {
        set("\"costPerMessage\":1,\"effectiveFrom\":\"2026-03-10T13:00:00+01:00\"");
        String read = api.get("/pricing/acme/m", "ann:user").data().toString();

        Told told = api.post("/pricing", "root:admin", read);

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.data().path("version").asLong()).isEqualTo(2);
    }

    @Test
    void a_provider_has_one_default() {
        set("\"costPerMessage\":1,\"isDefaultModel\":true");
        Told second = api.post(
                "/pricing",
                "root:admin",
                "{\"provider\":\"acme\",\"modelName\":\"n\",\"costPerMessage\":2,\"isDefaultModel\":true}");

        assertThat(second.data().path("isDefaultModel").asBoolean()).isTrue();
        assertThat(price("m").path("isDefaultModel").asBoolean(true)).isFalse();
        assertThat(price("other").path("costPerMessage").asInt()).isEqualTo(2);
    }

    @Test
    void a_price_to_come_is_not_in_force_yet() {
        set("\"costPerMessage\":1");
        set("\"costPerMessage\":2,\"effectiveFrom\":\"2026-03-11\"");

        assertThat(price("m").path("costPerMessage").asInt()).isEqualTo(1);
        api.time.at("2026-03-11T00:00:00Z");
        assertThat(price("m").path("costPerMessage").asInt()).isEqualTo(2);
    }

    @Test
    void a_deleted_price_is_gone_and_a_deleted_default_leaves_none() {
        set("\"costPerMessage\":1,\"isDefaultModel\":true");

        Told deleted = delete("/pricing/acme/m");
        Told again = delete("/pricing/acme/m");

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.answer().body()).isEmpty();
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.code()).isEqualTo("PRICE_NOT_FOUND");
        assertThat(api.get("/pricing/acme/other", "ann:user").status()).isEqualTo(404);
    }

    @Test
    void default_prices_are_put_in_and_put_back() {
        delete("/pricing/openai/gpt-4");
        api.post("/pricing", "root:admin", "{\"provider\":\"groq\",\"modelName\":\"llama2-70b\",\"costPerMessage\":9}");

        Told first = api.post("/pricing/initialize", "root:admin", "");
        Told overwritten = api.post("/pricing/initialize?overwrite=true", "root:admin", "{}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.data()).isEqualTo(TestApi.json("{\"created\":1,\"kept\":11,\"reset\":0}"));
        assertThat(overwritten.data()).isEqualTo(TestApi.json("{\"created\":0,\"kept\":0,\"reset\":12}"));
        assertThat(api.get("/pricing/groq/llama2-70b", "ann:user")
                        .data()
                        .path("costPerMessage")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_body_where_none_belongs_is_refused_by_name() {
        Told told = api.post("/pricing/initialize", "root:admin", "{\"overwrite\":true}");

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.field()).isEqualTo("overwrite");
    }

    private Told set(String fields) {
        return api.post("/pricing", "root:admin", "{\"provider\":\"acme\",\"modelName\":\"m\"," + fields + "}");
    }

    private Told delete(String path) {
        return api.send(api.request(path, "root:admin").DELETE());
    }

    private JsonNode price(String modelName) {
        return api.get("/pricing/acme/" + modelName, "ann:user").data();
    }
}
