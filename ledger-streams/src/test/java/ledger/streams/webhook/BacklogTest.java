package ledger.streams.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BacklogTest {
    private final Backlog backlog = Backlog.at(7);

    @Test
    void what_failed_holds_back_its_own_user_and_nobody_else() {
        backlog.failed(alert(7, "ann"), 0);

        assertThat(backlog.isOpen()).isTrue();
        assertThat(backlog.isBehind(alert(8, "ann"))).isTrue();
        assertThat(backlog.isBehind(alert(8, "ben"))).isFalse();
    }

    @Test
    void it_is_committed_up_to_the_first_that_waits() {
        backlog.failed(alert(7, "ann"), 0);
        backlog.taken(8);
        assertThat(backlog.offset()).isEqualTo(7);

        backlog.taken(7);

        assertThat(backlog.offset()).isEqualTo(9);
        assertThat(backlog.text()).isEmpty();
    }

    @Test
    void two_failures_in_a_row_close_it_until_one_is_taken() {
        backlog.failed(alert(7, "ann"), 0);
        backlog.failed(alert(8, "ben"), 0);
        assertThat(backlog.isOpen()).isFalse();

        backlog.taken(8);

        assertThat(backlog.isOpen()).isTrue();
    }

    @Test
    void a_target_that_is_down_is_tried_again_once_nothing_waits() {
        backlog.failed(alert(7, "ann"), 0);
        backlog.failed(alert(8, "ben"), 0);
        backlog.passed(7);
        backlog.passed(8);
        assertThat(backlog.isOpen()).isTrue();

        backlog.failed(alert(9, "cid"), 0);

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
        backlog.failed(alert(7, "ann"), 500);
        backlog.queue(alert(8, "ann"));
        backlog.failed(alert(9, "ben"), 200);

        assertThat(dueOffset(backlog, 1_199)).isNull();
        assertThat(dueOffset(backlog, 1_200)).isEqualTo(9);
        assertThat(dueOffset(backlog, 1_500)).isEqualTo(7);

        backlog.taken(7);

        assertThat(dueOffset(backlog, 0)).isEqualTo(8);
    }

    @Test
    void another_instance_goes_on_with_what_it_reads_again() {
        backlog.failed(alert(7, "ann"), 500);
        backlog.taken(8);
        backlog.queue(alert(9, "ann"));
        Backlog other = Backlog.parse(backlog.offset(), backlog.text());
        assertThat(dueOffset(other, 1_500)).isNull();

        other.found(alert(7, "ann"));
        other.found(alert(8, "ben"));
        other.found(alert(9, "ann"));

        assertThat(other.text()).isEqualTo(backlog.text());
        assertThat(other.isNew(9)).isFalse();
        assertThat(other.isNew(10)).isTrue();
        assertThat(dueOffset(other, 1_500)).isEqualTo(7);
    }

    @Test
    void text_that_is_none_of_ours_is_a_new_start() {
        assertThat(Backlog.parse(7, "8 7:3:500").text()).isEqualTo("8 7:3:500");
        for (String other : new String[] {"", "x", "3 500", "8 7", "8 7:3", "8 y:3:500"}) {
            assertThat(Backlog.parse(7, other).isNew(7)).as(other).isTrue();
            assertThat(Backlog.parse(7, other).size()).as(other).isZero();
        }
    }

    @Test
    void the_wait_doubles_up_to_ten_minutes_and_the_twelfth_failure_is_the_last() {
        List<Long> waitsSeconds = new ArrayList<>();
        Backlog.Waiting one;
        do {
            one = backlog.failed(alert(7, "ann"), 0);
            waitsSeconds.add(one.notBeforeMillis() / 1_000);
        } while (!one.isLast(0));

        assertThat(waitsSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 600L, 600L);
    }

    @Test
    void what_is_older_than_a_day_is_tried_once() {
        long dayMillis = 86_400_000;
        Backlog.Waiting one = backlog.failed(alert(7, "ann"), 0);

        assertThat(one.isLast(dayMillis)).isFalse();
        assertThat(one.isLast(dayMillis + 1)).isTrue();
    }

    private static @Nullable Long dueOffset(Backlog backlog, long nowMillis) {
        return backlog.due(nowMillis)
                .map(Backlog.Waiting::alert)
                .map(ConsumerRecord::offset)
                .orElse(null);
    }

    private static ConsumerRecord<byte[], byte @Nullable []> alert(long offset, String user) {
        Optional<Integer> noEpoch = Optional.empty();
        return new ConsumerRecord<>(
                Topics.ALERTS,
                0,
                offset,
                0L,
                TimestampType.CREATE_TIME,
                0,
                0,
                user.getBytes(UTF_8),
                new byte[0],
                new RecordHeaders(),
                noEpoch);
    }
}
