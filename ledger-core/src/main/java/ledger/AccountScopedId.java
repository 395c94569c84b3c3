package ledger;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The text form of ids that carry their account: {@code kind.sequence.account}, URL-safe.
 *
 * @param account the account it belongs to
 * @param sequence where in the account it began, positive
 */
record AccountScopedId(AccountId account, long sequence) {
    private static final int RADIX = 36;
    private static final Base64.Encoder OWNER = Base64.getUrlEncoder().withoutPadding();

    String text(String kind) {
        byte[] user = account.value().getBytes(StandardCharsets.UTF_8);
        String owner = OWNER.encodeToString(user);
        return kind + '.' + Long.toString(sequence, RADIX) + '.' + owner;
    }

    /** Reads only text that {@link #text} wrote, so that one thing has only one id. */
    static Optional<AccountScopedId> parse(String kind, String text) {
        String[] parts = text.split("\\.", 4);
        if (parts.length != 3 || !parts[0].equals(kind)) {
            return Optional.empty();
        }
        try {
            String owner = new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8);
            if (!AccountId.isValid(owner)) {
                return Optional.empty();
            }
            AccountScopedId id = new AccountScopedId(new AccountId(owner), Long.parseLong(parts[1], RADIX));
            return id.sequence > 0 && id.text(kind).equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
