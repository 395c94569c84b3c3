package ledger.streams.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import ledger.account.AlertType;
import ledger.alert.WebhookSecret;
import ledger.alert.WebhookTarget;
import ledger.streams.json.Decoded;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WebhookCodecTest {
    private static final List<WebhookTarget> TARGETS = List.of(new WebhookTarget(
            "wh_0123456789abcdef",
            URI.create("https://hooks.example.com/credits"),
            EnumSet.of(AlertType.REMAINING, AlertType.DEBT),
            true,
            WebhookSecret.text(new byte[32]),
            Instant.parse("2026-03-01T09:30:00.250Z").toEpochMilli()));

    @Test
    void targets_are_written_and_read_as_the_golden_file_has_them() throws IOException {
        byte[] golden = WebhookCodecTest.class
                .getResourceAsStream("/golden/webhook/WebhookTargets.v1.json")
                .readAllBytes();

        assertThat(new String(WebhookCodec.write(TARGETS), StandardCharsets.UTF_8))
                .isEqualTo(new String(golden, StandardCharsets.UTF_8));
        assertThat(WebhookCodec.read(golden)).isEqualTo(new Decoded.Valid<>(TARGETS));
    }

    @Test
    void what_is_no_list_of_targets_says_why_and_shows_nothing_of_it() {
        byte[] wrong = "{\"targets\":[{\"id\":\"a\",\"secret\":\"whsec_hidden\"}]}".getBytes(StandardCharsets.UTF_8);

        assertThat(WebhookCodec.read(wrong)).isEqualTo(new Decoded.Malformed<>("url is missing"));
    }
}
