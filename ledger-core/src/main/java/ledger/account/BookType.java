package ledger.account;

import java.io.IOException;
import ledger.AccountId;
import ledger.GrantId;
import ledger.HoldId;
import ledger.OwnedId;
import ledger.message.ValueReader;
import ledger.message.ValueType;
import ledger.message.ValueTypes;
import ledger.message.ValueWriter;
import org.jspecify.annotations.Nullable;

/** A book in messages: in JSON its name, in rows its kind and what names it. */
final class BookType {
    private static final ValueType<Book.Kind> KIND = ValueTypes.constant(Book.Kind.class);

    private BookType() {}

    static void write(ValueWriter out, Book book) throws IOException {
        if (!out.isCompact()) {
            out.text(book.name(out.owner()));
            return;
        }
        KIND.write(out, book.kind());
        if (book instanceof Book.Issued issued) {
            AccountTypes.TRANSACTION_TYPE.write(out, issued.source());
        }
        HoldId hold = book.hold();
        if (hold != null) {
            out.whole(hold.sequence());
        }
        GrantId grant = book.grant();
        if (grant != null) {
            out.whole(grant.sequence());
        }
    }

    static Book read(ValueReader in) throws IOException {
        if (!in.isCompact()) {
            String name = in.text();
            Book book = named(name, in.owner());
            if (book == null || !book.name(in.owner()).equals(name)) {
                throw in.wrong("is no book of the account");
            }
            return book;
        }
        return switch (KIND.read(in)) {
            case ISSUED -> new Book.Issued(AccountTypes.TRANSACTION_TYPE.read(in));
            case AVAILABLE -> new Book.Available(new GrantId(in.whole()));
            case HELD -> new Book.Held(new HoldId(in.whole()), new GrantId(in.whole()));
            case USED -> new Book.Used();
            case EXPIRED -> new Book.Expired();
            case DEBT -> new Book.Debt();
            case OVERDRAFT -> new Book.Overdraft();
            case HELD_OVERDRAFT -> new Book.HeldOverdraft(new HoldId(in.whole()));
        };
    }

    /** Reads more than it should: whoever asks compares the name that the book has. */
    private static @Nullable Book named(String name, AccountId owner) {
        int colon = name.indexOf(':');
        String rest = name.substring(colon + 1);
        return switch (colon < 0 ? name : name.substring(0, colon)) {
            case "used" -> new Book.Used();
            case "expired" -> new Book.Expired();
            case "debt" -> new Book.Debt();
            case "overdraft" -> new Book.Overdraft();
            case "issued" -> new Book.Issued(TransactionType.valueOf(rest));
            case "available" -> new Book.Available(grant(rest, owner));
            case "held" -> held(rest, owner);
            default -> null;
        };
    }

    private static Book held(String names, AccountId owner) {
        int colon = Math.max(0, names.indexOf(':'));
        HoldId hold = new HoldId(OwnedId.HOLD.sequence(names.substring(0, colon), owner));
        String source = names.substring(colon + 1);
        return source.equals("overdraft") ? new Book.HeldOverdraft(hold) : new Book.Held(hold, grant(source, owner));
    }

    private static GrantId grant(String text, AccountId owner) {
        return new GrantId(OwnedId.GRANT.sequence(text, owner));
    }
}
