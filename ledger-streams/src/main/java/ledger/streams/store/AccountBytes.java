package ledger.streams.store;

import java.util.LinkedHashMap;
import java.util.Map;
import ledger.GrantId;
import ledger.event.Book;
import ledger.event.Grant;
import ledger.event.Milestone;
import ledger.fold.Account;

/** An account's books, grants and milestones, each in the order in which it holds them. */
final class AccountBytes {
    private AccountBytes() {}

    static void write(RowWriter out, Account account) {
        out.unsigned(account.books().size());
        account.books().forEach((book, micros) -> {
            BookBytes.write(out, book);
            out.signed(micros);
        });
        out.unsigned(account.grants().size());
        account.grants().values().forEach(grant -> GrantBytes.write(out, grant));
        out.unsigned(account.milestones().size());
        account.milestones().forEach((milestone, millis) -> {
            out.octet(milestone.code());
            out.unsigned(millis);
        });
    }

    static Account read(RowReader in) {
        Map<Book, Long> books = new LinkedHashMap<>();
        for (int left = in.count(); left > 0; left--) {
            books.put(BookBytes.read(in), in.signed());
        }
        Map<GrantId, Grant> grants = new LinkedHashMap<>();
        for (int left = in.count(); left > 0; left--) {
            Grant grant = GrantBytes.read(in);
            grants.put(grant.id(), grant);
        }
        Map<Milestone, Long> milestones = new LinkedHashMap<>();
        for (int left = in.count(); left > 0; left--) {
            milestones.put(Milestone.ofCode(in.octet()), in.unsigned());
        }
        return new Account(books, grants, milestones);
    }
}
