package ledger.streams.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ledger.streams.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BacklogTest {
    private static final RetryState FAILED = RetryState.NEW.failed(0);

    private final Backlog backlog = Backlog.at(7);

    @Test
    void what_failed_holds_back_its_own_user_and_nobody_else() {
        backlog.failed(alert(7, "ann"), FAILED);

        assertThat(backlog.isOpen()).isTrue();
        assertThat(backlog.isBehind(alert(8, "ann"))).isTrue();
        assertThat(backlog.isBehind(alert(8, "ben"))).isFalse();
    }

    @Test
    void it_is_committed_up_to_the_first_that_waits() {
        backlog.failed(alert(7, "ann"), FAILED);
        backlog.taken(8);
        assertThat(backlog.offset()).isEqualTo(7);

        backlog.taken(7);

        assertThat(backlog.offset()).isEqualTo(9);
        assertThat(backlog.text()).isEmpty();
    }

    @Test
    void two_failures_in_a_row_close_it_until_one_is_taken() {
        backlog.failed(alert(7, "ann"), FAILED);
        backlog.failed(alert(8, "ben"), FAILED);
        assertThat(backlog.isOpen()).isFalse();

        backlog.taken(8);

        assertThat(backlog.isOpen()).isTrue();
    }

    @Test
    void a_target_that_is_down_is_tried_again_once_nothing_waits() {
        backlog.failed(alert(7, "ann"), FAILED);
        backlog.failed(alert(8, "ben"), FAILED);
        backlog.passed(7);
        backlog.passed(8);
        assertThat(backlog.isOpen()).isTrue();

        backlog.failed(alert(9, "cid"), FAILED);

        assertThat(backlog.isOpen()).isFalse();
    }

    @Test
    void no_more_wait_than_stand_beside_an_offset() {
        for (int at = 7; at < 7 + Backlog.WAITING_MAX; at++) {
            assertThat(backlog.isOpen()).isTrue();
            backlog.queue(alert(at, "ann"));
        }

        assertThat(backlog.isOpen()).isFalse();
        assertThat(backlog.text().length()).isLessThan(1_000);
    }

    @Test
    void what_waits_is_tried_when_its_time_has_come_and_the_oldest_of_a_user_first() {
        backlog.failed(alert(7, "ann"), new RetryState(3, 500));
        backlog.queue(alert(8, "ann"));
        backlog.failed(alert(9, "ben"), new RetryState(1, 200));

        assertThat(dueOffset(backlog, 199)).isNull();
        assertThat(dueOffset(backlog, 200)).isEqualTo(9);
        assertThat(dueOffset(backlog, 500)).isEqualTo(7);

        backlog.taken(7);

        assertThat(dueOffset(backlog, 0)).isEqualTo(8);
    }

    @Test
    void another_instance_goes_on_with_what_it_reads_again() {
        backlog.failed(alert(7, "ann"), new RetryState(3, 500));
        backlog.taken(8);
        backlog.queue(alert(9, "ann"));
        Backlog other = Backlog.parse(backlog.offset(), backlog.text());
        assertThat(dueOffset(other, 500)).isNull();

        other.found(alert(7, "ann"));
        other.found(alert(8, "ben"));
        other.found(alert(9, "ann"));

        assertThat(other.text()).isEqualTo(backlog.text());
        assertThat(other.isNew(9)).isFalse();
        assertThat(other.isNew(10)).isTrue();
        assertThat(dueOffset(other, 500)).isEqualTo(7);
    }

    @Test
    void text_of_an_earlier_build_is_one_that_waits_and_any_other_a_new_start() {
        assertThat(Backlog.parse(7, "3 500").text()).isEqualTo("8 7:3:500");
        for (String other : new String[] {"", "x", "8 7", "8 7:3", "8 y:3:500"}) {
            assertThat(Backlog.parse(7, other).isNew(7)).as(other).isEqualTo(!other.startsWith("8 7"));
        }
    }

    private static @Nullable Long dueOffset(Backlog backlog, long nowMillis) {
        return backlog.due(nowMillis)
                .map(Backlog.Waiting::alert)
                .map(ConsumerRecord::offset)
                .orElse(null);
    }

    private static ConsumerRecord<byte[], byte @Nullable []> alert(long offset, String user) {
        return new ConsumerRecord<>(Topics.ALERTS, 0, offset, user.getBytes(UTF_8), new byte[0]);
    }
}
