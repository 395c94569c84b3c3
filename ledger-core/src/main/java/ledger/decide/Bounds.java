package ledger.decide;

import ledger.Credits;

/** What an account may grow to. */
public final class Bounds {
    /** A balance stays within ±4·10^9 credits, so that a double holds it to the last micro-credit. */
    public static final long BALANCE_MICROS_MAX = 4_000_000_000L * Credits.MICROS_PER_CREDIT;
    /** A lifetime total stays below what a long holds, with room for one more command of the largest amount. */
    public static final long BOOK_MICROS_MAX = 9_000_000_000_000L * Credits.MICROS_PER_CREDIT;
    /** From this many live grants on, new credits join the youngest grant of the same terms: one row stays small. */
    public static final int LIVE_GRANTS_JOINED_FROM = 100;
    /** Live grants of one account, whatever their terms: its row stays below 8 KiB. */
    public static final int LIVE_GRANTS_MAX = 128;

    private Bounds() {}
}
