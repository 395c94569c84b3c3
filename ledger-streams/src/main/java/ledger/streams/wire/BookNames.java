package ledger.streams.wire;

import ledger.AccountId;
import ledger.GrantId;
import ledger.HoldId;
import ledger.event.Book;
import ledger.event.TransactionType;

/**
 * Books as the events name them: {@code issued:PURCHASE}, {@code available:<grant id>}, {@code held:<hold id>:<grant
 * id>}, {@code held:<hold id>:overdraft}, {@code used}, {@code expired}, {@code debt}, {@code overdraft}.
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
            return "held:" + held.hold().text(account) + ':' + held.grant().text(account);
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
        if (book instanceof Book.HeldOverdraft held) {
            return "held:" + held.hold().text(account) + ":overdraft";
        }
        throw new IllegalStateException("a book without a name: " + book);
    }

    /** Throws {@link IllegalArgumentException} for a name that the account has no book of. */
    static Book parse(String text, AccountId account) {
        int colon = text.indexOf(':');
        return switch (colon < 0 ? text : text.substring(0, colon)) {
            case "used" -> whole(text, new Book.Used());
            case "expired" -> whole(text, new Book.Expired());
            case "debt" -> whole(text, new Book.Debt());
            case "overdraft" -> whole(text, new Book.Overdraft());
            case "issued" -> new Book.Issued(TransactionType.valueOf(text.substring(colon + 1)));
            case "available" -> new Book.Available(grant(text.substring(colon + 1), account));
            case "held" -> held(text, colon + 1, account);
            default -> throw noBook(text);
        };
    }

    private static Book whole(String text, Book book) {
        if (text.indexOf(':') >= 0) {
            throw noBook(text);
        }
        return book;
    }

    private static Book held(String text, int at, AccountId account) {
        int colon = text.indexOf(':', at);
        if (colon < 0) {
            throw noBook(text);
        }
        HoldId hold = hold(text.substring(at, colon), account);
        String source = text.substring(colon + 1);
        return source.equals("overdraft") ? new Book.HeldOverdraft(hold) : new Book.Held(hold, grant(source, account));
    }

    private static IllegalArgumentException noBook(String text) {
        return new IllegalArgumentException("no book has the name " + text);
    }

    static GrantId grant(String text, AccountId account) {
        GrantId grant = new GrantId(sequence(text, GRANT));
        if (!grant.text(account).equals(text)) {
            throw new IllegalArgumentException("not a grant of the account: " + text);
        }
        return grant;
    }

    static HoldId hold(String text, AccountId account) {
        HoldId hold = new HoldId(sequence(text, HOLD));
        if (!hold.text(account).equals(text)) {
            throw new IllegalArgumentException("not a hold of the account: " + text);
        }
        return hold;
    }

    private static long sequence(String text, String kind) {
        int end = text.indexOf('.', kind.length() + 1);
        if (!text.startsWith(kind) || end < 0) {
            throw new IllegalArgumentException("not the id of a " + kind + ": " + text);
        }
        return Long.parseLong(text.substring(kind.length() + 1, end), RADIX);
    }
}
