package ledger.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import ledger.account.AlertRule;
import ledger.account.Budget;
import ledger.decide.Due;
import ledger.fold.Account;
import ledger.query.Balance;

/**
 * Finds out which rules of an account become true with an event. A rule that is already true when it is set raises no
 * alarm until it has been untrue in between.
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
            // The refill comes at this same moment. Credits that do not roll over expire just before it, and that is no
            // reason for an alarm.
            return new Watched(List.of(), raised);
        }
        Set<AlertRule> known = Set.copyOf(before.terms().alerts().rules());
        AlertMeasure measured = new AlertMeasure(before, after, nowMillis);
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

    /** The alarm for a rule that became true. */
    public static Alert alert(String eventId, int place, Account account, Balance balance) {
        AlertRule rule = account.terms().alerts().rules().get(place);
        Budget budget = AlertMeasure.budget(account, rule).orElse(null);
        return new Alert(eventId + "-" + place, rule, balance, account.debt(), budget);
    }
}
