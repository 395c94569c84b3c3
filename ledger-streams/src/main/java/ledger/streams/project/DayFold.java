package ledger.streams.project;

import java.util.HashMap;
import java.util.Map;
import ledger.Credits;
import ledger.event.Booking;
import ledger.event.LedgerEvent;
import ledger.event.TransactionType;
import ledger.query.DayTotals;
import ledger.streams.wire.MetadataModel;

/** Adds entries to the totals of a day. */
final class DayFold {
    /**
     * Models told apart on one day of one user; the rest of them count as {@link #OTHER_MODELS}. Names may have 200
     * characters each, and a row must stay small enough to be logged.
     */
    static final int MODELS_MAX = 250;

    static final String OTHER_MODELS = "other";

    private DayFold() {}

    /** The totals with one more entry. */
    static DayTotals add(DayTotals day, LedgerEvent event, Booking booking) {
        Credits amount = new Credits(Math.abs(booking.amountMicros()));
        Map<String, Credits> byModel = MetadataModel.of(event, booking)
                .map(model -> plus(day.byModel(), counted(day, model.toString()), amount))
                .orElse(day.byModel());
        return new DayTotals(
                day.epochDay(),
                day.entries() + 1,
                booking.type() == TransactionType.USAGE ? day.used().plus(amount) : day.used(),
                booking.type().isAddition() ? day.added().plus(amount) : day.added(),
                plus(day.byType(), booking.type(), amount),
                plus(day.byReason(), booking.reason(), amount),
                byModel);
    }

    private static String counted(DayTotals day, String model) {
        return day.byModel().containsKey(model) || day.byModel().size() < MODELS_MAX ? model : OTHER_MODELS;
    }

    private static <K> Map<K, Credits> plus(Map<K, Credits> amounts, K key, Credits amount) {
        Map<K, Credits> next = new HashMap<>(amounts);
        next.merge(key, amount, Credits::plus);
        return next;
    }
}
