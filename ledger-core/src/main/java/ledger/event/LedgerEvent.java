package ledger.event;

import java.util.List;
import ledger.EntryId;
import ledger.account.Grant;
import ledger.account.Milestone;
import ledger.account.Posting;
import ledger.account.TermsChange;
import ledger.pricing.Quote;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/** What happened to one account. Stored for ever: fields are added, never renamed or removed. */
public sealed interface LedgerEvent
        permits CreditsGranted,
                CreditsDeducted,
                CreditsSpent,
                UsageCharged,
                EntryRefunded,
                CommandRejected,
                CommandRepeated,
                CommandConflicted,
                HoldPlaced,
                HoldCaptured,
                HoldVoided,
                HoldExpired,
                GrantScheduled,
                GrantActivated,
                GrantExpired,
                GrantRevoked,
                EntryReversed,
                PlanSet,
                PlanRefilled,
                LimitsSet,
                AlertsSet,
                AccountClosed,
                AccountReopened {
    /** What it books; null where nothing of the balance changed, which makes it no entry. */
    default @Nullable Booking booking() {
        return null;
    }

    /** How credits move between books. */
    default List<Posting> postings() {
        Booking booking = booking();
        return booking == null ? List.of() : booking.postings();
    }

    /** The terms of grants that it opens, opens again or enlarges. */
    default List<Grant> grants() {
        Booking booking = booking();
        return booking == null ? List.of() : booking.grants();
    }

    /** What the account has reached with it. */
    default List<Milestone> milestones() {
        Booking booking = booking();
        return booking == null ? List.of() : booking.milestones();
    }

    /** What it changes of the account's terms. */
    default List<TermsChange> terms() {
        Booking booking = booking();
        return booking == null ? List.of() : booking.terms();
    }

    /** Whether history keeps it: all that changed the account. */
    default boolean isKept() {
        return true;
    }

    /** What it changes of an earlier event of the account, or null where it changes none. */
    default @Nullable Aftermath aftermath() {
        return null;
    }

    /** The entry it refunds or reverses, or null. */
    default @Nullable EntryId related() {
        return null;
    }

    /** Whose referral it rewards, or null. */
    default @Nullable String referredUserId() {
        return null;
    }

    /** What it charges was used, or null where it charges no usage. */
    default @Nullable Usage usage() {
        return null;
    }

    /** What the usage cost and why, or null where nothing was priced. */
    default @Nullable Quote cost() {
        return null;
    }
}
