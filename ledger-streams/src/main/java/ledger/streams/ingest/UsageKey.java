package ledger.streams.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import ledger.IdempotencyKey;
import ledger.Sha256;

/**
 * The idempotency key of a usage event: the same source and id, the same key, whenever and however it was published.
 */
public final class UsageKey {
    private UsageKey() {}

    /**
     * {@code ce:} and the base64url form, without padding, of the SHA-256 over the UTF-8 of source and id, each after
     * its length in bytes as four bytes, the highest first. Without the lengths, (ab, c) and (a, bc) would be one.
     */
    public static IdempotencyKey of(String source, String id) {
        MessageDigest digest = Sha256.begin();
        update(digest, source);
        update(digest, id);
        String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
        return new IdempotencyKey(IdempotencyKey.USAGE_EVENT_PREFIX + hash);
    }

    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
