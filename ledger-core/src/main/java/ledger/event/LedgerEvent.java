package ledger.event;

import java.util.List;
import ledger.EntryId;
import ledger.HoldId;
import ledger.account.Change;
import ledger.account.Grant;
import ledger.account.Milestone;
import ledger.account.Posting;
import ledger.account.TermsChange;
import ledger.pricing.Quote;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/** What happened to one account. Stored for ever: fields are added, never renamed or removed. */
public sealed interface LedgerEvent extends Change
        permits LedgerEvent.CreditsGranted,
                LedgerEvent.CreditsDeducted,
                LedgerEvent.CreditsSpent,
                LedgerEvent.UsageCharged,
                LedgerEvent.EntryRefunded,
                LedgerEvent.CommandRejected,
                LedgerEvent.CommandRepeated,
                LedgerEvent.CommandConflicted,
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
                AlertsSet {
    /** What it books; null where nothing of the balance changed, which makes it no entry. */
    default @Nullable Booking booking() {
        return null;
    }

    @Override
    default List<Posting> postings() {
        Booking booking = booking();
        return booking == null ? List.of() : booking.postings();
    }

    @Override
    default List<Grant> grants() {
        Booking booking = booking();
        return booking == null ? List.of() : booking.grants();
    }

    @Override
    default List<Milestone> milestones() {
        Booking booking = booking();
        return booking == null ? List.of() : booking.milestones();
    }

    @Override
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

    /**
     * Credits came in.
     *
     * @param booking what was booked
     * @param referredUserId whose referral is rewarded, or null
     */
    record CreditsGranted(Booking booking, @Nullable String referredUserId) implements LedgerEvent {
        /** Credits that reward no referral. */
        public CreditsGranted(Booking booking) {
            this(booking, null);
        }
    }

    /** Credits were taken away as a correction. */
    record CreditsDeducted(Booking booking) implements LedgerEvent {}

    /** An amount that the caller named was spent. */
    record CreditsSpent(Booking booking) implements LedgerEvent {}

    /**
     * What a usage cost was spent.
     *
     * @param booking what was booked
     * @param usage what was used
     * @param cost what it cost and why
     * @param usedAtMillis when it was used by the caller's clock, epoch milliseconds, or null
     * @param closedHold the hold it named, which was not open any more; else null
     */
    record UsageCharged(
            Booking booking,
            Usage usage,
            Quote cost,
            @Nullable Long usedAtMillis,
            @Nullable HoldId closedHold) implements LedgerEvent {
        /** One that named no hold. */
        public UsageCharged(Booking booking, Usage usage, Quote cost, @Nullable Long usedAtMillis) {
            this(booking, usage, cost, usedAtMillis, null);
        }
    }

    /**
     * What an entry spent was given back, all or a part.
     *
     * @param booking what was booked
     * @param entry the entry that is refunded
     */
    record EntryRefunded(Booking booking, EntryId entry) implements LedgerEvent {
        @Override
        public Aftermath aftermath() {
            return Aftermath.refunded(entry.sequence(), booking.amountMicros());
        }

        @Override
        public EntryId related() {
            return entry;
        }
    }

    /**
     * A command was refused, and its key will be for ever.
     *
     * @param kind what was asked, as a batch names it
     * @param rejection why
     */
    record CommandRejected(String kind, Rejection rejection) implements LedgerEvent {
        @Override
        public boolean isKept() {
            return false;
        }
    }

    /**
     * A command came again and changed nothing. Not chained.
     *
     * @param firstSequence the sequence of the event that answered its key
     */
    record CommandRepeated(long firstSequence) implements LedgerEvent {
        @Override
        public boolean isKept() {
            return false;
        }
    }

    /**
     * A command came with the key of another and changed nothing. Not chained.
     *
     * @param field the first field of the request that differs
     * @param firstSequence the sequence of the event that answered its key
     */
    record CommandConflicted(String field, long firstSequence) implements LedgerEvent {
        @Override
        public boolean isKept() {
            return false;
        }
    }
}
