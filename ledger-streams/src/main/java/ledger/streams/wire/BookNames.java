package ledger.streams.wire;

import ledger.AccountId;
import ledger.GrantId;
import ledger.HoldId;
import ledger.event.Book;
import ledger.event.TransactionType;

/**
 * Books as the events name them: {@code issued:PURCHASE}, {@code available:<grant id>}, {@code held:<hold id>:<grant
 * id>}, {@code used}, {@code expired}, {@code debt}, {@code overdraft}.
 */
final class BookNames {
    private static final String GRANT = "grant";
    private static final String HOLD = "hold";
    private static final int RADIX = 36;

    private BookNames() {}

    // The instanceof chain is safe: what it does not know, it refuses to write.
    static String text(Book book, AccountId account) {
        if (book instanceof Book.Available available) {
            return "available:" + available.grant().text(account);
        }
        if (book instanceof Book.Used) {
            return "used";
        }
        if (book instanceof Book.Issued issued) {
            return "issued:" + issued.source().name();
        }
        if (book instanceof Book.Held held) {
            return "held:" + holdText(held.hold(), account) + ':' + held.grant().text(account);
        }
        if (book instanceof Book.Debt) {
            return "debt";
        }
        if (book instanceof Book.Expired) {
            return "expired";
        }
        if (book instanceof Book.Overdraft) {
            return "overdraft";
        }
        throw new IllegalStateException("a book without a name: " + book);
    }

    /** Throws {@link IllegalArgumentException} for a name that the account has no book of. */
    static Book parse(String text, AccountId account) {
        String[] parts = text.split(":", 3);
        return switch (parts.length == 1 ? text : parts[0] + ':' + parts.length) {
            case "used" -> new Book.Used();
            case "expired" -> new Book.Expired();
            case "debt" -> new Book.Debt();
            case "overdraft" -> new Book.Overdraft();
            case "issued:2" -> new Book.Issued(TransactionType.valueOf(parts[1]));
            case "available:2" -> new Book.Available(grant(parts[1], account));
            case "held:3" -> new Book.Held(hold(parts[1], account), grant(parts[2], account));
            default -> throw new IllegalArgumentException("no book has the name " + text);
        };
    }

    static GrantId grant(String text, AccountId account) {
        GrantId grant = new GrantId(sequence(text, GRANT));
        if (!grant.text(account).equals(text)) {
            throw new IllegalArgumentException("not a grant of the account: " + text);
        }
        return grant;
    }

    private static HoldId hold(String text, AccountId account) {
        HoldId hold = new HoldId(sequence(text, HOLD));
        if (!holdText(hold, account).equals(text)) {
            throw new IllegalArgumentException("not a hold of the account: " + text);
        }
        return hold;
    }

    /** Ids of one sequence differ in their first word only. */
    private static String holdText(HoldId hold, AccountId account) {
        return HOLD + new GrantId(hold.sequence()).text(account).substring(GRANT.length());
    }

    private static long sequence(String text, String kind) {
        int end = text.indexOf('.', kind.length() + 1);
        if (!text.startsWith(kind) || end < 0) {
            throw new IllegalArgumentException("not the id of a " + kind + ": " + text);
        }
        return Long.parseLong(text.substring(kind.length() + 1, end), RADIX);
    }
}
