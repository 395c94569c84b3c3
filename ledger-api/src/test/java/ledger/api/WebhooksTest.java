package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ledger.account.AlertType;
import ledger.alert.WebhookSecret;
import ledger.alert.WebhookTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WebhooksTest {
    private static final String SECRET = WebhookSecret.text(new byte[32]);
    private static final String ONE = "{\"targets\":[{\"url\":\"https://hooks.test/a\"}]}";

    private final TestApi api = new TestApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_made_up_secret_is_shown_once() {
        TestApi.Told set = api.put("/webhooks", "root:admin", ONE);
        TestApi.Told again = api.put("/webhooks", "root:admin", ONE);
        TestApi.Told read = api.get("/webhooks", "root:admin");

        assertThat(set.status()).isEqualTo(200);
        String secret = target(set).path("secret").asText();
        assertThat(WebhookSecret.isValid(secret)).isTrue();
        assertThat(target(again).has("secret")).isFalse();
        assertThat(target(read).has("secret")).isFalse();
        assertThat(target(read).path("id")).isEqualTo(target(set).path("id"));
        assertThat(api.webhooks.targets()).extracting(WebhookTarget::secret).containsExactly(secret);
    }

    @Test
    void a_secret_that_was_given_is_taken_and_not_shown() {
        TestApi.Told set = api.put(
                "/webhooks",
                "root:admin",
                "{\"targets\":[{\"url\":\"http://localhost:9/a?b=c\",\"secret\":\"%s\",\"alertTypes\":[\"debt\"]}]}"
                        .formatted(SECRET));

        assertThat(set.status()).isEqualTo(200);
        assertThat(set.answer().body()).doesNotContain("whsec_");
        WebhookTarget target = api.webhooks.targets().get(0);
        assertThat(target.secret()).isEqualTo(SECRET);
        assertThat(target.types()).containsExactly(AlertType.DEBT);
        assertThat(target.toString()).doesNotContain("whsec_").doesNotContain("b=c");
    }

    @Test
    void a_target_that_is_enabled_again_hears_of_alerts_from_then_on() {
        api.put("/webhooks", "root:admin", ONE);
        api.put("/webhooks", "root:admin", ONE.replace("}]", ",\"enabled\":false}]"));
        api.time.at("2026-03-11T00:00:00Z");

        TestApi.Told enabled = api.put("/webhooks", "root:admin", ONE);

        assertThat(target(enabled).path("since").asText()).isEqualTo("2026-03-11T00:00:00.000Z");
    }

    @Test
    void an_empty_list_takes_all_targets_away() {
        api.put("/webhooks", "root:admin", ONE);

        TestApi.Told none = api.put("/webhooks", "root:admin", "{\"targets\":[]}");

        assertThat(none.data().path("targets")).isEmpty();
        assertThat(api.webhooks.targets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                                  | targets",
                "{\"targets\":{}}                                                                    | targets",
                "{\"targets\":[],\"more\":1}                                                         | more",
                "{\"targets\":[{}]}                                                                  | url",
                "{\"targets\":[{\"url\":\"http://hooks.test/a\"}]}                                   | url",
                "{\"targets\":[{\"url\":\"ftp://localhost/a\"}]}                                     | url",
                "{\"targets\":[{\"url\":\"https://private.test/a\"}]}                                | url",
                "{\"targets\":[{\"url\":\"https://user:word@hooks.test/a\"}]}                        | url",
                "{\"targets\":[{\"url\":\"https:///a\"}]}                                            | url",
                "{\"targets\":[{\"url\":\"no url at all\"}]}                                         | url",
                "{\"targets\":[{\"url\":\"https://a.test\"},{\"url\":\"https://a.test\"}]}           | targets",
                "{\"targets\":[{\"url\":\"https://a.test\",\"secret\":\"whsec_YQ==\"}]}              | secret",
                "{\"targets\":[{\"url\":\"https://a.test\",\"alertTypes\":[]}]}                      | alertTypes",
                "{\"targets\":[{\"url\":\"https://a.test\",\"alertTypes\":[\"LATE\"]}]}              | alertTypes",
                "{\"targets\":[{\"url\":\"https://a.test\",\"enabled\":\"yes\"}]}                    | enabled",
                "{\"targets\":[{\"url\":\"https://a.test\",\"name\":\"a\"}]}                         | name",
            })
    void what_is_no_target_is_refused_by_name(String body, String field) {
        TestApi.Told refused = api.put("/webhooks", "root:admin", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo(field);
        assertThat(api.webhooks.targets()).isEmpty();
    }

    @Test
    void only_an_admin_sees_and_sets_targets() {
        assertThat(api.get("/webhooks", "chat:service").status()).isEqualTo(403);
        assertThat(api.put("/webhooks", "chat:service", ONE).status()).isEqualTo(403);
        assertThat(api.put("/webhooks", "", ONE).status()).isEqualTo(401);
    }

    private static JsonNode target(TestApi.Told told) {
        return told.data().path("targets").path(0);
    }
}
