package ledger.account;

import ledger.Credits;
import ledger.Period;

/**
 * How much may be used in each day, week or month.
 *
 * @param window which
 * @param amount how much
 * @param zone where its days begin and end
 */
public record BudgetTerms(Period window, Credits amount, ZoneOffsets zone) {
    /** When the window that a time is in begins, epoch milliseconds. */
    public long fromMillis(long timeMillis) {
        return zone.startOfDay(window.firstDay(zone.epochDayAt(timeMillis)));
    }

    /** When the window that a time is in ends, epoch milliseconds; the next begins then. */
    public long untilMillis(long timeMillis) {
        return zone.startOfDay(window.nextFirstDay(window.firstDay(zone.epochDayAt(timeMillis))));
    }
}
