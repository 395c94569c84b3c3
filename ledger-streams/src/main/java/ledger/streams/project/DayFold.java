package ledger.streams.project;

import java.util.HashMap;
import java.util.Map;
import ledger.Credits;
import ledger.event.TransactionType;
import ledger.query.DayTotals;
import ledger.streams.store.EventRecap;

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
    static DayTotals add(DayTotals day, EventRecap.Counted entry) {
        Credits amount = entry.amount();
        String model = entry.model();
        Map<String, Credits> byModel = model == null ? day.byModel() : plus(day.byModel(), counted(day, model), amount);
        return new DayTotals(
                day.epochDay(),
                day.entries() + 1,
                entry.type() == TransactionType.USAGE ? day.used().plus(amount) : day.used(),
                entry.type().isAddition() ? day.added().plus(amount) : day.added(),
                plus(day.byType(), entry.type(), amount),
                plus(day.byReason(), entry.reason(), amount),
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
