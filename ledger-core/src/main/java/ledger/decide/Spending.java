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
record Spending(DecisionInput input) {
    DecidedEvent deduct(DeductCredits command) {
        if (input.isBeyondAvailable(command.amount())) {
            return input.refused(
                    Refusal.insufficient(command.amount(), input.account().availableMicros()));
        }
        TransactionType type = TransactionType.ADJUSTMENT;
        PostingDraft draft = input.draft();
        draft.spend(command.amount(), new Book.Issued(type));
        long micros = -command.amount().micros();
        Booking booking = draft.booking(type, command.reason(), micros, List.of(), command.note());
        return input.decided(new CreditsDeducted(booking), draft);
    }

    DecidedEvent spend(SpendCredits command) {
        Optional<Rejection> refusal = refusal(command.amount());
        if (refusal.isPresent()) {
            return input.refused(refusal.get());
        }
        PostingDraft draft = input.draft();
        Booking booking = usage(draft, command.amount(), command.reason(), command.note());
        return input.decided(new CreditsSpent(booking), draft);
    }

    /** A usage that names an open hold captures it; a hold that is closed or unknown is named in the event. */
    DecidedEvent charge(ChargeUsage command) {
        Quote quote = command.quote();
        if (quote == null || !quote.price().isActive()) {
            return input.refused(Refusal.priceInactive(command.usage().model()));
        }
        HoldId named = command.hold();
        Hold open = named == null ? null : input.account().terms().holds().get(named);
        if (open != null) {
            return new Capturing(input).capture(command, open, quote);
        }
        Optional<Rejection> refusal = command.allowDebt() ? Optional.empty() : refusal(quote.total());
        if (refusal.isPresent()) {
            return input.refused(refusal.get());
        }
        PostingDraft draft = input.draft();
        Booking booking = usage(draft, quote.total(), command.reason(), command.note());
        UsageCharged event = new UsageCharged(booking, command.usage(), quote, command.usedAtMillis(), named);
        return input.decided(event, draft);
    }

    /** Why an amount is neither spent nor reserved; empty where nothing is against it. */
    Optional<Rejection> refusal(Credits amount) {
        return input.budgets()
                .exceededBy(amount)
                .map(budget -> Refusal.budgetExceeded(budget, amount, input.nowMillis()))
                .or(() -> input.isBeyondAvailable(amount)
                        ? Optional.of(
                                Refusal.insufficient(amount, input.account().availableMicros()))
                        : Optional.empty());
    }

    private Booking usage(PostingDraft draft, Credits amount, Reason reason, Note note) {
        draft.spend(amount, new Book.Used());
        return draft.booking(
                TransactionType.USAGE,
                reason,
                -amount.micros(),
                List.of(),
                note,
                input.budgets().with(amount));
    }
}
