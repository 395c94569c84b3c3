package ledger.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import ledger.decide.Due;
import ledger.event.AlertRule;
import ledger.event.Budget;
import ledger.fold.Account;
import ledger.query.Balance;

/**
 * Finds out which rules of an account come true with an event. A rule that is true already when it is set has crossed
 * nothing, and raises nothing until it was untrue.
 */
public final class AlertWatch {
    private AlertWatch() {}

    /**
     * What an event came to.
     *
     * @param crossed the places of the rules that came true, among the account's
     * @param raised the rules that are true now
     */
    public record Watched(List<Integer> crossed, RaisedAlerts raised) {
        public Watched {
            crossed = List.copyOf(crossed);
        }
    }

    /**
     * Compares an account with what it was.
     *
     * @param nowMillis when the event took effect, never before an earlier one's, epoch milliseconds
     * @param raised the rules that were true before it
     */
    public static Watched watch(Account before, Account after, long nowMillis, RaisedAlerts raised) {
        List<AlertRule> rules = after.terms().alerts().rules();
        if (rules.isEmpty()) {
            return new Watched(List.of(), RaisedAlerts.NONE);
        }
        if (Due.firstMillis(after) <= nowMillis) {
            // More happens at this moment: what does not roll over expires just before the refill, which is no alarm.
            return new Watched(List.of(), raised);
        }
        Set<AlertRule> known = Set.copyOf(before.terms().alerts().rules());
        Measured measured = new Measured(before, after, nowMillis);
        List<Integer> crossed = new ArrayList<>();
        Map<String, Long> next = new TreeMap<>();
        for (int place = 0; place < rules.size(); place++) {
            AlertRule rule = rules.get(place);
            if (measured.isTrue(rule)) {
                next.put(rule.name(), measured.untilMillis(rule));
                if (known.contains(rule) && !raised.contains(rule.name(), nowMillis)) {
                    crossed.add(place);
                }
            }
        }
        return new Watched(crossed, new RaisedAlerts(next));
    }

    /** The alarm of a rule that came true. */
    public static Alert alert(String eventId, int place, Account account, Balance balance) {
        AlertRule rule = account.terms().alerts().rules().get(place);
        Budget budget = Measured.budget(account, rule).orElse(null);
        return new Alert(eventId + "-" + place, rule, balance, account.debt(), budget);
    }
}
