package ledger.streams.wire;

import static org.assertj.core.api.Assertions.assertThat;

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
}
