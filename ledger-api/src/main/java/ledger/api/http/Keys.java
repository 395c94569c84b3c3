package ledger.api.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import ledger.IdempotencyKey;
import ledger.Text;
import ledger.api.http.json.ApiException;
import ledger.api.http.json.Body;
import org.jspecify.annotations.Nullable;

/** Idempotency keys as callers send them, in a header or in a body, and as headers carry them. */
final class Keys {
    static final String BODY_FIELD = "idempotencyKey";
    private static final String RULE = " must have 1 to 255 characters, no control characters, and not begin with "
            + IdempotencyKey.USAGE_EVENT_PREFIX;

    private Keys() {}

    static IdempotencyKey madeUp() {
        return new IdempotencyKey(UUID.randomUUID().toString());
    }

    /** The key in the header; null where there is none. */
    static @Nullable IdempotencyKey inHeader(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String text = fromHeader(header);
        if (!isValid(text)) {
            throw ApiException.invalid(Headers.IDEMPOTENCY_KEY, Headers.IDEMPOTENCY_KEY + RULE);
        }
        return new IdempotencyKey(text);
    }

    /** The key in a body; null where there is none. */
    static @Nullable IdempotencyKey inBody(Body body) {
        String text = body.textOrNull(BODY_FIELD, value -> true, "a text");
        if (text != null && !isValid(text)) {
            throw body.invalid(BODY_FIELD, RULE);
        }
        return text == null ? null : new IdempotencyKey(text);
    }

    /** Throws {@link ApiException} where the key leaves no room for the index. */
    static IdempotencyKey ofItem(IdempotencyKey key, int index) {
        String text = key.value() + '/' + index;
        if (text.length() > IdempotencyKey.LENGTH_MAX) {
            throw ApiException.invalid(
                    Headers.IDEMPOTENCY_KEY, Headers.IDEMPOTENCY_KEY + " must leave room for /index in a batch");
        }
        return new IdempotencyKey(text);
    }

    /** Headers carry bytes, which the server takes for Latin-1: a key of other letters travels as its UTF-8. */
    static String toHeader(IdempotencyKey key) {
        return new String(key.value().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String fromHeader(String header) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException latin1) {
            return header;
        }
    }

    private static boolean isValid(String text) {
        return !text.isEmpty()
                && text.length() <= IdempotencyKey.LENGTH_MAX
                && !text.startsWith(IdempotencyKey.USAGE_EVENT_PREFIX)
                && Text.isPrintable(text);
    }
}
