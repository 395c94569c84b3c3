package ledger.event;

import java.util.List;
import ledger.account.Limits;
import ledger.account.TermsChange;

/**
 * How far an account may go was set.
 *
 * @param limits all of them
 */
public record LimitsSet(Limits limits) implements LedgerEvent {
    @Override
    public List<TermsChange> terms() {
        return List.of(new TermsChange.LimitsChanged(limits));
    }
}
