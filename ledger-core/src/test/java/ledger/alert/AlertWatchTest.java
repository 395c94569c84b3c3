package ledger.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import ledger.AccountId;
import ledger.Credits;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.Period;
import ledger.account.AlertRule;
import ledger.account.AlertRule.Threshold;
import ledger.account.AlertRules;
import ledger.account.BudgetTerms;
import ledger.account.Reason;
import ledger.account.Refill;
import ledger.account.TransactionType;
import ledger.account.ZoneOffsets;
import ledger.command.CommandHeader;
import ledger.command.Cost;
import ledger.command.GrantCredits;
import ledger.command.GrantTerms;
import ledger.command.LedgerCommand;
import ledger.command.PlaceHold;
import ledger.command.SetAlerts;
import ledger.command.SetLimits;
import ledger.command.SetPlan;
import ledger.command.SpendCredits;
import ledger.decide.AccountHistory;
import ledger.decide.DecidedEvent;
import ledger.decide.Decider;
import ledger.decide.Decision;
import ledger.decide.Rules;
import ledger.fold.Account;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AlertWatchTest {
    private static final AccountId ANN = new AccountId("ann");
    private static final long DAY_MILLIS = 86_400_000;
    private static final AlertRule LOW = AlertRule.remaining("low", amount(20));

    private Account account = Account.EMPTY;
    private RaisedAlerts raised = RaisedAlerts.NONE;
    private long sequence;
    private long nowMillis = 1_772_357_400_000L;

    @Test
    void little_left_is_told_once_and_again_only_after_there_was_more() {
        grant(100);
        rules(LOW);

        assertThat(spend(79)).isEmpty();
        assertThat(spend(1)).containsExactly("low");
        assertThat(spend(5)).isEmpty();
        assertThat(grant(5)).isEmpty();
        assertThat(grant(1)).isEmpty();
        assertThat(spend(1)).containsExactly("low");
    }

    @Test
    void a_rule_that_is_true_already_when_it_is_set_has_crossed_nothing() {
        assertThat(rules(LOW)).isEmpty();

        assertThat(grant(10)).isEmpty();
        assertThat(grant(90)).isEmpty();
        assertThat(spend(90)).containsExactly("low");
    }

    @Test
    void a_rule_that_is_set_anew_with_another_threshold_begins_with_what_is() {
        grant(100);
        rules(LOW);
        spend(85);

        assertThat(rules(AlertRule.remaining("low", amount(15)))).isEmpty();
        assertThat(spend(1)).isEmpty();
        assertThat(rules(AlertRule.remaining("low", amount(10)))).isEmpty();
        assertThat(spend(4)).containsExactly("low");
    }

    @Test
    void what_is_held_is_not_available() {
        grant(100);
        rules(LOW);

        assertThat(hold(80)).containsExactly("low");
    }

    @Test
    void per_cent_are_of_what_the_live_grants_gave() {
        grant(50);
        grant(150);
        rules(AlertRule.remaining("tenth", percent(10)), AlertRule.used("half", percent(50)));

        assertThat(spend(40)).isEmpty();
        assertThat(spend(60)).containsExactly("half");
        assertThat(spend(80)).isEmpty();
        assertThat(spend(5)).containsExactly("tenth");
    }

    @Test
    void spending_all_there_was_has_used_all_of_it() {
        grant(100);
        rules(AlertRule.used("eighty", percent(80)), AlertRule.used("amount", amount(100)));

        assertThat(spend(100)).containsExactly("eighty", "amount");
        assertThat(grant(10)).isEmpty();
        assertThat(spend(8)).containsExactly("eighty");
    }

    @Test
    void debt_is_told_when_it_begins() {
        rules(AlertRule.inDebt("debt"));
        grant(10);
        overdraft(50);

        assertThat(spend(10)).isEmpty();
        assertThat(spend(1)).containsExactly("debt");
        assertThat(spend(1)).isEmpty();
        grant(10);
        assertThat(spend(9)).containsExactly("debt");
    }

    @Test
    void a_budget_is_told_once_in_each_window() {
        grant(1_000);
        budget(100);
        rules(AlertRule.budgetUsed("day", Period.DAY, percent(80)));

        assertThat(spend(79)).isEmpty();
        assertThat(spend(1)).containsExactly("day");
        assertThat(spend(5)).isEmpty();
        nowMillis += DAY_MILLIS;
        assertThat(spend(85)).containsExactly("day");
    }

    @Test
    void what_expires_just_before_a_refill_is_no_alarm() {
        rules(LOW);
        assertThat(plan(100)).isEmpty();
        assertThat(spend(10)).isEmpty();
        nowMillis += DAY_MILLIS;

        assertThat(spend(10)).isEmpty();
        assertThat(account.availableMicros()).isEqualTo(Credits.of(90).micros());
    }

    @Test
    void what_expires_without_a_refill_is_one() {
        rules(LOW);
        grantUntil(100, nowMillis + 1_000);
        nowMillis += 2_000;

        assertThat(spend(1)).containsExactly("low");
    }

    @Test
    void an_account_without_rules_raises_nothing_and_remembers_nothing() {
        grant(100);
        rules(LOW);
        spend(90);

        assertThat(rules()).isEmpty();
        assertThat(raised).isEqualTo(RaisedAlerts.NONE);
    }

    private List<String> grant(long credits) {
        return grant(credits, GrantTerms.DEFAULT);
    }

    private void grantUntil(long credits, long expiresAtMillis) {
        grant(credits, new GrantTerms(GrantTerms.DEFAULT.priority(), null, expiresAtMillis));
    }

    private List<String> grant(long credits, GrantTerms terms) {
        return run(new GrantCredits(
                header(),
                TransactionType.PURCHASE,
                Reason.MANUAL_ADJUSTMENT,
                Credits.of(credits),
                Note.NONE,
                terms,
                null));
    }

    private List<String> spend(long credits) {
        return run(new SpendCredits(header(), Reason.AI_CHAT, Credits.of(credits), Note.NONE));
    }

    private List<String> hold(long credits) {
        return run(new PlaceHold(header(), Cost.named(Credits.of(credits)), 900, Reason.AI_CHAT, Note.NONE));
    }

    private List<String> rules(AlertRule... rules) {
        return run(new SetAlerts(header(), new AlertRules(List.of(rules))));
    }

    private void overdraft(long credits) {
        run(new SetLimits(header(), Credits.of(credits), null));
    }

    private void budget(long credits) {
        run(new SetLimits(header(), null, List.of(new BudgetTerms(Period.DAY, Credits.of(credits), ZoneOffsets.UTC))));
    }

    private List<String> plan(long credits) {
        return run(new SetPlan(header(), "pro", new Refill(Credits.of(credits), Period.DAY, Credits.ZERO)));
    }

    /** The names of the rules that come true with a command, in the order of what happened. */
    private List<String> run(LedgerCommand command) {
        Decision decision =
                Decider.decide(Rules.newest(), command, account, sequence + 1, nowMillis, AccountHistory.NONE);
        List<String> names = new ArrayList<>();
        for (DecidedEvent decided : decision.events()) {
            long atMillis = Objects.requireNonNullElse(decided.effectiveAtMillis(), nowMillis);
            AlertWatch.Watched watched = AlertWatch.watch(account, decided.account(), atMillis, raised);
            watched.crossed()
                    .forEach(place -> names.add(decided.account()
                            .terms()
                            .alerts()
                            .rules()
                            .get(place)
                            .name()));
            raised = watched.raised();
            account = decided.account();
            sequence++;
        }
        nowMillis++;
        return names;
    }

    private CommandHeader header() {
        return new CommandHeader("c-" + sequence, ANN, new IdempotencyKey("k-" + sequence), "test");
    }

    private static Threshold amount(long credits) {
        return Threshold.amount(Credits.of(credits));
    }

    private static Threshold percent(int percent) {
        return Threshold.percent(percent);
    }
}
