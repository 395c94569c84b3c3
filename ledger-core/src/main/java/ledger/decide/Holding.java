package ledger.decide;

import java.util.Optional;
import ledger.Credits;
import ledger.HoldId;
import ledger.account.Book;
import ledger.account.Hold;
import ledger.command.PlaceHold;
import ledger.command.VoidHold;
import ledger.event.HoldPlaced;
import ledger.event.HoldVoided;
import ledger.event.Rejection;
import ledger.fold.Account;

/** How credits are reserved and let go. */
record Holding(Case matter) {
    private static final long MILLIS_PER_SECOND = 1_000;

    Step place(PlaceHold command) {
        Charge charge = Charge.of(command.cost());
        if (charge.isInactive()) {
            return matter.refused("hold", Refusal.priceInactive(charge.model()));
        }
        Optional<Rejection> refusal = refusal(charge.total());
        if (refusal.isPresent()) {
            return matter.refused("hold", refusal.get());
        }
        HoldId id = new HoldId(matter.sequence());
        Movement movement = matter.movement();
        Credits overdrawn = movement.burn(charge.total(), grant -> new Book.Held(id, grant));
        movement.move(new Book.Overdraft(), new Book.HeldOverdraft(id), overdrawn);
        if (matter.account().terms().holds().size() >= Bounds.OPEN_HOLDS_MAX
                || heldSlices() + movement.postings().size() > Bounds.HELD_SLICES_MAX) {
            return matter.refused("hold", Refusal.tooManyHolds());
        }
        Hold hold = new Hold(
                id,
                charge.total(),
                command.reason(),
                matter.nowMillis(),
                matter.nowMillis() + command.expiresInSeconds() * MILLIS_PER_SECOND);
        return matter.decided(new HoldPlaced(
                hold,
                command.note(),
                movement.postings(),
                charge.usage(),
                charge.quote(),
                matter.budgets().with(charge.total())));
    }

    Step release(VoidHold command) {
        Hold open = matter.account().terms().holds().get(command.hold());
        if (open == null) {
            return matter.refused(
                    "void", notOpen(matter, command.hold(), command.hold().text(command.account())));
        }
        Movement movement = matter.movement();
        matter.account().heldBy(open.id()).forEach(movement::release);
        return matter.decided(
                new HoldVoided(open.id(), movement.postings(), matter.budgets().without(open)));
    }

    /** Why a hold that is not open cannot be captured or voided. */
    static Rejection notOpen(Case matter, HoldId hold, String name) {
        return matter.past()
                .hold(hold)
                .map(found -> Refusal.holdNotOpen(name, found.status()))
                .orElseGet(() -> Refusal.noHold(name));
    }

    private Optional<Rejection> refusal(Credits amount) {
        Account account = matter.account();
        Credits affordable = affordable();
        return matter.budgets()
                .exceededBy(amount)
                .map(budget -> Refusal.budgetExceeded(budget, amount, matter.nowMillis(), affordable))
                .or(() -> matter.isBeyondAvailable(amount)
                        ? Optional.of(Refusal.insufficient(amount, account.availableMicros(), affordable))
                        : Optional.empty());
    }

    /** The largest hold that would have passed. */
    private Credits affordable() {
        Credits available = new Credits(Math.max(0, matter.account().availableMicros()));
        return available.min(matter.budgets().left());
    }

    private long heldSlices() {
        return matter.account().books().keySet().stream()
                .filter(book -> book.side() == Book.Side.HELD)
                .count();
    }
}
