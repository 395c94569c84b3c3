package ledger.cli.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import ledger.IdempotencyKey;

/** The idempotency key of a usage event: a hash of its source and its id. */
final class UsageKey {
    private UsageKey() {}

    static IdempotencyKey of(String source, String id) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : new String[] {source, id}) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
                digest.update(bytes);
            }
            return new IdempotencyKey(IdempotencyKey.USAGE_EVENT_PREFIX
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
