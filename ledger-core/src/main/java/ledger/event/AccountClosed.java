package ledger.event;

import java.util.List;
import ledger.account.TermsChange;

/** An account was closed. Nothing was left in it: what there was had been voided and forfeited just before. */
public record AccountClosed() implements LedgerEvent {
    @Override
    public List<TermsChange> terms() {
        return List.of(new TermsChange.Closed(true));
    }
}
