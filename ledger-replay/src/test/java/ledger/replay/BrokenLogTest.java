package ledger.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Replays a log in which events are missing in every partition, and one is where it does not belong. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(Lifecycle.PER_CLASS)
class BrokenLogTest {
    private static final long MONDAY = 1_767_571_200_000L; // 2026-01-05T00:00Z
    private static final int PARTITIONS = 4;
    private static final int USERS = 5;
    private static final String MISSING =
            "it says the balance is then 92000000 micro-credits, and the events before it give 93000000";
    private static final String MISPLACED = "it is not in the partition of its user";

    private final List<String> users = new ArrayList<>();

    private EventTopic topic;

    /** The user whose only event is in another partition than its own. */
    private String strayUser;

    @BeforeAll
    void publish(@TempDir Path directory) throws Exception {
        topic = EventTopic.create(directory, PARTITIONS);
        IntStream.range(0, PARTITIONS).forEach(partition -> users.addAll(topic.usersOf(partition, USERS)));
        Recording recording = new Recording();
        users.forEach(user -> recording.bought(user, 100, MONDAY));
        List<byte[]> log = new ArrayList<>(recording.published());
        users.forEach(user -> recording.spent(user, 1, "{}", MONDAY + 1));
        users.forEach(user -> recording.spent(user, 7, "{}", MONDAY + 2));
        log.addAll(recording.published().subList(2 * users.size(), 3 * users.size()));
        topic.send(log);
        strayUser = topic.usersOf(0, USERS + 1).get(USERS);
        topic.send(
                PARTITIONS - 1,
                new Recording().bought(strayUser, 1, MONDAY).published().get(0));
    }

    @AfterAll
    void stop() {
        topic.close();
    }

    @Test
    void the_first_breaks_are_shown_by_partition_and_all_are_counted() {
        Report report = Replay.run(request(), 3);

        assertThat(report.breakCount()).isEqualTo(users.size() + 1);
        assertThat(report.breaks()).extracting(Break::userId).isEqualTo(users.subList(0, 10));
        assertThat(report.breaks()).extracting(Break::what).containsOnly(MISSING);
    }

    @Test
    void it_does_not_matter_how_many_threads_find_them() {
        Report onOne = Replay.run(request(), 1);

        assertThat(Replay.run(request(), 2)).isEqualTo(onOne);
        assertThat(Replay.run(request(), PARTITIONS)).isEqualTo(onOne);
    }

    @Test
    void an_event_that_is_not_in_the_partition_of_its_user_is_a_break_though_nothing_else_is_wrong_with_it() {
        Report report = Replay.run(new ReplayRequest(topic.bootstrapServers(), Map.of(), MONDAY, null, Map.of()), 2);

        assertThat(report.breaks()).containsExactly(new Break(strayUser, "0-0-0", MISPLACED));
        assertThat(report.byUser()).containsKey(strayUser);
        assertThat(report.consistent()).isFalse();
    }

    private ReplayRequest request() {
        return new ReplayRequest(topic.bootstrapServers(), Map.of(), null, null, null);
    }
}
