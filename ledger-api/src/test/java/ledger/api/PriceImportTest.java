package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ledger.api.TestApi.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PriceImportTest {
    /** Beside the repository, whose modules are the working folders of their tests. */
    private static final Path SAMPLE = Path.of("../../shared/data/litellm-prices-sample.json");

    private final TestApi api = new TestApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void dollars_become_credits_and_rows_without_a_meter_of_ours_are_skipped() {
        Told told = imported("""
                {"creditsPerUsd":1000,"markup":1.2,"prices":{
                "sample_spec":{"input_cost_per_token":0,"max_tokens":"set to max of both"},
                "gpt-4o-mini":{"litellm_provider":"openai","mode":"chat","input_cost_per_token":1.5e-07,
                "output_cost_per_token":6e-07,"supports_vision":true,"tiered":[{"a":1}]},
                "gpt-4":{"litellm_provider":"openai","input_cost_per_token":3e-05,"output_cost_per_token":null},
                "1024-x-1024/dall-e-2":{"litellm_provider":"openai","input_cost_per_pixel":1.9e-08}}}""");

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.data().path("created").asInt()).isEqualTo(1);
        assertThat(told.data().path("updated").asInt()).isEqualTo(1);
        assertThat(told.data().path("skipped").findValuesAsText("model"))
                .containsExactly("sample_spec", "1024-x-1024/dall-e-2");
        assertThat(told.data().path("skipped").findValuesAsText("why"))
                .allSatisfy(why -> assertThat(why).isNotEmpty());
        assertThat(rates("openai/gpt-4o-mini").path("inputPer1k").decimalValue())
                .isEqualByComparingTo("0.18");
        assertThat(rates("openai/gpt-4o-mini").path("outputPer1k").decimalValue())
                .isEqualByComparingTo("0.72");
        JsonNode changed = api.get("/pricing/openai/gpt-4", "ann:user").data();
        assertThat(changed.path("costPerMessage").asInt()).isEqualTo(30);
        assertThat(changed.path("rates").path("inputPer1k").decimalValue()).isEqualByComparingTo("36");
    }

    @Test
    void an_invalid_row_refuses_the_whole_import_and_each_is_named() {
        Told told = imported("""
                {"creditsPerUsd":1000,"prices":{
                "good":{"litellm_provider":"acme","input_cost_per_token":1e-06},
                "negative":{"litellm_provider":"acme","input_cost_per_token":-1e-06},
                "text":{"litellm_provider":"acme","output_cost_per_token":"cheap"},
                "per million":{"litellm_provider":"acme","input_cost_per_token":2.5},
                "huge":{"litellm_provider":"acme","input_cost_per_image":1e999999999},
                "list":[]}}""");

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.field()).isEqualTo("prices");
        assertThat(told.body().path("details").path("rows").findValuesAsText("model"))
                .containsExactlyInAnyOrder("negative", "text", "per million", "huge", "list");
        assertThat(told.error()).startsWith("prices has rows that cannot be: ").contains("and 2 more");
        assertThat(api.get("/pricing/acme/good", "ann:user").status()).isEqualTo(404);
    }

    @Test
    void an_import_has_room_for_eight_megabytes() {
        String row = "\"m%d\":{\"litellm_provider\":\"acme\",\"input_cost_per_token\":1e-06,\"notes\":\"%s\"},";
        StringBuilder prices = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            prices.append(row.formatted(i, "x".repeat(1_000_000)));
        }
        String body = "{\"creditsPerUsd\":1000,\"prices\":{" + prices + "\"last\":{}}}";

        assertThat(imported(body).data().path("created").asInt()).isEqualTo(7);
        assertThat(imported(body.replace("\"last\":{}", row.formatted(8, "x".repeat(2_000_000)) + "\"last\":{}"))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void a_real_price_list_is_taken_over() throws IOException {
        assumeThat(SAMPLE).as("the sample is only where the shared data is").exists();

        Told told = imported("{\"creditsPerUsd\":1000,\"prices\":" + Files.readString(SAMPLE) + "}");

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.data().path("created").asInt()
                        + told.data().path("updated").asInt()
                        + told.data().path("skipped").size())
                .isEqualTo(89);
        assertThat(told.data().path("created").asInt()).isGreaterThan(50);
    }

    private Told imported(String body) {
        return api.post("/pricing/import", "root:admin", body);
    }

    private JsonNode rates(String model) {
        return api.get("/pricing/" + model, "ann:user").data().path("rates");
    }
}
