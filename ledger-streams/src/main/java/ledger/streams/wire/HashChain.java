package ledger.streams.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import ledger.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * How the events of an account are chained.
 *
 * <p>The hash of an event is SHA-256 over two things, one after the other: the 32 bytes that its {@code previousHash}
 * stands for, and the bytes of its JSON as published from the first brace up to and without {@code ,"hash":"…"}} at its
 * end. The first event of an account has 64 zeros for its {@code previousHash}.
 */
final class HashChain {
    private static final HexFormat HEX = HexFormat.of();
    private static final int HASH_BYTES = 32;
    private static final int HASH_CHARS = 2 * HASH_BYTES;
    private static final int HALF_BYTE_BITS = 4;
    private static final int TEN = 10;
    private static final byte[] BEFORE_PREVIOUS = ascii(",\"previousHash\":\"");
    private static final byte[] BEFORE_HASH = ascii("\",\"hash\":\"");
    private static final byte[] AFTER_HASH = ascii("\"}");

    private HashChain() {}

    /** The hash of an event whose JSON begins with so many bytes of the buffer and lacks only its hash. */
    static String hash(String previousHash, byte[] json, int length) {
        byte[] previous = HEX.parseHex(previousHash);
        if (previous.length != HASH_BYTES) {
            throw new IllegalArgumentException("a previous hash has 64 hex digits");
        }
        return HEX.formatHex(digest(previous, json, length));
    }

    /** Whether a published event ends in a previous hash and in the hash that follows from it and from its bytes. */
    static boolean holds(byte[] json) {
        int end = json.length - AFTER_HASH.length;
        int hash = end - HASH_CHARS;
        int previousEnd = hash - BEFORE_HASH.length;
        int previous = previousEnd - HASH_CHARS;
        if (!stands(AFTER_HASH, json, end)
                || !stands(BEFORE_HASH, json, previousEnd)
                || !stands(BEFORE_PREVIOUS, json, previous - BEFORE_PREVIOUS.length)) {
            return false;
        }
        byte @Nullable [] previousHash = parsed(json, previous);
        byte @Nullable [] ownHash = parsed(json, hash);
        return previousHash != null
                && ownHash != null
                && Arrays.equals(digest(previousHash, json, previousEnd + 1), ownHash);
    }

    private static byte[] digest(byte[] previousHash, byte[] json, int length) {
        MessageDigest sha256 = Sha256.begin();
        sha256.update(previousHash);
        sha256.update(json, 0, length);
        return sha256.digest();
    }

    private static boolean stands(byte[] expected, byte[] json, int at) {
        return at >= 0 && Arrays.equals(expected, 0, expected.length, json, at, at + expected.length);
    }

    /** The hash that stands there in lower-case hex, or null where something else does. */
    private static byte @Nullable [] parsed(byte[] json, int from) {
        byte[] hash = new byte[HASH_BYTES];
        for (int at = 0; at < HASH_BYTES; at++) {
            int high = digit(json[from + 2 * at]);
            int low = digit(json[from + 2 * at + 1]);
            if (high < 0 || low < 0) {
                return null;
            }
            hash[at] = (byte) (high << HALF_BYTE_BITS | low);
        }
        return hash;
    }

    /** What a digit stands for; negative for what is none, upper case too, so that equal events are equal bytes. */
    private static int digit(byte character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        return character >= 'a' && character <= 'f' ? character - 'a' + TEN : -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
