package ledger.streams.store;

import java.util.Optional;
import ledger.Credits;
import ledger.event.Booking;
import ledger.event.Reason;
import ledger.event.TransactionType;
import ledger.pricing.ModelId;
import org.jspecify.annotations.Nullable;

/**
 * What an event came to, in few bytes: the account after it, and what statistics count of it. It stands in a header of
 * the event's record, so that the projection need not read the JSON and fold again what was folded a moment ago.
 * Whoever else reads {@code ledger.events} can leave it alone: it says nothing that the event does not.
 */
public final class EventRecap {
    /** The name of the header. */
    public static final String HEADER = "ledger-recap";

    private static final int CHANGED = 1;
    private static final int COUNTED = 2;

    private final boolean isBalanceChanged;
    private final @Nullable Counted counted;
    private final byte[] accountRow;

    /**
     * Of an event.
     *
     * @param isBalanceChanged whether the account is another than before
     * @param counted what statistics count, null for what is no entry
     * @param accountRow the account after it, as {@link AccountRow} writes it; not copied, not to be changed
     */
    public EventRecap(boolean isBalanceChanged, @Nullable Counted counted, byte[] accountRow) {
        this.isBalanceChanged = isBalanceChanged;
        this.counted = counted;
        this.accountRow = accountRow;
    }

    /** Whether the account is another than before. */
    public boolean isBalanceChanged() {
        return isBalanceChanged;
    }

    /** What statistics count, null for what is no entry. */
    public @Nullable Counted counted() {
        return counted;
    }

    /** The account after it, as {@link AccountRow} writes it; not copied, not to be changed. */
    public byte[] accountRow() {
        return accountRow;
    }

    /**
     * An entry as statistics count it.
     *
     * @param amount how much, without its sign
     * @param model that it was for, {@code provider/modelName}, or null
     */
    public record Counted(
            TransactionType type,
            Reason reason,
            Credits amount,
            @Nullable String model) {
        /** An entry that was booked, for a model or for none. */
        public static Counted of(Booking booking, Optional<ModelId> model) {
            return new Counted(
                    booking.type(),
                    booking.reason(),
                    new Credits(Math.abs(booking.amountMicros())),
                    model.map(ModelId::toString).orElse(null));
        }
    }

    public byte[] write() {
        RowWriter out = new RowWriter();
        out.octet((isBalanceChanged ? CHANGED : 0) | (counted == null ? 0 : COUNTED));
        if (counted != null) {
            out.octet(counted.type().code());
            out.octet(counted.reason().code());
            out.unsigned(counted.amount().micros());
            out.optionalText(counted.model());
        }
        out.raw(accountRow);
        return out.toBytes();
    }

    /** Throws for what this build cannot read. */
    public static EventRecap read(byte[] bytes) {
        RowReader in = new RowReader(bytes);
        int flags = in.octet();
        Counted counted = (flags & COUNTED) == 0
                ? null
                : new Counted(
                        TransactionType.ofCode(in.octet()),
                        Reason.ofCode(in.octet()),
                        new Credits(in.unsigned()),
                        in.optionalText());
        return new EventRecap((flags & CHANGED) != 0, counted, in.rest());
    }
}
