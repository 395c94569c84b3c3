package ledger;

import java.util.Optional;

/**
 * A grant and whose it is; its text form is the grant id of the HTTP contract.
 *
 * @param account whose grant
 * @param grant which of the account's
 */
public record GrantRef(AccountId account, GrantId grant) {
    /** Reads the text form; empty for anything this ledger would not have written. */
    public static Optional<GrantRef> parse(String text) {
        return OwnedId.GRANT.parse(text).map(id -> new GrantRef(id.account(), new GrantId(id.sequence())));
    }

    @Override
    public String toString() {
        return OwnedId.GRANT.text(grant.sequence(), account);
    }
}
