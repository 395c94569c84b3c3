package ledger.streams.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import ledger.fold.RecordedEvent;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EventCodecTest {
    @Test
    void what_is_published_is_read_as_it_was() {
        for (RecordedEvent event : Samples.events().values()) {
            assertThat(EventCodec.read(EventCodec.publish(event).json())).isEqualTo(event);
        }
    }

    @Test
    void the_hash_of_a_chained_event_holds() {
        for (RecordedEvent event : Samples.events().values()) {
            EventCodec.Published published = EventCodec.publish(event);

            assertThat(EventCodec.hashHolds(published.json())).isEqualTo(event.isChained());
            assertThat(published.hash()).isEqualTo(event.hash());
        }
    }

    @Test
    void a_hash_holds_for_no_other_bytes() {
        RecordedEvent chained = Samples.events().values().stream()
                .filter(RecordedEvent::isChained)
                .findFirst()
                .orElseThrow();
        byte[] json = EventCodec.publish(chained).json();

        for (int at = 0; at < json.length; at++) {
            for (int changed : new int[] {json[at] ^ 1, Character.toUpperCase(json[at]), 'g', ' '}) {
                byte[] other = json.clone();
                other[at] = (byte) changed;
                if (changed != json[at]) {
                    assertThat(EventCodec.hashHolds(other))
                            .as(new String(other, UTF_8))
                            .isFalse();
                }
            }
        }
        for (int length = 0; length < json.length; length++) {
            assertThat(EventCodec.hashHolds(Arrays.copyOf(json, length))).isFalse();
        }
    }
}
