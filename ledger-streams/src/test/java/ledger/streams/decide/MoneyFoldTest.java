package ledger.streams.decide;

import static ledger.streams.decide.Graph.ANN;
import static ledger.streams.decide.Graph.add;
import static ledger.streams.decide.Graph.header;
import static ledger.streams.decide.Graph.use;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import ledger.Credits;
import ledger.HoldId;
import ledger.Note;
import ledger.account.HoldStatus;
import ledger.account.Reason;
import ledger.command.CaptureHold;
import ledger.command.CommandHeader;
import ledger.command.Cost;
import ledger.command.ExpireDue;
import ledger.command.PlaceHold;
import ledger.command.SetLimits;
import ledger.command.VoidHold;
import ledger.event.HoldCaptured;
import ledger.event.RejectionCode;
import ledger.fold.RecordedEvent;
import ledger.log.Answer;
import ledger.log.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MoneyFoldTest {
    private static final HoldId HOLD = new HoldId(2);

    @TempDir
    private Path state;

    private Graph graph;

    @BeforeEach
    void open() {
        graph = new Graph(state);
        graph.send(add("a", 10), 1_000);
    }

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void a_hold_is_answered_and_a_retry_gets_the_hold_as_it_was_placed() {
        Outcome first = outcome(graph.send(hold("h", 4), 2_000));
        graph.send(capture("c", 3), 3_000);

        Answer.Decided retry = (Answer.Decided) graph.send(hold("h", 4), 4_000);

        assertThat(retry.repeated()).isTrue();
        assertThat(retry.outcome()).isEqualTo(first);
        assertThat(((Outcome.OfHold) first).hold().past().since().status()).isEqualTo(HoldStatus.OPEN);
    }

    @Test
    void a_capture_is_an_entry_that_says_what_it_released_and_a_retry_says_the_same() {
        graph.send(hold("h", 4), 2_000);
        Outcome first = outcome(graph.send(capture("c", 3), 3_000));

        Outcome retry = outcome(graph.send(capture("c", 3), 4_000));

        assertThat((HoldCaptured) ((Outcome.Accepted) first).entry().past().event())
                .extracting(HoldCaptured::hold, HoldCaptured::released, HoldCaptured::debt)
                .containsExactly(HOLD, Credits.of(1), Credits.ZERO);
        assertThat(retry).isEqualTo(first);
    }

    @Test
    void a_void_is_answered_with_the_hold_and_a_retry_the_same() {
        graph.send(hold("h", 4), 2_000);
        Outcome first = outcome(graph.send(new VoidHold(header(ANN, "v"), HOLD), 3_000));

        Outcome retry = outcome(graph.send(new VoidHold(header(ANN, "v"), HOLD), 4_000));

        assertThat(((Outcome.OfHold) first).hold().past().since().status()).isEqualTo(HoldStatus.VOIDED);
        assertThat(retry).isEqualTo(first);
    }

    @Test
    void a_closed_hold_is_known_for_ever() {
        graph.send(hold("h", 4), 2_000);
        graph.send(capture("c", 3), 3_000);

        Outcome second = outcome(graph.send(capture("other", 3), 4_000));

        assertThat(((Outcome.Refused) second).rejection().code()).isEqualTo(RejectionCode.HOLD_NOT_OPEN);
        assertThat(((Outcome.Refused) second).rejection().facts()).containsEntry("status", "CAPTURED");
    }

    @Test
    void what_expired_is_an_event_of_its_own_before_the_commands_and_nobody_asked_for_it() {
        graph.send(hold("h", 4), 2_000);

        graph.send(use("u", 10), 2_000 + 60_000);

        List<RecordedEvent> events = graph.events();
        RecordedEvent expired = events.get(2);
        RecordedEvent spent = events.get(3);
        assertThat(expired.effectiveAtMillis()).isEqualTo(62_000);
        assertThat(expired.command().key()).isNull();
        assertThat(expired.id()).isEqualTo("0-2-0");
        assertThat(spent.id()).isEqualTo("0-2-1");
        assertThat(spent.previousHash()).isEqualTo(expired.hash());
        assertThat(graph.row().sequence()).isEqualTo(4);
    }

    @Test
    void a_due_row_stands_first_while_something_is_due_and_goes_with_it() {
        assertThat(dueRows()).isZero();
        graph.send(hold("h", 4), 2_000);
        assertThat(dueRows()).isOne();
        graph.send(use("u", 1), 3_000);
        assertThat(dueRows()).isOne();

        graph.send(capture("c", 3), 4_000);

        assertThat(dueRows()).isZero();
    }

    @Test
    void a_sweep_settles_what_is_due_and_one_that_finds_nothing_leaves_no_trace() {
        graph.send(hold("h", 4), 2_000);
        assertThat(outcome(graph.send(sweep("s1"), 61_999))).isEqualTo(new Outcome.Settled(0, false));
        List<String> before = graph.rows();

        assertThat(outcome(graph.send(sweep("s2"), 62_000))).isEqualTo(new Outcome.Settled(1, false));
        assertThat(outcome(graph.send(sweep("s3"), 63_000))).isEqualTo(new Outcome.Settled(0, false));

        assertThat(graph.row().account().heldMicros()).isZero();
        assertThat(graph.rows()).isNotEqualTo(before);
        assertThat(graph.events()).hasSize(3);
    }

    @Test
    void what_is_set_is_answered_with_what_changed_and_a_retry_the_same() {
        SetLimits limits = new SetLimits(header(ANN, "l"), Credits.of(5), null);
        Outcome first = outcome(graph.send(limits, 2_000));

        Outcome retry = outcome(graph.send(limits, 3_000));

        assertThat(first).isInstanceOf(Outcome.Arranged.class);
        assertThat(retry).isEqualTo(first);
        assertThat(graph.row().account().availableMicros()).isEqualTo(15_000_000);
    }

    private long dueRows() {
        return graph.rows().stream()
                .filter(row -> row.startsWith("ledger \\x00"))
                .count();
    }

    private static PlaceHold hold(String key, long credits) {
        return new PlaceHold(
                header(ANN, key), Cost.named(Credits.of(credits)), 60, Reason.AI_CHAT, new Note("stream", null));
    }

    private static CaptureHold capture(String key, long credits) {
        return new CaptureHold(header(ANN, key), HOLD, Cost.named(Credits.of(credits)), Note.NONE);
    }

    private static ExpireDue sweep(String id) {
        return new ExpireDue(new CommandHeader(id, ANN, null, "sweeper"));
    }

    private static Outcome outcome(Answer answer) {
        return ((Answer.Decided) answer).outcome();
    }
}
