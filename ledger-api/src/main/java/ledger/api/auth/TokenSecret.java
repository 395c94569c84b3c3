package ledger.api.auth;

import java.nio.charset.StandardCharsets;

/** The secret that this ledger shares with the one who makes the tokens; it signs them. */
public final class TokenSecret {
    /** HS256 is no stronger than its key, and its key is 256 bits. */
    public static final int BYTES_MIN = 32;

    private final byte[] bytes;

    /** Takes the text's UTF-8. Throws {@link IllegalArgumentException} below {@value #BYTES_MIN} bytes. */
    public TokenSecret(String text) {
        bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < BYTES_MIN) {
            throw new IllegalArgumentException("must have at least " + BYTES_MIN + " bytes");
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** Says nothing of the secret: settings end up in logs. */
    @Override
    public String toString() {
        return "(secret)";
    }
}
