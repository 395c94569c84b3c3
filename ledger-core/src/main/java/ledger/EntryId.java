package ledger;

import java.util.Optional;

/**
 * Names one entry; its text form is the transaction id of the HTTP contract.
 *
 * @param account whose entry
 * @param sequence the entry's sequence in the account, positive
 */
public record EntryId(AccountId account, long sequence) {
    /** Reads the text form; empty for anything this ledger would not have written. */
    public static Optional<EntryId> parse(String text) {
        return OwnedId.ENTRY.parse(text).map(id -> new EntryId(id.account(), id.sequence()));
    }

    @Override
    public String toString() {
        return OwnedId.ENTRY.text(sequence, account);
    }
}
