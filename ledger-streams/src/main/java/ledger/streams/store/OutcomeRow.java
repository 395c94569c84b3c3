package ledger.streams.store;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import ledger.command.Fingerprint;
import ledger.command.RequestField;
import ledger.event.Rejection;
import ledger.event.RejectionCode;
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
    public byte[] write() {
        boolean hasFacts = rejection != null && !rejection.facts().isEmpty();
        RowWriter out = new RowWriter(hasFacts ? RowWriter.VERSION_WITH_TERMS : RowWriter.VERSION);
        out.unsigned(fingerprint.hashes().size());
        fingerprint.hashes().forEach((field, hash) -> {
            out.octet(field.code());
            out.fixed32(hash);
        });
        out.unsigned(sequence);
        out.flag(rejection != null);
        if (rejection != null) {
            out.octet(rejection.code().code());
            out.text(rejection.message());
            out.unsigned(rejection.amounts().size());
            rejection.amounts().forEach((name, micros) -> {
                out.text(name);
                out.signed(micros);
            });
            if (hasFacts) {
                writeFacts(out, rejection.facts());
            }
        }
        return out.toBytes();
    }

    /** Throws for a row that this build cannot read. */
    public static OutcomeRow read(byte[] row) {
        RowReader in = new RowReader(row);
        Map<RequestField, Integer> hashes = new EnumMap<>(RequestField.class);
        for (int left = in.count(); left > 0; left--) {
            hashes.put(RequestField.ofCode(in.octet()), in.fixed32());
        }
        OutcomeRow outcome =
                new OutcomeRow(new Fingerprint(hashes), in.unsigned(), in.flag() ? readRejection(in) : null);
        in.done();
        return outcome;
    }

    private static Rejection readRejection(RowReader in) {
        RejectionCode code = RejectionCode.ofCode(in.octet());
        String message = in.text();
        Map<String, Long> amounts = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            amounts.put(in.text(), in.signed());
        }
        return in.version() == RowWriter.VERSION
                ? new Rejection(code, message, amounts)
                : new Rejection(code, message, amounts, readFacts(in));
    }

    private static void writeFacts(RowWriter out, Map<String, String> facts) {
        out.unsigned(facts.size());
        facts.forEach((name, fact) -> {
            out.text(name);
            out.text(fact);
        });
    }

    private static Map<String, String> readFacts(RowReader in) {
        Map<String, String> facts = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            facts.put(in.text(), in.text());
        }
        return facts;
    }
}
