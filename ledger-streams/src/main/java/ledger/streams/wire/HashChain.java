package ledger.streams.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import ledger.Sha256;

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
        MessageDigest sha256 = Sha256.begin();
        sha256.update(previous);
        sha256.update(json, 0, length);
        return HEX.formatHex(sha256.digest());
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
        return isHex(json, previous)
                && hash(text(json, previous), json, previousEnd + 1).equals(text(json, hash));
    }

    private static boolean stands(byte[] expected, byte[] json, int at) {
        return at >= 0 && Arrays.equals(expected, 0, expected.length, json, at, at + expected.length);
    }

    private static boolean isHex(byte[] json, int from) {
        for (int at = from; at < from + HASH_CHARS; at++) {
            byte digit = json[at];
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] json, int at) {
        return new String(json, at, HASH_CHARS, StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
