package ledger;

import java.util.Optional;

/**
 * A hold and whose it is; its text form is the hold id of the HTTP contract.
 *
 * @param account whose hold
 * @param hold which of the account's
 */
public record HoldRef(AccountId account, HoldId hold) {
    /** Reads the text form; empty for anything this ledger would not have written. */
    public static Optional<HoldRef> parse(String text) {
        return OwnedId.HOLD.parse(text).map(id -> new HoldRef(id.account(), new HoldId(id.sequence())));
    }

    @Override
    public String toString() {
        return OwnedId.HOLD.text(hold.sequence(), account);
    }
}
