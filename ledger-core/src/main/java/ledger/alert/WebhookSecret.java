package ledger.alert;

import java.util.Base64;

/** What webhooks are signed with, as Standard Webhooks writes it. */
public final class WebhookSecret {
    /** What a secret begins with, so that scanners of source code find one. */
    public static final String PREFIX = "whsec_";
    /** As many as Standard Webhooks asks for. */
    public static final int BYTES_MIN = 24;

    public static final int BYTES_MAX = 64;

    private WebhookSecret() {}

    /** The text of a secret. */
    public static String text(byte[] key) {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** The bytes that a secret stands for. Throws {@link IllegalArgumentException} where it is none. */
    public static byte[] key(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a webhook secret begins with " + PREFIX);
        }
        return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    }

    /** Whether a text is a secret of a good length. */
    public static boolean isValid(String secret) {
        try {
            int length = key(secret).length;
            return length >= BYTES_MIN && length <= BYTES_MAX;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
