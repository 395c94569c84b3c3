package ledger.api.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decodes percent-encoded text of URLs, and only what is well-formed UTF-8. */
final class Percent {
    private static final char ASCII_MAX = 127;

    private Percent() {}

    /** The decoded text of a path; empty where it is malformed. */
    static Optional<String> decode(String text) {
        return decode(text, false);
    }

    /** The decoded text of a query, in which a plus is a space; empty where it is malformed. */
    static Optional<String> decodeQuery(String text) {
        return decode(text, true);
    }

    private static Optional<String> decode(String text, boolean plusIsSpace) {
        return isPlain(text, plusIsSpace) ? Optional.of(text) : decoded(text, plusIsSpace);
    }

    /** Whether it means what it is, as nearly every text of a URL. */
    private static boolean isPlain(String text, boolean plusIsSpace) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == '%' || character > ASCII_MAX || (plusIsSpace && character == '+')) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> decoded(String text, boolean plusIsSpace) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.write(plusIsSpace && raw[i] == '+' ? ' ' : raw[i]);
                continue;
            }
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.write((high << 4) | low);
            i += 2;
        }
        try {
            ByteBuffer decoded = ByteBuffer.wrap(bytes.toByteArray());
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(decoded).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
