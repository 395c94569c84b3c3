package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices over HTTP, and what they make of a usage. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(SharedLedger.class)
class PricingTest {
    private final LedgerClient admin;
    private final LedgerClient service;
    private final String user = SharedLedger.newUser();
    private final String provider = "provider-of-" + user;

    PricingTest(LedgerProcess ledger) {
        admin = ledger.admin();
        service = ledger.service();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai | gpt-4         | {}                                       | 30",
                "openai | gpt-4-turbo   | {'messageCount':1,'tokenCount':1500}     | 30",
                "openai | gpt-4-turbo   | {'tokenCount':1001}                      | 20",
                "openai | unknown       | {'messageCount':2}                       | 20",
                "ollama | anything      | {'messageCount':3,'tokenCount':5000}     | 3",
                "ollama | anything      | {'tokenCount':5000}                      | 1",
                "openai | gpt-4         | {'inputTokens':1200,'outputTokens':300}  | 60",
                "openai | gpt-4         | {'messageCount':0}                       | 30",
                "groq   | mixtral-8x7b  | {'messageCount':1e2}                     | 100",
            })
    void the_default_prices_charge_as_promised(String ofProvider, String model, String quantities, String cost) {
        admin.add(user, "1000");
        ObjectNode usage = (ObjectNode) Json.read(quantities.replace('\'', '"'));
        usage.put("provider", ofProvider).put("modelName", model);

        JsonNode quote = service.post("/calculate-cost", usage).expect(200).data();
        ObjectNode charge = usage.deepCopy().put("userId", user);
        JsonNode charged = service.post("/usage", charge).expect(201).data();

        assertThat(Json.decimal(quote.path("totalCost"))).isEqualTo(cost);
        assertThat(Json.decimal(charged.path("transaction").path("amount"))).isEqualTo("-" + cost);
        assertThat(charged.path("cost")).isEqualTo(quote);
    }

    @Test
    void a_changed_price_is_charged_from_the_next_usage_on() {
        admin.add(user, "1000");
        for (int cost = 1; cost <= 10; cost++) {
            admin.post("/pricing", price("m").put("costPerMessage", cost)).expect(cost == 1 ? 201 : 200);

            JsonNode charged = service.post("/usage", usage("m")).expect(201).data();

            assertThat(charged.path("cost").path("totalCost").asInt()).isEqualTo(cost);
        }
        assertThat(service.creditsOf(user)).isEqualTo("945");
        List<JsonNode> versions = Json.list(
                service.get("/pricing/" + provider + "/m/versions").expect(200).data());
        assertThat(versions)
                .extracting(version -> version.path("costPerMessage").asInt())
                .containsExactly(10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    }

    @Test
    void an_unknown_model_costs_what_its_providers_default_does_while_there_is_one() {
        admin.post("/pricing", price("usual").put("isDefaultModel", true)).expect(201);

        JsonNode fallback = service.get("/pricing/" + provider + "/unheard%2Fof")
                .expect(200)
                .data();
        assertThat(fallback.path("modelName").asText()).isEqualTo("unheard/of");
        assertThat(fallback.path("fallback").asBoolean()).isTrue();
        assertThat(fallback.path("isDefaultModel").asBoolean(true)).isFalse();

        admin.delete("/pricing/" + provider + "/usual").expect(204);
        Answer none = service.get("/pricing/" + provider + "/unheard%2Fof");
        assertThat(none.expect(404, "PRICE_NOT_FOUND").error())
                .isEqualTo("No pricing found for " + provider + ":unheard/of");
        admin.delete("/pricing/" + provider + "/usual").expect(404);
    }

    @Test
    void one_default_per_provider_and_what_is_omitted_stays() {
        admin.post("/pricing", price("a").put("isDefaultModel", true).set("rates", Json.object("inputPer1k", 2)))
                .expect(201);
        admin.post("/pricing", price("b").put("isDefaultModel", true)).expect(201);
        ObjectNode change = Json.object("provider", provider, "modelName", "a", "costPer1kTokens", 7);
        change.set("rates", Json.object("outputPer1k", 0.000000000001));

        JsonNode updated = admin.post("/pricing", change).expect(200).data();

        assertThat(Json.decimal(updated.path("costPerMessage"))).isEqualTo("1");
        assertThat(Json.decimal(updated.path("costPer1kTokens"))).isEqualTo("7");
        assertThat(Json.decimal(updated.path("rates").path("inputPer1k"))).isEqualTo("2");
        assertThat(Json.decimal(updated.path("rates").path("outputPer1k"))).isEqualTo("0.000000000001");
        assertThat(updated.path("isDefaultModel").asBoolean(true)).isFalse();
        JsonNode ofProvider =
                service.get("/pricing?provider=" + provider).expect(200).data();
        assertThat(Json.texts(ofProvider, "modelName")).containsExactly("b", "a");
        ObjectNode sentBack = updated.deepCopy();
        sentBack.put("fallback", true).put("version", 1).remove("effectiveFrom");
        admin.post("/pricing", sentBack).expect(200);
    }

    @Test
    void a_price_of_the_future_is_not_charged_yet() {
        admin.post("/pricing", price("m")).expect(201);
        admin.post("/pricing", price("m").put("costPerMessage", 99).put("effectiveFrom", "2999-01-01"))
                .expect(200);

        JsonNode now = service.get("/pricing/" + provider + "/m").expect(200).data();
        JsonNode then = service.get("/pricing?at=2999-01-02&provider=" + provider)
                .expect(200)
                .data();

        assertThat(now.path("costPerMessage").asInt()).isEqualTo(1);
        assertThat(Json.texts(then, "costPerMessage")).containsExactly("99");
        admin.post("/pricing", price("m").put("effectiveFrom", "2001-01-01")).expect(400, "INVALID_REQUEST");
    }

    @Test
    void an_image_without_a_price_is_not_free() {
        admin.post("/pricing", price("m")).expect(201);
        ObjectNode usage = usage("m").put("images", 2);

        assertThat(service.post("/usage", usage).expect(404, "PRICE_NOT_FOUND").error())
                .contains("images");
        admin.post("/pricing", (ObjectNode) price("m").set("rates", Json.object("perImage", 0.25)));
        admin.add(user, "10");

        assertThat(Json.decimal(service.post("/usage", usage)
                        .expect(201)
                        .data()
                        .path("cost")
                        .path("totalCost")))
                .isEqualTo("1.5");
    }

    @Test
    void initializing_again_keeps_what_was_edited_unless_told() {
        JsonNode kept = admin.post("/pricing/initialize").expect(200).data();

        assertThat(kept.path("created").asInt()).isZero();
        assertThat(kept.path("kept").asInt()).isEqualTo(12);
        assertThat(Json.list(service.get("/pricing?provider=openai").expect(200).data()))
                .extracting(price -> price.path("modelName").asText())
                .containsExactly("gpt-4-turbo", "gpt-3.5-turbo", "gpt-4");
    }

    @Test
    void a_price_list_of_litellm_is_imported() throws IOException {
        Path list = Repository.ROOT.resolve("../shared/data/litellm-prices-sample.json");
        assumeThat(list).as("real prices, beside the checkout").exists();
        ObjectNode request = Json.object("creditsPerUsd", 1000, "markup", 1.5);
        request.set("prices", Json.read(Files.readString(list)));

        JsonNode imported = admin.post("/pricing/import", request).expect(200).data();

        int rows = request.path("prices").size();
        int taken = imported.path("created").asInt() + imported.path("updated").asInt();
        assertThat(taken + imported.path("skipped").size()).isEqualTo(rows);
        assertThat(taken).isGreaterThan(rows / 2);
        JsonNode again = admin.post("/pricing/import", request).expect(200).data();
        assertThat(again.path("created").asInt()).isZero();
        JsonNode nova =
                service.post("/calculate-cost", Json.read("""
                                {"provider":"bedrock_converse","modelName":"amazon.nova-pro-v1:0","inputTokens":1000,"outputTokens":10}""")).expect(200).data();
        assertThat(Json.decimal(nova.path("totalCost")))
                .as("1000 x 8e-7 + 10 x 3.2e-6 dollars, times 1500")
                .isEqualTo("1.248");
    }

    private ObjectNode price(String model) {
        return Json.object("provider", provider, "modelName", model, "costPerMessage", 1);
    }

    private ObjectNode usage(String model) {
        return Json.object("userId", user, "provider", provider, "modelName", model, "messageCount", 1);
    }
}
