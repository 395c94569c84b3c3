package ledger.message;

import org.jspecify.annotations.Nullable;

/** The values of one message as they were read, for whoever makes it of them. */
public final class Values {
    private final @Nullable Object[] slots;
    private final int base;

    /** The values of a message whose first slot is the first of these. */
    public Values(@Nullable Object[] slots) {
        this(slots, 0);
    }

    private Values(@Nullable Object[] slots, int base) {
        this.slots = slots;
        this.base = base;
    }

    /** A value that must be there. Throws {@link IllegalArgumentException} that names the field where it is not. */
    public <V> V get(Field<V> field) {
        return field.required(slots[base + field.slot()]);
    }

    /** A value that may be missing. */
    @SuppressWarnings("unchecked") // The slot of a field holds nothing but its values.
    public <V> @Nullable V orNull(Field<V> field) {
        return (V) slots[base + field.slot()];
    }

    /** The part of the message whose fields stand among its own. */
    public <P> P get(Part<P> part) {
        return part.shape().make(new Values(slots, base + part.base()));
    }

    /** The part, or null where its first field has no value. */
    public <P> @Nullable P orNull(Part<P> part) {
        return slots[base + part.base()] == null ? null : get(part);
    }

    /** The values of a part that somebody else makes something of. */
    public Values from(int first) {
        return new Values(slots, base + first);
    }
}
