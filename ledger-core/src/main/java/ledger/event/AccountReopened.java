package ledger.event;

import java.util.List;
import ledger.account.TermsChange;

/** An account is open again. */
public record AccountReopened() implements LedgerEvent {
    @Override
    public List<TermsChange> terms() {
        return List.of(new TermsChange.Closed(false));
    }
}
