package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import ledger.api.TestApi.Told;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(ReplaceUnderscores.class)
class PriceNamesTest {
    private final TestApi api = new TestApi();

    @AfterAll
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "azure%2Fgpt-4          | azure/gpt-4",
                "a%2fb%2Fc              | a/b/c",
                "gpt%204                | gpt 4",
                "100%25                 | 100%",
                "a%2Bb+c                | a+b+c",
                "m%C3%BCller            | müller",
                "%F0%9F%A4%96           | 🤖",
                "amazon.nova-lite-v1:0  | amazon.nova-lite-v1:0",
                "a%3Fb%23c%3Bd          | a?b#c;d",
            })
    void a_name_travels_percent_encoded(String inPath, String name) {
        api.post(
                "/pricing",
                "root:admin",
                "{\"provider\":\"acme\",\"modelName\":\"" + name + "\",\"costPerMessage\":1}");

        Told told = api.get("/pricing/acme/" + inPath, "ann:user");

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.data().path("modelName").asText()).isEqualTo(name);
        assertThat(api.get("/pricing/acme/" + inPath + "/versions", "ann:user")
                        .body()
                        .path("data"))
                .hasSize(1);
        assertThat(api.send(api.request("/pricing/acme/" + inPath, "root:admin").DELETE())
                        .status())
                .isEqualTo(204);
    }
}
