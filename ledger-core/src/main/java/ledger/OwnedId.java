package ledger;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The text form of ids that carry their account: {@code kind.sequence.account}, URL-safe. */
public enum OwnedId {
    ENTRY("txn"),
    HOLD("hold"),
    GRANT("grant");

    /** What names nothing. */
    public static final long NONE = 0;

    private static final int RADIX = 36;
    private static final Base64.Encoder OWNER = Base64.getUrlEncoder().withoutPadding();

    private final String kind;

    OwnedId(String kind) {
        this.kind = kind;
    }

    /**
     * What an id names.
     *
     * @param account whose it is
     * @param sequence where in the account it began, positive
     */
    public record Named(AccountId account, long sequence) {}

    /** The id of what began at a sequence of an account. */
    public String text(long sequence, AccountId account) {
        byte[] user = account.value().getBytes(StandardCharsets.UTF_8);
        return kind + '.' + Long.toString(sequence, RADIX) + '.' + OWNER.encodeToString(user);
    }

    /** The sequence that an id of an account names, {@link #NONE} for any other text. */
    public long sequence(String text, AccountId owner) {
        int from = kind.length() + 1;
        int end = text.indexOf('.', from);
        if (!text.startsWith(kind) || end <= from) {
            return NONE;
        }
        try {
            long sequence = Long.parseLong(text, from, end, RADIX);
            return sequence > 0 && text(sequence, owner).equals(text) ? sequence : NONE;
        } catch (NumberFormatException noNumber) {
            return NONE;
        }
    }

    /** Whether a text is such an id of any account. */
    public boolean isOne(String text) {
        return parse(text).isPresent();
    }

    /** What an id names; empty for anything but what {@link #text} wrote: one thing has one id. */
    public Optional<Named> parse(String text) {
        String[] parts = text.split("\\.", 4);
        if (parts.length != 3 || !parts[0].equals(kind)) {
            return Optional.empty();
        }
        try {
            String owner = new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8);
            if (!AccountId.isValid(owner)) {
                return Optional.empty();
            }
            Named id = new Named(new AccountId(owner), Long.parseLong(parts[1], RADIX));
            return id.sequence > 0 && text(id.sequence, id.account).equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
