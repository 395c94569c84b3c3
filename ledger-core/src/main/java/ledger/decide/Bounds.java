package ledger.decide;

import ledger.Credits;
import ledger.account.TransactionType;
import ledger.fold.Account;

/** What an account may grow to. */
public final class Bounds {
    /** A balance stays within ±4·10^9 credits, so that a double holds it to the last micro-credit. */
    public static final long BALANCE_MICROS_MAX = 4_000_000_000L * Credits.MICROS_PER_CREDIT;
    /** A lifetime total stays below what a long holds, with room for one more command of the largest amount. */
    public static final long BOOK_MICROS_MAX = 9_000_000_000_000L * Credits.MICROS_PER_CREDIT;
    /** From this many live grants on, new credits join the youngest grant of the same terms: one row stays small. */
    public static final int LIVE_GRANTS_JOINED_FROM = 100;
    /** Live grants of one account, whatever their terms, those that are not effective yet included. */
    public static final int LIVE_GRANTS_MAX = 128;
    /** Open holds of one account: as many streams at once as a large team has; its row stays below 40 KiB. */
    public static final int OPEN_HOLDS_MAX = 256;
    /** What all open holds took from which grants: each is a book in the row. Most holds take from one grant. */
    public static final int HELD_SLICES_MAX = 768;
    /** What one command of a sweeper settles: it delays others in its partition by a few milliseconds at most. */
    public static final int SWEEP_STEPS_MAX = 64;
    /** Periods of a plan that are paid after nobody settled the account for long: a year of days. */
    public static final int PLAN_PERIODS_MAX = 366;

    private Bounds() {}

    /** How many grants the account has or was promised. */
    static int grants(Account account) {
        return account.grants().size() + account.terms().scheduled().size();
    }

    /** How much may still be issued. */
    static Credits room(Account account, TransactionType type) {
        long ofBalance = BALANCE_MICROS_MAX - account.balanceMicros();
        long ofBook = BOOK_MICROS_MAX - account.issuedMicros(type);
        long ofExpired = BOOK_MICROS_MAX - account.expired().micros() - account.balanceMicros();
        return new Credits(Math.max(0, Math.min(ofBalance, Math.min(ofBook, ofExpired))));
    }
}
