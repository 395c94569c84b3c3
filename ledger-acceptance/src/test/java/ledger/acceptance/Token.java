package ledger.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens made by hand, as another program would make them. */
final class Token {
    private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private Token() {}

    /** One that is good for an hour. */
    static String of(String secret, String userId, String role) {
        long expires = Instant.now().getEpochSecond() + 3600;
        return signed(
                secret,
                HS256,
                Json.object("sub", userId, "role", role, "exp", expires).toString());
    }

    /** One with these claims. */
    static String signed(String secret, String header, String claims) {
        String content = encode(header.getBytes(UTF_8)) + "." + encode(claims.getBytes(UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return content + "." + encode(mac.doFinal(content.getBytes(UTF_8)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
