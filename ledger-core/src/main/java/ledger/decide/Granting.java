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
record Granting(DecisionInput input) {
    DecidedEvent grant(GrantCredits command) {
        String referred = command.referredUserId();
        if (command.reason() == Reason.WELCOME_BONUS
                && input.account().reached(Milestone.WELCOMED).isPresent()) {
            return input.refused(Refusal.welcomedBefore());
        }
        if (referred != null && input.history().hasRewarded(referred)) {
            return input.refused(Refusal.referredBefore());
        }
        Long effectiveAt = command.terms().effectiveAtMillis();
        return effectiveAt == null || effectiveAt <= input.nowMillis() ? now(command) : later(command, effectiveAt);
    }

    private DecidedEvent now(GrantCredits command) {
        PostingDraft draft = input.draft();
        Book source = new Book.Issued(command.type());
        Credits rest = draft.payDebt(source, command.amount());
        draft.give(source, terms(command), rest);
        List<Milestone> milestones = new ArrayList<>(welcomed(command));
        if (Milestone.isRefill(command.type(), command.reason())) {
            milestones.add(Milestone.REFILLED);
        }
        Booking booking =
                draft.booking(command.type(), command.reason(), command.amount().micros(), milestones, command.note());
        return input.decided(new CreditsGranted(booking, command.referredUserId()), draft);
    }

    /** Nothing moves yet; the entry names the grant, so that a refund finds its terms. */
    private DecidedEvent later(GrantCredits command, long effectiveAtMillis) {
        if (Bounds.grants(input.account()) >= Bounds.LIVE_GRANTS_MAX) {
            return input.refused(Refusal.tooManyGrants());
        }
        Grant terms = terms(command);
        PostingDraft draft = input.draft();
        draft.change(terms);
        Booking booking = draft.booking(command.type(), command.reason(), 0, welcomed(command), command.note());
        ScheduledGrant scheduled = new ScheduledGrant(terms, command.reason(), effectiveAtMillis);
        return input.decided(new GrantScheduled(booking, scheduled, command.referredUserId()));
    }

    /** What holds reserve of it stays reserved, and is lost when they let it go. */
    DecidedEvent revoke(RevokeGrant command) {
        GrantId id = command.grant();
        Grant live = input.account().grants().get(id);
        if (live == null && !wasGranted(id)) {
            return input.refused(Refusal.noGrant(id.text(command.account())));
        }
        PostingDraft draft = input.draft();
        Credits taken = Credits.ZERO;
        if (live != null) {
            TransactionType type = TransactionType.ADJUSTMENT;
            taken = draft.take(id, input.account().remaining(id), new Book.Issued(type));
            draft.change(live.isOverAt(input.nowMillis()) ? live : live.endedAt(input.nowMillis()));
        }
        Booking booking = draft.booking(
                TransactionType.ADJUSTMENT, Reason.MANUAL_ADJUSTMENT, -taken.micros(), List.of(), command.note());
        return input.decided(new GrantRevoked(booking, id), draft);
    }

    private boolean wasGranted(GrantId id) {
        return input.history().entry(id.sequence()).stream()
                .flatMap(entry -> entry.booking().grants().stream())
                .anyMatch(grant -> grant.id().equals(id));
    }

    private Grant terms(GrantCredits command) {
        GrantTerms terms = command.terms();
        Long expiresAt = terms.expiresAtMillis();
        return new Grant(
                new GrantId(input.sequence()),
                command.type(),
                command.amount(),
                terms.priority(),
                Optional.ofNullable(expiresAt).orElse(Grant.NEVER),
                input.nowMillis());
    }

    private static List<Milestone> welcomed(GrantCredits command) {
        return command.reason() == Reason.WELCOME_BONUS ? List.of(Milestone.WELCOMED) : List.of();
    }
}
