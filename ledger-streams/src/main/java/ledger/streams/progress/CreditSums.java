package ledger.streams.progress;

import java.util.Map;
import ledger.account.Book;
import ledger.fold.Account;

/**
 * What accounts have, all together; micro-credits.
 *
 * @param accounts how many
 * @param openHolds how many holds they have open
 * @param available what is left of grants
 * @param held what open holds reserve
 * @param owed debt, and overdraft that open holds have drawn
 */
public record CreditSums(long accounts, long openHolds, long available, long held, long owed) {
    static final CreditSums NONE = new CreditSums(0, 0, 0, 0, 0);

    /** Those of one account, as its last command left it. */
    public static CreditSums of(Account account) {
        long available = 0;
        long held = 0;
        long owed = 0;
        for (Map.Entry<Book, Long> book : account.books().entrySet()) {
            long micros = book.getValue();
            switch (book.getKey().side()) {
                case AVAILABLE -> {
                    available += Math.max(0, micros);
                    owed -= Math.min(0, micros);
                }
                case HELD -> held += micros;
                case OUTSIDE -> {
                    // Where credits came from and went to is nobody's.
                }
            }
        }
        return new CreditSums(1, account.terms().holds().size(), available, held, owed);
    }

    /** Both together. Wraps beyond nine million million credits, which no ledger has, rather than stop one. */
    CreditSums plus(CreditSums other) {
        return new CreditSums(
                accounts + other.accounts,
                openHolds + other.openHolds,
                available + other.available,
                held + other.held,
                owed + other.owed);
    }

    CreditSums minus(CreditSums other) {
        return new CreditSums(
                accounts - other.accounts,
                openHolds - other.openHolds,
                available - other.available,
                held - other.held,
                owed - other.owed);
    }
}
