package ledger.decide;

import java.util.Optional;
import ledger.Credits;
import ledger.HoldId;
import ledger.account.Book;
import ledger.account.Hold;
import ledger.command.Cost;
import ledger.command.PlaceHold;
import ledger.command.VoidHold;
import ledger.event.HoldPlaced;
import ledger.event.HoldVoided;
import ledger.event.Rejection;

/** How credits are reserved and let go. */
record Holding(DecisionInput input) {
    private static final long MILLIS_PER_SECOND = 1_000;

    DecidedEvent place(PlaceHold command) {
        Cost cost = command.cost();
        if (cost.isInactive()) {
            return input.refused(Refusal.priceInactive(cost.model()));
        }
        Optional<Rejection> refusal = new Spending(input).refusal(cost.total());
        if (refusal.isPresent()) {
            return input.refused(Refusal.withAffordable(refusal.get(), affordable()));
        }
        HoldId id = new HoldId(input.sequence());
        PostingDraft draft = input.draft();
        Credits overdrawn = draft.burn(cost.total(), grant -> new Book.Held(id, grant));
        draft.post(new Book.Overdraft(), new Book.HeldOverdraft(id), overdrawn);
        if (input.account().terms().holds().size() >= Bounds.OPEN_HOLDS_MAX
                || heldSlices() + draft.postings().size() > Bounds.HELD_SLICES_MAX) {
            return input.refused(Refusal.tooManyHolds());
        }
        Hold hold = new Hold(
                id,
                cost.total(),
                command.reason(),
                input.nowMillis(),
                input.nowMillis() + command.expiresInSeconds() * MILLIS_PER_SECOND);
        return input.decided(new HoldPlaced(
                hold,
                command.note(),
                draft.postings(),
                cost.usage(),
                cost.quote(),
                input.budgets().with(cost.total())));
    }

    DecidedEvent release(VoidHold command) {
        Hold open = input.account().terms().holds().get(command.hold());
        if (open == null) {
            return input.refused(notOpen(input, command.hold(), command.hold().text(command.account())));
        }
        PostingDraft draft = input.draft();
        input.account().heldBy(open.id()).forEach(draft::release);
        return input.decided(
                new HoldVoided(open.id(), draft.postings(), input.budgets().without(open)));
    }

    /** Why a hold that is not open cannot be captured or voided. */
    static Rejection notOpen(DecisionInput input, HoldId hold, String name) {
        return input.history()
                .hold(hold)
                .map(found -> Refusal.holdNotOpen(name, found.past().since().status()))
                .orElseGet(() -> Refusal.noHold(name));
    }

    /** The largest hold that would have passed. */
    private Credits affordable() {
        Credits available = new Credits(Math.max(0, input.account().availableMicros()));
        return available.min(input.budgets().left());
    }

    private long heldSlices() {
        return input.account().books().keySet().stream()
                .filter(book -> book.side() == Book.Side.HELD)
                .count();
    }
}
