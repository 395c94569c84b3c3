package ledger.replay;

import java.util.Optional;
import ledger.account.TransactionType;
import ledger.event.Booking;
import ledger.fold.Account;
import ledger.fold.RecordedEvent;

/** One user's account, folded event by event, and what is wrong with the events if something is. */
final class UserFold {
    private Account account = Account.EMPTY;
    private final RunningTotals totals = new RunningTotals();
    private long balanceMicros;
    private long sequence;
    private String hash = RecordedEvent.GENESIS_HASH;

    /**
     * Takes the next event of the user.
     *
     * @return what is wrong with it, empty where nothing is
     */
    Optional<String> fold(RecordedEvent event, boolean hashHolds) {
        Optional<String> wrong = event.isChained() ? chain(event, hashHolds) : Optional.empty();
        Booking booking = event.event().booking();
        long before = balanceMicros;
        account = account.evolve(event.event(), event.foldedAtMillis());
        balanceMicros = account.balanceMicros();
        if (booking != null) {
            totals.add(booking.type(), booking.amountMicros());
        }
        long moved = Math.subtractExact(balanceMicros, before);
        long booked = booking == null ? 0 : booking.amountMicros();
        if (moved != booked) {
            return Optional.of("its postings move " + moved + " micro-credits and it says " + booked);
        }
        if (balanceMicros != event.balanceAfterMicros()) {
            return Optional.of("it says the balance is then " + event.balanceAfterMicros()
                    + " micro-credits, and the events before it give " + balanceMicros);
        }
        return wrong;
    }

    /** Adds the sums of events that were folded in another partition. */
    UserFold joined(UserFold other) {
        totals.add(other.totals);
        return this;
    }

    RunningTotals totals() {
        return totals;
    }

    long sequence() {
        return sequence;
    }

    /** The account as the running ledger would tell it. */
    AccountState state() {
        return new AccountState(
                sequence,
                balanceMicros,
                account.used().micros(),
                account.issuedMicros(TransactionType.PURCHASE),
                account.issuedMicros(TransactionType.REFUND),
                account.expired().micros(),
                hash);
    }

    private Optional<String> chain(RecordedEvent event, boolean hashHolds) {
        long expected = sequence + 1;
        boolean follows = event.previousHash().equals(hash);
        sequence = event.sequence();
        hash = event.hash();
        if (event.sequence() != expected) {
            return Optional.of("its sequence is " + event.sequence() + " and should be " + expected);
        }
        if (!follows) {
            return Optional.of("it is not chained to the event before it");
        }
        return hashHolds ? Optional.empty() : Optional.of("its hash is not that of its content");
    }
}
