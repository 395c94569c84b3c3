package ledger.command;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import ledger.Note;
import ledger.event.TransactionType;
import ledger.pricing.Meter;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asked for, field by field, short enough to be kept for ever beside the key.
 *
 * <p>It covers what the caller sent after defaults, and nothing that the gateway adds: the quote, the actor, the
 * command's id and the time of use are not part of it.
 *
 * @param hashes one hash per field that the request has, in field order
 */
public record Fingerprint(Map<RequestField, Integer> hashes) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public Fingerprint {
        EnumMap<RequestField, Integer> ordered = new EnumMap<>(RequestField.class);
        ordered.putAll(hashes);
        hashes = Collections.unmodifiableMap(ordered);
    }

    /** The fingerprint of a command. Its hashes are stored: how they are computed never changes. */
    public static Fingerprint of(LedgerCommand command) {
        return command.accept(new Reader());
    }

    /** The first field, in field order, that differs or that only one of the two has; empty where none does. */
    public Optional<RequestField> firstDifference(Fingerprint other) {
        if (hashes.equals(other.hashes)) {
            return Optional.empty();
        }
        for (RequestField field : RequestField.values()) {
            Integer mine = hashes.get(field);
            Integer theirs = other.hashes.get(field);
            if (mine == null ? theirs != null : !mine.equals(theirs)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** FNV-1a over the text's UTF-16 units, low byte first, with the avalanche it lacks, folded to 32 bits. */
    static int hash(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            hash = (hash ^ (unit & 0xff)) * FNV_PRIME;
            hash = (hash ^ (unit >>> 8)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return (int) (hash ^ (hash >>> 32));
    }

    /** Reads the fields off a command; a field without a value is not part of the request. */
    private static final class Reader implements LedgerCommand.Handler<Fingerprint> {
        private final EnumMap<RequestField, Integer> hashes = new EnumMap<>(RequestField.class);

        @Override
        public Fingerprint on(LedgerCommand.GrantCredits command) {
            return addition(command.type(), command.amount().micros())
                    .with(RequestField.REASON, command.reason().name())
                    .done(command.note());
        }

        @Override
        public Fingerprint on(LedgerCommand.DeductCredits command) {
            return addition(TransactionType.ADJUSTMENT, -command.amount().micros())
                    .with(RequestField.REASON, command.reason().name())
                    .done(command.note());
        }

        @Override
        public Fingerprint on(LedgerCommand.SpendCredits command) {
            return with(RequestField.KIND, "use")
                    .with(RequestField.AMOUNT, Long.toString(command.amount().micros()))
                    .with(RequestField.REASON, command.reason().name())
                    .done(command.note());
        }

        @Override
        public Fingerprint on(LedgerCommand.ChargeUsage command) {
            Usage usage = command.usage();
            with(RequestField.KIND, "usage")
                    .with(RequestField.REASON, command.reason().name())
                    .with(RequestField.ALLOW_DEBT, Boolean.toString(command.allowDebt()))
                    .with(RequestField.PROVIDER, usage.model().provider())
                    .with(RequestField.MODEL_NAME, usage.model().modelName());
            usage.quantities().forEach((meter, quantity) -> with(fieldOf(meter), quantity.toPlainString()));
            return done(command.note());
        }

        @Override
        public Fingerprint on(LedgerCommand.RefundEntry command) {
            return with(RequestField.KIND, "refund")
                    .with(RequestField.TRANSACTION_ID, command.entry().toString())
                    .with(
                            RequestField.AMOUNT,
                            command.amount() == null
                                    ? null
                                    : Long.toString(command.amount().micros()))
                    .with(
                            RequestField.REASON,
                            command.reason() == null ? null : command.reason().name())
                    .done(command.note());
        }

        private Reader addition(TransactionType type, long micros) {
            return with(RequestField.KIND, "add")
                    .with(RequestField.AMOUNT, Long.toString(micros))
                    .with(RequestField.TRANSACTION_TYPE, type.name());
        }

        private Reader with(RequestField field, @Nullable String value) {
            if (value != null) {
                hashes.put(field, hash(value));
            }
            return this;
        }

        private Fingerprint done(Note note) {
            with(RequestField.DESCRIPTION, note.description()).with(RequestField.METADATA, note.metadata());
            return new Fingerprint(hashes);
        }

        private static RequestField fieldOf(Meter meter) {
            return switch (meter) {
                case MESSAGE_COUNT -> RequestField.MESSAGE_COUNT;
                case TOKEN_COUNT -> RequestField.TOKEN_COUNT;
                case INPUT_TOKENS -> RequestField.INPUT_TOKENS;
                case CACHED_INPUT_TOKENS -> RequestField.CACHED_INPUT_TOKENS;
                case CACHE_WRITE_TOKENS -> RequestField.CACHE_WRITE_TOKENS;
                case OUTPUT_TOKENS -> RequestField.OUTPUT_TOKENS;
                case REASONING_TOKENS -> RequestField.REASONING_TOKENS;
                case IMAGES -> RequestField.IMAGES;
                case AUDIO_SECONDS -> RequestField.AUDIO_SECONDS;
                case CHARACTERS -> RequestField.CHARACTERS;
            };
        }
    }
}
