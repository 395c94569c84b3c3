package ledger.alert;

import java.util.Base64;

/** The key that webhooks are signed with, in the form of Standard Webhooks. */
public final class WebhookSecret {
    /** The prefix of a secret. It lets scanners of source code find one. */
    public static final String PREFIX = "whsec_";
    /** The length that Standard Webhooks asks for. */
    public static final int BYTES_MIN = 24;

    public static final int BYTES_MAX = 64;

    private WebhookSecret() {}

    /** The text of a secret. */
    public static String text(byte[] key) {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** The bytes that a secret stands for. Throws {@link IllegalArgumentException} if the text is no secret. */
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
