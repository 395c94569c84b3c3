package ledger.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.Credits;
import ledger.GrantId;
import ledger.account.Book;
import ledger.account.Grant;
import ledger.account.Milestone;
import ledger.account.Reason;
import ledger.account.ScheduledGrant;
import ledger.account.TransactionType;
import ledger.command.GrantCredits;
import ledger.command.GrantTerms;
import ledger.command.RevokeGrant;
import ledger.event.Booking;
import ledger.event.CreditsGranted;
import ledger.event.GrantRevoked;
import ledger.event.GrantScheduled;

/** How credits come in, and how what is left of them is taken back. */
record Granting(Case matter) {
    Step grant(GrantCredits command) {
        String referred = command.referredUserId();
        if (command.reason() == Reason.WELCOME_BONUS
                && matter.account().reached(Milestone.WELCOMED).isPresent()) {
            return matter.refused("add", Refusal.welcomedBefore());
        }
        if (referred != null && matter.past().hasRewarded(referred)) {
            return matter.refused("add", Refusal.referredBefore());
        }
        Long effectiveAt = command.terms().effectiveAtMillis();
        return effectiveAt == null || effectiveAt <= matter.nowMillis() ? now(command) : later(command, effectiveAt);
    }

    private Step now(GrantCredits command) {
        Movement movement = matter.movement();
        Book source = new Book.Issued(command.type());
        Credits rest = movement.payDebt(source, command.amount());
        movement.give(source, terms(command), rest);
        List<Milestone> milestones = new ArrayList<>(welcomed(command));
        if (Milestone.isRefill(command.type(), command.reason())) {
            milestones.add(Milestone.REFILLED);
        }
        Booking booking = movement.booking(
                command.type(), command.reason(), command.amount().micros(), milestones, command.note());
        return matter.decided("add", new CreditsGranted(booking, command.referredUserId()), movement);
    }

    /** Nothing moves yet; the entry names the grant, so that a refund finds its terms. */
    private Step later(GrantCredits command, long effectiveAtMillis) {
        if (Bounds.grants(matter.account()) >= Bounds.LIVE_GRANTS_MAX) {
            return matter.refused("add", Refusal.tooManyGrants());
        }
        Grant terms = terms(command);
        Movement movement = matter.movement();
        movement.change(terms);
        Booking booking = movement.booking(command.type(), command.reason(), 0, welcomed(command), command.note());
        ScheduledGrant scheduled = new ScheduledGrant(terms, command.reason(), effectiveAtMillis);
        return matter.decided(new GrantScheduled(booking, scheduled, command.referredUserId()));
    }

    /** What holds reserve of it stays reserved, and is lost when they let it go. */
    Step revoke(RevokeGrant command) {
        GrantId id = command.grant();
        Grant live = matter.account().grants().get(id);
        if (live == null && !wasGranted(id)) {
            return matter.refused("revoke", Refusal.noGrant(id.text(command.account())));
        }
        Movement movement = matter.movement();
        Credits taken = Credits.ZERO;
        if (live != null) {
            TransactionType type = TransactionType.ADJUSTMENT;
            taken = movement.take(id, matter.account().remaining(id), new Book.Issued(type));
            movement.change(live.isOverAt(matter.nowMillis()) ? live : live.endedAt(matter.nowMillis()));
        }
        Booking booking = movement.booking(
                TransactionType.ADJUSTMENT, Reason.MANUAL_ADJUSTMENT, -taken.micros(), List.of(), command.note());
        return matter.decided("revoke", new GrantRevoked(booking, id), movement);
    }

    private boolean wasGranted(GrantId id) {
        return matter.past().entry(id.sequence()).stream()
                .flatMap(entry -> entry.grants().stream())
                .anyMatch(grant -> grant.id().equals(id));
    }

    private Grant terms(GrantCredits command) {
        GrantTerms terms = command.terms();
        Long expiresAt = terms.expiresAtMillis();
        return new Grant(
                new GrantId(matter.sequence()),
                command.type(),
                command.amount(),
                terms.priority(),
                Optional.ofNullable(expiresAt).orElse(Grant.NEVER),
                matter.nowMillis());
    }

    private static List<Milestone> welcomed(GrantCredits command) {
        return command.reason() == Reason.WELCOME_BONUS ? List.of(Milestone.WELCOMED) : List.of();
    }
}
