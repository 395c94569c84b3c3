package ledger.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ledger.AccountId;
import ledger.UnavailableException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Replays what a real broker has, on one thread and on several. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(Lifecycle.PER_CLASS)
class ReplayTest {
    private static final long MONDAY = 1_767_571_200_000L; // 2026-01-05T00:00Z
    private static final int PARTITIONS = 4;
    private static final List<String> USERS =
            IntStream.range(0, 20).mapToObj(i -> "user-" + i).toList();

    private final Recording recording = new Recording();

    private EventTopic topic;

    @BeforeAll
    void publish(@TempDir Path directory) throws Exception {
        topic = EventTopic.create(directory, PARTITIONS);
        USERS.forEach(user -> recording.bought(user, 100, MONDAY));
        USERS.forEach(user -> recording.spent(user, 7, "{}", MONDAY + 1));
        topic.send(recording.published());
    }

    @AfterAll
    void stop() {
        topic.close();
    }

    @Test
    void on_several_threads_it_says_the_same_as_on_one() {
        Report onOne = Replay.run(request(null, recording.running()), 1);
        Report onThree = Replay.run(request(null, recording.running()), 3);

        assertThat(onOne.events()).isEqualTo(2L * USERS.size());
        assertThat(onOne.consistent()).isTrue();
        assertThat(onThree).isEqualTo(onOne);
        assertThat(Replay.run(request(null, recording.running()), 2 * PARTITIONS))
                .isEqualTo(onOne);
    }

    @Test
    void each_account_is_compared_on_one_thread_and_those_without_events_as_well() {
        Map<String, AccountState> told = new TreeMap<>(recording.running());
        told.put("nobody", told.get("user-1"));
        told.computeIfPresent("user-2", (user, state) -> withMoreUsed(state));

        Report report = Replay.run(request(null, told), 3);

        assertThat(report.consistent()).isFalse();
        assertThat(report.differingCount()).isEqualTo(2);
        assertThat(report.differing())
                .anyMatch(differing -> differing.startsWith("user-2: at sequence 2"))
                .anyMatch(differing -> differing.equals("nobody: the ledger is at sequence 2, its events end at 0"));
    }

    @Test
    void accounts_that_differ_are_each_counted_once_whatever_the_number_of_threads() {
        Map<String, AccountState> told = new TreeMap<>(recording.running());
        told.replaceAll((user, state) -> withMoreUsed(state));

        Report onOne = Replay.run(request(null, told), 1);
        Report onThree = Replay.run(request(null, told), 3);

        assertThat(onOne.differingCount()).isEqualTo(USERS.size());
        assertThat(onOne.differing()).hasSize(10).doesNotHaveDuplicates();
        assertThat(onOne.consistent()).isFalse();
        assertThat(onThree).isEqualTo(onOne);
    }

    @Test
    void of_one_user_it_reads_the_partition_that_has_all_events_and_compares_that_user_only() {
        Report report = Replay.run(request(new AccountId("user-3"), recording.running()), 3);

        assertThat(report.byUser()).containsOnlyKeys("user-3");
        assertThat(report.events()).isEqualTo(2);
        assertThat(report.consistent()).isTrue();
    }

    @Test
    void where_no_kafka_is_it_says_so() {
        ReplayRequest nowhere = new ReplayRequest("127.0.0.1:1", Map.of(), null, null, null);

        assertThatThrownBy(() -> Replay.run(nowhere, 3))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("127.0.0.1:1");
    }

    private ReplayRequest request(@Nullable AccountId user, @Nullable Map<String, AccountState> running) {
        return new ReplayRequest(topic.bootstrapServers(), Map.of(), null, user, running);
    }

    private static AccountState withMoreUsed(AccountState state) {
        return new AccountState(
                state.sequence(),
                state.balanceMicros(),
                state.usedMicros() + 1,
                state.purchasedMicros(),
                state.refundedMicros(),
                state.expiredMicros(),
                state.hash());
    }
}
