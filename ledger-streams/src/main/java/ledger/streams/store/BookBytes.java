package ledger.streams.store;

import ledger.GrantId;
import ledger.HoldId;
import ledger.event.Book;
import ledger.event.TransactionType;

/** A book as a tag and what names it. A tag is never used again. */
final class BookBytes {
    private static final int ISSUED = 1;
    private static final int AVAILABLE = 2;
    private static final int HELD = 3;
    private static final int USED = 4;
    private static final int EXPIRED = 5;
    private static final int DEBT = 6;
    private static final int OVERDRAFT = 7;
    private static final int HELD_OVERDRAFT = 8;

    private BookBytes() {}

    // The instanceof chain is safe: what it does not know, it refuses to write.
    static void write(RowWriter out, Book book) {
        if (book instanceof Book.Available available) {
            out.octet(AVAILABLE);
            out.unsigned(available.grant().sequence());
        } else if (book instanceof Book.Used) {
            out.octet(USED);
        } else if (book instanceof Book.Issued issued) {
            out.octet(ISSUED);
            out.octet(issued.source().code());
        } else if (book instanceof Book.Held held) {
            out.octet(HELD);
            out.unsigned(held.hold().sequence());
            out.unsigned(held.grant().sequence());
        } else if (book instanceof Book.Expired) {
            out.octet(EXPIRED);
        } else if (book instanceof Book.Debt) {
            out.octet(DEBT);
        } else if (book instanceof Book.Overdraft) {
            out.octet(OVERDRAFT);
        } else if (book instanceof Book.HeldOverdraft held) {
            out.octet(HELD_OVERDRAFT);
            out.unsigned(held.hold().sequence());
        } else {
            throw new IllegalStateException("a book without a tag: " + book);
        }
    }

    static Book read(RowReader in) {
        int tag = in.octet();
        return switch (tag) {
            case ISSUED -> new Book.Issued(TransactionType.ofCode(in.octet()));
            case AVAILABLE -> new Book.Available(new GrantId(in.unsigned()));
            case HELD -> new Book.Held(new HoldId(in.unsigned()), new GrantId(in.unsigned()));
            case USED -> new Book.Used();
            case EXPIRED -> new Book.Expired();
            case DEBT -> new Book.Debt();
            case OVERDRAFT -> new Book.Overdraft();
            case HELD_OVERDRAFT -> new Book.HeldOverdraft(new HoldId(in.unsigned()));
            default -> throw new IllegalStateException("a stored row has a book with unknown tag " + tag);
        };
    }
}
