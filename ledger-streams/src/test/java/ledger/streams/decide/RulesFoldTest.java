package ledger.streams.decide;

import static ledger.streams.decide.Graph.ANN;
import static ledger.streams.decide.Graph.add;
import static ledger.streams.decide.Graph.use;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ledger.Credits;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.Period;
import ledger.account.Grant;
import ledger.account.Reason;
import ledger.account.Refill;
import ledger.account.TransactionType;
import ledger.command.CommandHeader;
import ledger.command.ExpireDue;
import ledger.command.GrantCredits;
import ledger.command.GrantTerms;
import ledger.command.PartitionCommand;
import ledger.command.PartitionCommand.ActivateRules;
import ledger.command.PartitionCommand.SkipRecord;
import ledger.command.SetPlan;
import ledger.command.SpendCredits;
import ledger.decide.Rules;
import ledger.event.GrantExpired;
import ledger.event.PlanRefilled;
import ledger.event.PlanSet;
import ledger.fold.RecordedEvent;
import ledger.log.Answer;
import ledger.streams.KnownRules;
import ledger.streams.TestSettings;
import ledger.streams.progress.PartitionProgress;
import ledger.streams.rows.RulesRow;
import ledger.streams.steer.Skips;
import ledger.streams.steer.Steering;
import ledger.streams.topic.KeyPartition;
import ledger.streams.wire.CommandCodec;
import ledger.streams.wire.PartitionCommandCodec;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.StreamsException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A record in the log says by which rules the commands after it are decided, and which record is not decided at all.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RulesFoldTest {
    private static final long DAY = 86_400_000;
    private static final long NOW = 1_767_225_600_000L;
    private static final long JUMPED = NOW + 730 * DAY;
    private static final PartitionProgress BEGINNING = new PartitionProgress(0, -1, 0);
    private static final KnownRules OLD = new KnownRules(Rules.V1, "0.0.9");

    @TempDir
    private Path state;

    @Test
    void without_a_record_the_first_rules_hold_and_a_clock_that_jumps_ahead_pays() {
        try (Graph graph = new Graph(state)) {
            graph.send(plan(NOW), NOW);
            graph.send(useSent("u", 1, NOW + 1_000), JUMPED);

            assertThat(graph.events()).filteredOn(RulesFoldTest::isLaterRefill).hasSize(366);
            assertThat(graph.rules()).isEqualTo(RulesRow.NONE);
        }
    }

    @Test
    void under_version_2_a_clock_that_jumps_ahead_pays_nothing() {
        try (Graph graph = new Graph(state)) {
            tell(graph, activation(0, 2));
            graph.send(plan(NOW), NOW);
            graph.send(sweep(NOW + 1_000), JUMPED);
            graph.send(useSent("u", 1, NOW + 2_000), JUMPED + 1_000);
            graph.send(useSent("v", 1, NOW + 3_000), NOW + 3_010);

            List<RecordedEvent> events = graph.events();
            assertThat(events).noneMatch(RulesFoldTest::isLaterRefill);
            assertThat(events)
                    .extracting(RecordedEvent::timeMillis)
                    .containsExactly(
                            NOW, NOW, NOW + 2_000 + Rules.LEAD_MILLIS_MAX, NOW + 2_000 + Rules.LEAD_MILLIS_MAX);
            assertThat(events.get(0).event()).isInstanceOf(PlanSet.class);
            assertThat(graph.rules().activations()).containsExactly(new RulesRow.Activation(0, 2, "0.1.0"));
        }
    }

    @Test
    void under_version_2_a_jump_expires_nothing() {
        try (Graph graph = new Graph(state)) {
            tell(graph, activation(0, 2));
            graph.send(grantOfAMonth(500), NOW);

            graph.send(sweep(NOW + 1_000), JUMPED);
            graph.send(useSent("u", 501, NOW + 2_000), JUMPED + 1_000);

            assertThat(graph.events()).noneMatch(event -> event.event() instanceof GrantExpired);
            assertThat(graph.row().account().balanceMicros())
                    .isEqualTo(Credits.of(500).micros());
        }
    }

    @Test
    void under_version_1_a_jump_expires_what_ends_before_it() {
        try (Graph graph = new Graph(state)) {
            graph.send(grantOfAMonth(500), NOW);

            graph.send(sweep(NOW + 1_000), JUMPED);

            assertThat(graph.events())
                    .extracting(RecordedEvent::event)
                    .last()
                    .isInstanceOfSatisfying(
                            GrantExpired.class,
                            expired -> assertThat(expired.booking().amountMicros())
                                    .isEqualTo(-Credits.of(500).micros()));
            assertThat(graph.row().account().balanceMicros()).isZero();
        }
    }

    @Test
    void a_command_that_does_not_say_when_it_was_sent_has_the_brokers_time_under_version_2_too() {
        try (Graph graph = new Graph(state)) {
            tell(graph, activation(0, 2));
            graph.send(add("a", 5), JUMPED);

            assertThat(graph.events()).extracting(RecordedEvent::timeMillis).containsExactly(JUMPED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_version_that_is_not_above_the_one_in_force_changes_nothing(int version) {
        try (Graph graph = new Graph(state)) {
            tell(graph, activation(0, 2));
            List<String> before = graph.rows();

            tell(graph, activation(0, version));

            assertThat(graph.rows()).isEqualTo(before);
            assertThat(graph.deadLetters()).isEmpty();
            assertThat(graph.events()).isEmpty();
            assertThat(graph.progress.position(0).offset()).isEqualTo(1);
        }
    }

    @Test
    void a_record_of_another_partition_is_a_dead_letter() {
        try (Graph graph = new Graph(state)) {
            tell(graph, activation(1, 2));

            assertThat(graph.rules()).isEqualTo(RulesRow.NONE);
            assertThat(graph.deadLetters())
                    .singleElement()
                    .satisfies(letter -> assertThat(Graph.headers(letter))
                            .containsEntry("ledger-code", "WRONG_PARTITION")
                            .containsEntry("ledger-reason", "the record is for partition 1"));
        }
    }

    @Test
    void rules_that_this_build_does_not_know_stop_the_partition_with_a_sentence() {
        try (Graph graph = new Graph(state, BEGINNING, new Steering(OLD, partition -> Skips.NONE))) {
            graph.send(add("a", 5), NOW);

            assertThatThrownBy(() -> tell(graph, activation(0, 2)))
                    .extracting(FoldStoppedException::orElse)
                    .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                    .isInstanceOf(FoldStoppedException.class)
                    .hasMessage(
                            "from position 0-1 of ledger.commands version 2 of the rules holds, and this build, 0.0.9,"
                                    + " knows version 1 at most; start build 0.1.0, which knows it, or a newer one");
        }
    }

    @Test
    void a_task_that_starts_behind_such_a_record_stops_as_well() {
        Map<String, List<KeyValue<Bytes, byte[]>>> copy;
        try (Graph graph = new Graph(state.resolve("new"))) {
            tell(graph, activation(0, 2));
            copy = graph.copy();
        }
        try (Graph old = new Graph(state.resolve("old")).restored(copy)) {
            assertThatThrownBy(() -> new PartitionRules(old.ledgerRows(), 0, OLD))
                    .isInstanceOf(FoldStoppedException.class)
                    .hasMessageContaining("from position 0-0 of ledger.commands version 2");
            assertThat(new PartitionRules(old.ledgerRows(), 0, TestSettings.RULES).at(1))
                    .isEqualTo(Rules.V2);
        }
    }

    @Test
    void a_skipped_record_is_a_dead_letter_and_nothing_else() {
        try (Graph graph = new Graph(state, BEGINNING, new Steering(TestSettings.RULES, partition -> at -> at == 1))) {
            graph.send(add("a", 5), NOW);
            List<String> before = graph.rows();
            graph.append(KeyPartition.key(ANN), CommandCodec.write(use("b", 2)), NOW);

            assertThat(graph.deadLetters())
                    .singleElement()
                    .satisfies(letter -> assertThat(Graph.headers(letter)).containsEntry("ledger-code", "SKIPPED"));
            assertThat(graph.rules().skipped()).containsExactly(1L);
            assertThat(graph.rows()).containsAll(before).hasSize(before.size() + 1);
            assertThat(graph.events()).hasSize(1);
            assertThat(graph.progress.position(0).offset()).isEqualTo(1);
            Answer retried = graph.send(use("b", 2), NOW);
            assertThat(((Answer.Decided) retried).repeated()).isFalse();
        }
    }

    @Test
    void a_skip_of_a_record_that_was_folded_changes_nothing() {
        try (Graph graph = new Graph(state)) {
            graph.send(add("a", 5), NOW);
            List<String> before = graph.rows();

            tell(graph, new SkipRecord("s", 0, 0, "tester"));

            assertThat(graph.rows()).isEqualTo(before);
            assertThat(graph.deadLetters()).isEmpty();
            assertThat(graph.progress.position(0).offset()).isEqualTo(1);
        }
    }

    @Test
    void rules_that_nobody_knows_can_be_skipped() {
        try (Graph graph = new Graph(state, BEGINNING, new Steering(TestSettings.RULES, partition -> at -> at == 0))) {
            tell(graph, activation(0, 99));
            graph.send(add("a", 5), NOW);

            assertThat(graph.rules().version()).isEqualTo(1);
            assertThat(graph.events()).hasSize(1);
        }
    }

    @Test
    void what_fails_in_deciding_names_its_position_and_how_to_go_on() {
        try (Graph graph = new Graph(state)) {
            graph.send(add("a", 5), NOW);
            graph.breakRow();

            assertThatThrownBy(() -> graph.send(use("b", 2), NOW))
                    .isInstanceOf(StreamsException.class)
                    .extracting(FoldStoppedException::orElse)
                    .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                    .hasMessageStartingWith("the command at position 0-1 of ledger.commands cannot be decided (")
                    .hasMessageEndingWith("with `./ledger rules skip 0-1`");
        }
    }

    /** The first is paid when the plan is set. */
    private static boolean isLaterRefill(RecordedEvent event) {
        return event.event() instanceof PlanRefilled refilled && refilled.plan().periods() > 1;
    }

    private static void tell(Graph graph, PartitionCommand command) {
        graph.append(null, PartitionCommandCodec.write(command), NOW);
    }

    private static ActivateRules activation(int partition, int version) {
        return new ActivateRules("id", partition, version, "0.1.0", "tester");
    }

    private static SetPlan plan(long sentAtMillis) {
        return new SetPlan(sent("plan", sentAtMillis), "pro", new Refill(Credits.of(10), Period.DAY, null));
    }

    private static GrantCredits grantOfAMonth(long credits) {
        return new GrantCredits(
                sent("grant", NOW),
                TransactionType.PURCHASE,
                Reason.MANUAL_ADJUSTMENT,
                Credits.of(credits),
                Note.NONE,
                new GrantTerms(Grant.PRIORITY_DEFAULT, null, NOW + 30 * DAY),
                null);
    }

    private static ExpireDue sweep(long sentAtMillis) {
        return new ExpireDue(new CommandHeader("sweep-" + sentAtMillis, ANN, null, "ledger", sentAtMillis));
    }

    private static SpendCredits useSent(String key, long credits, long sentAtMillis) {
        return new SpendCredits(sent(key, sentAtMillis), Reason.AI_CHAT, Credits.of(credits), Note.NONE);
    }

    private static CommandHeader sent(String key, long sentAtMillis) {
        return new CommandHeader("id-" + key, ANN, new IdempotencyKey(key), "tester", sentAtMillis);
    }
}
