package ledger.event;

import java.util.List;
import ledger.account.AlertRules;
import ledger.account.TermsChange;

/**
 * When to raise alarms was set.
 *
 * @param rules all of them
 */
public record AlertsSet(AlertRules rules) implements LedgerEvent {
    @Override
    public List<TermsChange> terms() {
        return List.of(new TermsChange.AlertsChanged(rules));
    }
}
