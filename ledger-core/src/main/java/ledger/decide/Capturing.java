package ledger.decide;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.Credits;
import ledger.Note;
import ledger.account.Book;
import ledger.account.Hold;
import ledger.account.TransactionType;
import ledger.command.CaptureHold;
import ledger.command.ChargeUsage;
import ledger.command.Cost;
import ledger.event.Booking;
import ledger.event.HoldCaptured;
import ledger.pricing.Quote;
import org.jspecify.annotations.Nullable;

/**
 * How what a hold reserved is spent. Never refused for want of credits: the work is done. What the hold lacks is taken
 * from the grants, and what they lack is owed.
 */
record Capturing(DecisionInput input) {
    DecidedEvent capture(CaptureHold command) {
        Hold open = input.account().terms().holds().get(command.hold());
        Cost cost = command.cost();
        if (cost.isInactive()) {
            return input.refused(Refusal.priceInactive(cost.model()));
        }
        if (open == null) {
            String name = command.hold().text(command.account());
            return input.refused(Holding.notOpen(input, command.hold(), name));
        }
        return capture(open, cost, command.note(), null);
    }

    DecidedEvent capture(ChargeUsage command, Hold open, Quote quote) {
        Cost cost = Cost.metered(command.usage(), quote);
        return capture(open, cost, command.note(), command.usedAtMillis());
    }

    private DecidedEvent capture(Hold open, Cost cost, Note note, @Nullable Long usedAtMillis) {
        PostingDraft draft = input.draft();
        Map<Book, Credits> unused = new LinkedHashMap<>();
        Credits left = cost.total();
        Credits overdrawn = Credits.ZERO;
        for (Map.Entry<Book, Credits> slice : input.account().heldBy(open.id()).entrySet()) {
            Credits part = slice.getValue().min(left);
            left = left.minus(part);
            draft.post(slice.getKey(), new Book.Used(), part);
            overdrawn = slice.getKey() instanceof Book.HeldOverdraft ? overdrawn.plus(part) : overdrawn;
            unused.put(slice.getKey(), slice.getValue().minus(part));
        }
        Credits debt = draft.spend(overdrawn, new Book.Overdraft()).plus(draft.spend(left, new Book.Used()));
        unused.forEach(draft::release);
        Booking booking = draft.booking(
                TransactionType.USAGE,
                open.reason(),
                -cost.total().micros(),
                List.of(),
                note,
                input.budgets().captured(open, cost.total()));
        Credits released = unused.values().stream().reduce(Credits.ZERO, Credits::plus);
        HoldCaptured event =
                new HoldCaptured(booking, open.id(), released, debt, cost.usage(), cost.quote(), usedAtMillis);
        return input.decided(event, draft);
    }
}
