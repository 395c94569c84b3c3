package ledger.streams.rows;

import java.util.LinkedHashMap;
import java.util.Map;
import ledger.event.EventTypes;
import ledger.event.Rejection;
import ledger.message.Field;
import ledger.message.Fingerprint;
import ledger.message.RequestField;
import ledger.message.ValueTypes;
import org.jspecify.annotations.Nullable;

/**
 * What an idempotency key came to, for ever.
 *
 * @param fingerprint of the request that first used the key
 * @param sequence of the event that answered it: of the entry, or of the refusal
 * @param rejection why it was refused, or null where it was carried out
 */
public record OutcomeRow(
        Fingerprint fingerprint, long sequence, @Nullable Rejection rejection) {
    private static final RowFormat<OutcomeRow> FORMAT = RowFormat.of(of -> {
        Field<Map<RequestField, Integer>> hashes = of.required(
                "fingerprint",
                ValueTypes.entries(ValueTypes.constant(RequestField.class), ValueTypes.INT, LinkedHashMap::new),
                row -> row.fingerprint().hashes());
        Field<Long> sequence = of.required("sequence", ValueTypes.WHOLE, OutcomeRow::sequence);
        Field<Rejection> rejection =
                of.optional("rejection", ValueTypes.object(EventTypes.REJECTION), OutcomeRow::rejection);
        return in -> new OutcomeRow(new Fingerprint(in.get(hashes)), in.get(sequence), in.orNull(rejection));
    });

    public byte[] write() {
        return FORMAT.write(this);
    }

    /** Throws for a row that this build cannot read. */
    public static OutcomeRow read(byte[] row) {
        return FORMAT.read(row);
    }
}
