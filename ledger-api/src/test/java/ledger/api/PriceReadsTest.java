package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import ledger.api.TestApi.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PriceReadsTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_price_has_every_member_and_null_where_there_is_none() {
        Told told = api.get("/pricing/openai/gpt-4-turbo", "ann:user");

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.body()).isEqualTo(TestApi.json("""
                        {"success":true,"data":{"provider":"openai","modelName":"gpt-4-turbo","costPerMessage":10,
                        "costPer1kTokens":10,"rates":{"inputPer1k":null,"cachedInputPer1k":null,"cacheWritePer1k":null,
                        "outputPer1k":null,"reasoningPer1k":null,"perImage":null,"perAudioSecond":null,
                        "per1kCharacters":null},"isDefaultModel":true,"isActive":true,
                        "effectiveFrom":"1970-01-01T00:00:00.000Z","version":0,"fallback":false}}"""));
    }

    @Test
    void prices_are_listed_by_provider_its_default_first_and_then_by_name() {
        assertThat(names(api.get("/pricing", "ann:user")))
                .containsExactly(
                        "anthropic/claude-3-sonnet",
                        "anthropic/claude-3-haiku",
                        "anthropic/claude-3-opus",
                        "google/gemini-pro",
                        "google/gemini-pro-vision",
                        "groq/mixtral-8x7b",
                        "groq/llama2-70b",
                        "ollama/llama2",
                        "ollama/mistral",
                        "openai/gpt-4-turbo",
                        "openai/gpt-3.5-turbo",
                        "openai/gpt-4");
    }

    @Test
    void the_list_is_narrowed_by_provider_activity_and_time() {
        set("{\"provider\":\"groq\",\"modelName\":\"llama2-70b\",\"isActive\":false}");
        api.time.at("2026-03-11T12:00:00Z");
        set("{\"provider\":\"groq\",\"modelName\":\"new\",\"costPerMessage\":1}");

        assertThat(names(api.get("/pricing?provider=groq", "ann:user")))
                .containsExactly("groq/mixtral-8x7b", "groq/llama2-70b", "groq/new");
        assertThat(names(api.get("/pricing?provider=groq&isActive=true", "ann:user")))
                .containsExactly("groq/mixtral-8x7b", "groq/new");
        assertThat(names(api.get("/pricing?provider=groq&isActive=false", "ann:user")))
                .containsExactly("groq/llama2-70b");
        assertThat(names(api.get("/pricing?provider=groq&isActive=true&at=2026-03-10", "ann:user")))
                .containsExactly("groq/mixtral-8x7b", "groq/llama2-70b");
        assertThat(names(api.get("/pricing?provider=nobody", "ann:user"))).isEmpty();
    }

    @Test
    void an_unknown_model_has_its_providers_default_under_its_own_name() {
        JsonNode price = api.get("/pricing/openai/gpt-9", "ann:user").data();

        assertThat(price.path("modelName").asText()).isEqualTo("gpt-9");
        assertThat(price.path("costPerMessage").asInt()).isEqualTo(10);
        assertThat(price.path("fallback").asBoolean()).isTrue();
        assertThat(price.path("isDefaultModel").asBoolean()).isFalse();
    }

    @Test
    void names_are_case_sensitive() {
        assertThat(api.get("/pricing/openai/GPT-4", "ann:user")
                        .data()
                        .path("fallback")
                        .asBoolean())
                .isTrue();
        assertThat(api.get("/pricing/OpenAI/gpt-4", "ann:user").status()).isEqualTo(404);
    }

    @Test
    void a_provider_without_a_default_has_no_price_for_the_unknown() {
        Told told = api.get("/pricing/acme/m1", "ann:user");

        assertThat(told.status()).isEqualTo(404);
        assertThat(told.code()).isEqualTo("PRICE_NOT_FOUND");
        assertThat(told.error()).isEqualTo("No pricing found for acme:m1");
    }

    @Test
    void versions_are_listed_newest_first() {
        set("{\"provider\":\"openai\",\"modelName\":\"gpt-4\",\"costPerMessage\":31}");
        set("{\"provider\":\"openai\",\"modelName\":\"gpt-4\",\"costPerMessage\":32,\"effectiveFrom\":\"2027-01-01\"}");

        JsonNode versions =
                api.get("/pricing/openai/gpt-4/versions", "ann:user").body().path("data");

        assertThat(versions.findValuesAsText("costPerMessage")).containsExactly("32", "31", "30");
        assertThat(versions.findValuesAsText("version")).containsExactly("2", "1", "0");
        assertThat(api.get("/pricing/openai/never/versions", "ann:user")
                        .answer()
                        .body())
                .isEqualTo("{\"success\":true,\"data\":[]}");
    }

    private void set(String body) {
        assertThat(api.post("/pricing", "root:admin", body).status()).isIn(200, 201);
    }

    private static List<String> names(Told told) {
        List<String> names = new ArrayList<>();
        told.data()
                .forEach(price -> names.add(price.path("provider").asText()
                        + '/'
                        + price.path("modelName").asText()));
        return names;
    }
}
