package ledger.decide;

import java.util.List;
import java.util.Optional;
import ledger.Credits;
import ledger.HoldId;
import ledger.Note;
import ledger.account.Book;
import ledger.account.Hold;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.command.ChargeUsage;
import ledger.command.DeductCredits;
import ledger.command.SpendCredits;
import ledger.event.Booking;
import ledger.event.CreditsDeducted;
import ledger.event.CreditsSpent;
import ledger.event.Rejection;
import ledger.event.UsageCharged;
import ledger.pricing.Quote;

/** How credits are used. */
record Spending(Case matter) {
    Step deduct(DeductCredits command) {
        if (matter.isBeyondAvailable(command.amount())) {
            return matter.refused(
                    "add",
                    Refusal.insufficient(command.amount(), matter.account().availableMicros()));
        }
        TransactionType type = TransactionType.ADJUSTMENT;
        Movement movement = matter.movement();
        movement.spend(command.amount(), new Book.Issued(type));
        long micros = -command.amount().micros();
        Booking booking = movement.booking(type, command.reason(), micros, List.of(), command.note());
        return matter.decided("add", new CreditsDeducted(booking), movement);
    }

    Step spend(SpendCredits command) {
        Optional<Rejection> refusal = refusal(command.amount());
        if (refusal.isPresent()) {
            return matter.refused("use", refusal.get());
        }
        Movement movement = matter.movement();
        Booking booking = usage(movement, command.amount(), command.reason(), command.note());
        return matter.decided("use", new CreditsSpent(booking), movement);
    }

    /** A usage that names an open hold captures it; a hold that is closed or unknown is named in the event. */
    Step charge(ChargeUsage command) {
        Quote quote = command.quote();
        if (quote == null || !quote.price().isActive()) {
            return matter.refused("usage", Refusal.priceInactive(command.usage().model()));
        }
        HoldId named = command.hold();
        Hold open = named == null ? null : matter.account().terms().holds().get(named);
        if (open != null) {
            return new Capturing(matter).capture(command, open, quote);
        }
        Optional<Rejection> refusal = command.allowDebt() ? Optional.empty() : refusal(quote.total());
        if (refusal.isPresent()) {
            return matter.refused("usage", refusal.get());
        }
        Movement movement = matter.movement();
        Booking booking = usage(movement, quote.total(), command.reason(), command.note());
        UsageCharged event = new UsageCharged(booking, command.usage(), quote, command.usedAtMillis(), named);
        return matter.decided("usage", event, movement);
    }

    private Optional<Rejection> refusal(Credits amount) {
        return matter.budgets()
                .exceededBy(amount)
                .map(budget -> Refusal.budgetExceeded(budget, amount, matter.nowMillis()))
                .or(() -> matter.isBeyondAvailable(amount)
                        ? Optional.of(
                                Refusal.insufficient(amount, matter.account().availableMicros()))
                        : Optional.empty());
    }

    private Booking usage(Movement movement, Credits amount, Reason reason, Note note) {
        movement.spend(amount, new Book.Used());
        return movement.booking(
                TransactionType.USAGE,
                reason,
                -amount.micros(),
                List.of(),
                note,
                matter.budgets().with(amount));
    }
}
