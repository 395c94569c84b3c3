package ledger.streams.decide;

import static ledger.streams.decide.Graph.ANN;
import static ledger.streams.decide.Graph.add;
import static ledger.streams.decide.Graph.use;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import ledger.Credits;
import ledger.EntryId;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.Position;
import ledger.UnavailableException;
import ledger.command.CommandHeader;
import ledger.command.RefundEntry;
import ledger.event.CommandConflicted;
import ledger.event.CommandRejected;
import ledger.event.CommandRepeated;
import ledger.event.CreditsGranted;
import ledger.event.CreditsSpent;
import ledger.event.RejectionCode;
import ledger.fold.RecordedEvent;
import ledger.log.Answer;
import ledger.log.Outcome;
import ledger.message.RequestField;
import ledger.streams.progress.PartitionProgress;
import ledger.streams.topic.DeadLetters;
import ledger.streams.topic.KeyPartition;
import ledger.streams.wire.CommandCodec;
import ledger.streams.wire.EventCodec;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandProcessorTest {
    @TempDir
    private Path state;

    @Test
    void the_caller_is_answered_and_the_event_says_the_same() {
        try (Graph graph = new Graph(state)) {
            graph.send(add("a", 100), 1_000);
            Answer answer = graph.send(use("b", 30), 2_000);

            assertThat(answer).isInstanceOfSatisfying(Answer.Decided.class, decided -> {
                assertThat(decided.repeated()).isFalse();
                assertThat(decided.position()).isEqualTo(new Position(0, 1));
                assertThat(decided.outcome())
                        .isInstanceOfSatisfying(
                                Outcome.Accepted.class,
                                accepted -> assertThat(accepted.entry().past().balanceAfterMicros())
                                        .isEqualTo(Credits.of(70).micros()));
            });
            assertThat(graph.events())
                    .extracting(RecordedEvent::event)
                    .hasExactlyElementsOfTypes(CreditsGranted.class, CreditsSpent.class);
        }
    }

    @Test
    void events_of_an_account_are_chained_by_hash() {
        try (Graph graph = new Graph(state)) {
            graph.send(add("a", 100), 1_000);
            graph.send(use("b", 300), 2_000);
            graph.send(use("c", 30), 3_000);

            List<byte[]> published = graph.published();
            assertThat(published).allMatch(EventCodec::hashHolds);
            List<RecordedEvent> events =
                    published.stream().map(EventCodec::read).toList();
            assertThat(events).extracting(RecordedEvent::sequence).containsExactly(1L, 2L, 3L);
            assertThat(events.get(0).previousHash()).isEqualTo(RecordedEvent.GENESIS_HASH);
            assertThat(events.get(1).previousHash()).isEqualTo(events.get(0).hash());
            assertThat(events.get(2).previousHash()).isEqualTo(events.get(1).hash());
            assertThat(graph.row().lastHash()).isEqualTo(events.get(2).hash());
        }
    }

    @Test
    void a_refusal_takes_a_sequence_and_is_final_even_after_credits_came() {
        try (Graph graph = new Graph(state)) {
            graph.send(use("b", 30), 1_000);
            graph.send(add("a", 100), 2_000);

            Answer again = graph.send(use("b", 30), 3_000);

            assertThat(again).isInstanceOfSatisfying(Answer.Decided.class, decided -> {
                assertThat(decided.repeated()).isTrue();
                assertThat(decided.outcome())
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                refused -> assertThat(refused.rejection().code())
                                        .isEqualTo(RejectionCode.INSUFFICIENT_CREDITS));
            });
            assertThat(graph.events())
                    .extracting(RecordedEvent::event)
                    .hasExactlyElementsOfTypes(CommandRejected.class, CreditsGranted.class, CommandRepeated.class);
            assertThat(graph.row().sequence()).isEqualTo(2);
        }
    }

    @Test
    void a_known_key_changes_no_row_and_leaves_a_trace() {
        try (Graph graph = new Graph(state)) {
            graph.send(add("a", 100), 1_000);
            List<String> before = graph.rows();

            graph.send(add("a", 100), 2_000);
            Answer conflict = graph.send(add("a", 99), 3_000);

            assertThat(graph.rows()).isEqualTo(before);
            assertThat(conflict).isEqualTo(new Answer.Conflicted(RequestField.AMOUNT, new Position(0, 2)));
            List<RecordedEvent> events = graph.events();
            assertThat(events.get(1).event()).isEqualTo(new CommandRepeated(1));
            assertThat(events.get(2).event()).isEqualTo(new CommandConflicted("amount", 1));
            assertThat(events.get(2).isChained()).isFalse();
        }
    }

    @Test
    void a_retry_of_a_refunded_spend_gets_the_first_answer() {
        try (Graph graph = new Graph(state)) {
            graph.send(add("a", 100), 1_000);
            Answer first = graph.send(use("b", 30), 2_000);
            CommandHeader header = new CommandHeader("id-r", ANN, new IdempotencyKey("r"), "tester");
            graph.send(new RefundEntry(header, new EntryId(ANN, 2), null, null, Note.NONE, null), 3_000);

            Answer again = graph.send(use("b", 30), 4_000);

            assertThat(((Answer.Decided) again).outcome()).isEqualTo(((Answer.Decided) first).outcome());
            assertThat(graph.row().account().balanceMicros())
                    .isEqualTo(Credits.of(100).micros());
        }
    }

    @Test
    void time_in_an_account_never_goes_back() {
        try (Graph graph = new Graph(state)) {
            graph.send(add("a", 100), 5_000);
            graph.send(use("b", 1), 4_000);

            assertThat(graph.events()).extracting(RecordedEvent::timeMillis).containsExactly(5_000L, 5_000L);
        }
    }

    @Test
    void what_is_no_command_becomes_a_dead_letter_byte_for_byte_and_the_fold_goes_on() {
        try (Graph graph = new Graph(state)) {
            byte[] junk = "{\"type\":\"Nonsense\"}".getBytes(StandardCharsets.UTF_8);
            graph.append("ann".getBytes(StandardCharsets.UTF_8), junk, 1_000);
            graph.send(add("a", 100), 2_000);

            List<TestRecord<byte[], byte[]>> letters = graph.deadLetters();
            assertThat(letters).hasSize(1);
            assertThat(letters.get(0).value()).isEqualTo(junk);
            assertThat(Graph.headers(letters.get(0)))
                    .containsEntry(DeadLetters.CODE, "MALFORMED")
                    .containsEntry(DeadLetters.SOURCE_OFFSET, "0");
            assertThat(graph.progress.position(0)).isEqualTo(new Position(0, 1));
        }
    }

    @Test
    void a_command_keyed_by_somebody_else_is_not_decided() {
        try (Graph graph = new Graph(state)) {
            graph.append("bob".getBytes(StandardCharsets.UTF_8), CommandCodec.write(add("a", 100)), 1_000);

            assertThat(Graph.headers(graph.deadLetters().get(0))).containsEntry(DeadLetters.CODE, "WRONG_KEY");
            assertThat(graph.row().sequence()).isZero();
        }
    }

    @Test
    void a_command_in_the_wrong_partition_is_not_decided() {
        CommandCheck.Checked checked = CommandCheck.check(
                "ann".getBytes(StandardCharsets.UTF_8), CommandCodec.write(add("a", 1)), 1 - home(), 2);

        assertThat(checked.refusal()).extracting(CommandCheck.Refusal::code).isEqualTo("WRONG_PARTITION");
    }

    @Test
    void a_record_folded_before_changes_nothing_and_is_not_published_again() {
        try (Graph graph = new Graph(state);
                Graph again = new Graph(state.resolve("again"))) {
            graph.send(add("a", 100), 1_000);
            graph.send(use("b", 30), 2_000);
            again.restored(graph.copy());
            List<String> before = again.rows();
            again.append("ann".getBytes(StandardCharsets.UTF_8), CommandCodec.write(add("a", 100)), 1_000);

            assertThat(again.rows()).isEqualTo(before);
            assertThat(again.published()).isEmpty();
        }
    }

    @Test
    void another_command_at_a_folded_offset_stops_the_thread() {
        try (Graph graph = new Graph(state);
                Graph rewritten = new Graph(state.resolve("rewritten"))) {
            graph.send(add("a", 100), 1_000);
            rewritten.restored(graph.copy());
            byte[] other = CommandCodec.write(add("x", 5));

            assertThatThrownBy(() -> rewritten.append("ann".getBytes(StandardCharsets.UTF_8), other, 1_000))
                    .hasRootCauseMessage("the log was rewritten: position 0-0 was folded before as another command;"
                            + " restore ledger.commands, or the state that belongs to it");
        }
    }

    @Test
    void nothing_is_served_until_the_fold_has_passed_the_end_it_started_with() {
        try (Graph graph = new Graph(state, new PartitionProgress(0, -1, 2))) {
            assertThatThrownBy(() -> graph.progress.position(0)).isInstanceOf(UnavailableException.class);
            graph.send(add("a", 100), 1_000);
            assertThat(graph.progress.isReady()).isFalse();

            graph.send(use("b", 30), 2_000);

            assertThat(graph.progress.isReady()).isTrue();
            assertThat(graph.progress.position(0)).isEqualTo(new Position(0, 1));
        }
    }

    /** Both were stored, and stopped every later command of their user: {@code ?} twice, and a sum no long holds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'SetAlerts','rules':[{'name':'\\ud800','measure':'DEBT'},{'name':'\\ud801','measure':'DEBT'}]",
                "'type':'ChargeUsage','reason':'AI_CHAT','allowDebt':true,'usage':{'provider':'a','modelName':'b'},"
                        + "'quote':{'totalCost':9223372036854.775807,'breakdown':{'lines':[]},'modelPricing':"
                        + "{'provider':'a','modelName':'b','costPerMessage':1,'isActive':true,'effectiveFrom':"
                        + "'2026-01-01T00:00:00Z','version':0},'rateCardVersion':0}"
            })
    void a_command_that_no_caller_could_send_is_a_dead_letter_and_its_user_goes_on(String members) {
        String json = "{'version':1,'id':'c','userId':'ann','idempotencyKey':'poison','actor':'x'," + members + "}";
        try (Graph graph = new Graph(state)) {
            graph.send(add("a", 100), 1_000);

            graph.append(KeyPartition.key(ANN), json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), 2_000);

            assertThat(graph.deadLetters()).hasSize(1);
            assertThat(((Answer.Decided) graph.send(use("b", 30), 3_000)).outcome())
                    .isInstanceOf(Outcome.Accepted.class);
        }
    }

    @Test
    void its_stores_are_read_until_it_is_closed_and_no_longer() {
        Graph graph = new Graph(state);
        List<String> names = List.of(DecideTopology.LEDGER_STORE, DecideTopology.HISTORY_STORE);
        assertThat(names)
                .allSatisfy(name -> assertThat(graph.stores.<Boolean>read(name, 0, rows -> true))
                        .isTrue());

        graph.close();

        // Reading asks nothing of the rows, so it is not the closed store that refuses.
        assertThat(names)
                .allSatisfy(name -> assertThatThrownBy(() -> graph.stores.read(name, 0, rows -> true))
                        .isInstanceOf(UnavailableException.class));
    }

    private static int home() {
        return KeyPartition.of(ANN, 2);
    }
}
