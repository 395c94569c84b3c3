package ledger.bench.process;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The tokens of the bench, which outlast every run of it. */
public final class Token {
    /** Shared with the ledgers and neighbours that a bench starts; it guards nothing. */
    public static final String SECRET = "the secret of a bench, which guards nothing";

    private static final long VALID_SECONDS = 86_400;

    private Token() {}

    /** A token of a role. */
    public static String of(String role) {
        long until = Instant.now().getEpochSecond() + VALID_SECONDS;
        String content = part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "."
                + part("{\"sub\":\"bench\",\"role\":\"%s\",\"exp\":%d}".formatted(role, until));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return content + "." + part(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    private static String part(String text) {
        return part(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
