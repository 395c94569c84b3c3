package ledger.streams.decide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.IsoTime;
import ledger.Note;
import ledger.Period;
import ledger.account.AlertRule;
import ledger.account.AlertRules;
import ledger.account.BudgetTerms;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.account.ZoneOffsets;
import ledger.command.CommandHeader;
import ledger.command.ExpireDue;
import ledger.command.GrantCredits;
import ledger.command.GrantTerms;
import ledger.command.LedgerCommand;
import ledger.command.RefundEntry;
import ledger.command.SetAlerts;
import ledger.command.SetLimits;
import ledger.command.SpendCredits;
import ledger.decide.Bounds;
import ledger.event.GrantExpired;
import ledger.fold.RecordedEvent;
import ledger.streams.topic.KeyPartition;
import ledger.streams.wire.CommandCodec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alarms that commands raise. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AlertsTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final long NOON_MILLIS = 1_772_357_400_250L;
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final AlertRules LOW =
            new AlertRules(List.of(AlertRule.remaining("low", AlertRule.Threshold.amount(Credits.of(20)))));

    @TempDir
    private Path directory;

    private Graph graph;
    private int keys;

    @BeforeEach
    void start() {
        graph = new Graph(directory.resolve("graph"));
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    @Test
    void an_alarm_is_published_under_its_user_as_the_golden_file_has_it() throws IOException {
        graph.send(bought(100, null), NOON_MILLIS);
        graph.send(new SetAlerts(header(), LOW), NOON_MILLIS);
        graph.send(spent(85), NOON_MILLIS);

        assertThat(graph.alerts()).containsExactly("alice " + golden());
    }

    @Test
    void a_command_that_comes_again_raises_nothing_again() {
        LedgerCommand spent = new SpendCredits(Graph.header(ALICE, "s"), Reason.AI_CHAT, Credits.of(85), Note.NONE);
        graph.send(bought(100, null), NOON_MILLIS);
        graph.send(new SetAlerts(header(), LOW), NOON_MILLIS);
        graph.send(spent, NOON_MILLIS);
        int raised = graph.alerts().size();

        graph.send(spent, NOON_MILLIS);
        graph.send(spent(1), NOON_MILLIS);

        assertThat(raised).isEqualTo(1);
        assertThat(graph.alerts()).isEmpty();
    }

    @Test
    void what_is_true_already_is_known_after_a_restart() {
        graph.send(bought(100, null), NOON_MILLIS);
        graph.send(new SetAlerts(header(), LOW), NOON_MILLIS);
        graph.send(spent(85), NOON_MILLIS);
        try (Graph again = new Graph(directory.resolve("again")).restored(graph.copy())) {
            for (int gap = 0; gap < 3; gap++) {
                again.append(new byte[0], new byte[0], 0);
            }
            again.append(KeyPartition.key(ALICE), CommandCodec.write(spent(1)), NOON_MILLIS);
            int raisedWhileTrue = again.alerts().size();
            again.append(KeyPartition.key(ALICE), CommandCodec.write(bought(100, null)), NOON_MILLIS);
            again.append(KeyPartition.key(ALICE), CommandCodec.write(spent(100)), NOON_MILLIS);

            assertThat(raisedWhileTrue).isZero();
            assertThat(again.alerts()).hasSize(1);
        }
    }

    @Test
    void what_expired_long_ago_does_not_look_at_the_budget_of_that_day_again() {
        BudgetTerms daily = new BudgetTerms(Period.DAY, Credits.of(100), ZoneOffsets.UTC);
        AlertRule nearlyUsed = AlertRule.budgetUsed("day", Period.DAY, AlertRule.Threshold.percent(80));
        graph.send(bought(1_000, NOON_MILLIS + HOUR_MILLIS), NOON_MILLIS);
        graph.send(new SetLimits(header(), null, List.of(daily)), NOON_MILLIS);
        graph.send(new SetAlerts(header(), new AlertRules(List.of(nearlyUsed))), NOON_MILLIS);
        graph.send(spent(90), NOON_MILLIS);
        graph.send(bought(1, null), NOON_MILLIS + DAY_MILLIS);
        int raised = graph.alerts().size();
        graph.events();

        graph.send(
                new RefundEntry(header(), new EntryId(ALICE, 4), Credits.of(1), null, Note.NONE, null),
                NOON_MILLIS + DAY_MILLIS);

        List<RecordedEvent> events = graph.events();
        assertThat(events.get(1).event()).isInstanceOf(GrantExpired.class);
        assertThat(events.get(1).effectiveAtMillis()).isEqualTo(NOON_MILLIS + HOUR_MILLIS);
        assertThat(raised).isEqualTo(1);
        assertThat(graph.alerts()).isEmpty();
    }

    @Test
    void a_sweep_that_is_cut_off_goes_on_at_the_time_of_what_is_due_next() {
        int grants = Bounds.SWEEP_STEPS_MAX + 20;
        graph.send(new SetAlerts(header(), LOW), NOON_MILLIS);
        for (int grant = 1; grant <= grants; grant++) {
            graph.send(bought(2, NOON_MILLIS + grant * HOUR_MILLIS), NOON_MILLIS);
        }
        long laterMillis = NOON_MILLIS + 100 * HOUR_MILLIS;
        graph.send(sweep("first"), laterMillis);
        int raisedByTheFirst = graph.alerts().size();

        graph.send(sweep("second"), laterMillis);

        // All but ten have expired then.
        long lowMillis = NOON_MILLIS + (grants - 10) * HOUR_MILLIS;
        assertThat(raisedByTheFirst).isZero();
        assertThat(graph.alerts())
                .singleElement()
                .asString()
                .contains("\"creditsBalance\":20,", "\"time\":\"" + IsoTime.text(lowMillis) + "\"");
    }

    private LedgerCommand bought(long credits, @Nullable Long expiresAtMillis) {
        GrantTerms terms = new GrantTerms(GrantTerms.DEFAULT.priority(), null, expiresAtMillis);
        return new GrantCredits(
                header(),
                TransactionType.PURCHASE,
                Reason.MANUAL_ADJUSTMENT,
                Credits.of(credits),
                Note.NONE,
                terms,
                null);
    }

    private LedgerCommand spent(long credits) {
        return new SpendCredits(header(), Reason.AI_CHAT, Credits.of(credits), Note.NONE);
    }

    private static LedgerCommand sweep(String id) {
        return new ExpireDue(new CommandHeader(id, ALICE, null, "sweeper"));
    }

    private CommandHeader header() {
        return Graph.header(ALICE, "k" + keys++);
    }

    private static String golden() throws IOException {
        return new String(
                AlertsTest.class
                        .getResourceAsStream("/golden/alert/Alert.v1.json")
                        .readAllBytes(),
                UTF_8);
    }
}
