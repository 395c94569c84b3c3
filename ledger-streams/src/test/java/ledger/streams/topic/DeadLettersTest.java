package ledger.streams.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DeadLettersTest {
    private static final long NOON_MILLIS = 1_764_072_000_000L;

    @Test
    void ours_follow_the_headers_it_came_with() {
        Headers original = new RecordHeaders().add("ce_id", bytes("1")).add("ledger-code", bytes("OLD"));

        Headers headers = DeadLetters.headers(original, "MALFORMED", "not JSON", Topics.USAGE, 3, 42, NOON_MILLIS);

        assertThat(Arrays.stream(headers.toArray())
                        .map(header -> header.key() + "=" + new String(header.value(), UTF_8)))
                .containsExactly(
                        "ce_id=1",
                        "ledger-code=OLD",
                        "ledger-code=MALFORMED",
                        "ledger-reason=not JSON",
                        "ledger-source-topic=ledger.usage",
                        "ledger-source-partition=3",
                        "ledger-source-offset=42",
                        "ledger-time=2025-11-25T12:00:00Z");
        assertThat(original).hasSize(2);
    }

    @Test
    void a_long_reason_is_cut() {
        Headers headers = DeadLetters.headers(
                new RecordHeaders(), "MALFORMED", "x".repeat(5_000), Topics.USAGE, 0, 0, NOON_MILLIS);

        assertThat(headers.lastHeader(DeadLetters.REASON).value()).hasSize(1_000);
    }

    @Test
    void a_record_fits_up_to_the_bound_with_its_key_and_headers() {
        byte[] value = new byte[DeadLetters.RECORD_BYTES_MAX - 6];

        assertThat(DeadLetters.fits(bytes("ke"), value, new RecordHeaders().add("h", bytes("v"))))
                .isTrue();
        assertThat(DeadLetters.fits(bytes("key"), value, new RecordHeaders().add("h", bytes("v"))))
                .isFalse();
        assertThat(DeadLetters.fits(null, null, new RecordHeaders().add("h", null)))
                .isTrue();
    }

    @Test
    void headers_of_nothing_count_and_names_count_as_the_bytes_they_have() {
        RecordHeaders empty = new RecordHeaders();
        for (int i = 0; i <= DeadLetters.RECORD_BYTES_MAX / 2; i++) {
            empty.add("", null);
        }
        Headers long3 = new RecordHeaders().add("€".repeat(DeadLetters.RECORD_BYTES_MAX / 2), null);

        assertThat(DeadLetters.fits(null, null, empty)).isFalse();
        assertThat(DeadLetters.fits(null, null, long3)).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
