package ledger.message;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

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

    /**
     * Stored: how it is computed never changes. FNV-1a over the text's UTF-16 units, low byte first, with the avalanche
     * it lacks, folded to 32 bits.
     */
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
}
