package ledger.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An HTTP answer in the buffer that it was received in, good until the next request. */
final class Answer {
    private static final String LENGTH = "\r\ncontent-length:";
    private static final String CHUNKED = "\r\ntransfer-encoding: chunked";
    private static final int HEXADECIMAL = 16;
    private static final int LINE_END_BYTES = 2;
    private static final int STATUS_FROM = "HTTP/1.1 ".length();
    private static final int STATUS_UNTIL = STATUS_FROM + 3;

    private final int status;
    private final byte[] bytes;
    private final int bodyFrom;
    private final int end;
    private final int bodyBytes;

    private Answer(int status, byte[] bytes, int bodyFrom, int end, int bodyBytes) {
        this.bodyBytes = bodyBytes;
        this.status = status;
        this.bytes = bytes;
        this.bodyFrom = bodyFrom;
        this.end = end;
    }

    /** The answer that the bytes are, or null as long as some are missing. */
    static @Nullable Answer of(byte[] bytes, int count) throws IOException {
        int headEnd = headEnd(bytes, count);
        if (headEnd < 0) {
            return null;
        }
        String head = new String(bytes, 0, headEnd, StandardCharsets.ISO_8859_1);
        int status = Integer.parseInt(head, STATUS_FROM, STATUS_UNTIL, 10);
        String names = head.toLowerCase(Locale.ROOT);
        if (names.contains(CHUNKED)) {
            return chunked(status, bytes, count, headEnd);
        }
        int at = names.indexOf(LENGTH);
        if (at < 0) {
            throw new IOException(
                    "an answer without a length: " + head.lines().findFirst().orElse(""));
        }
        int from = at + LENGTH.length();
        int length =
                Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
        return count < headEnd + length ? null : new Answer(status, bytes, headEnd, headEnd + length, length);
    }

    /** Chunks are only counted: the body that is shown in a failure has their sizes in it. */
    private static @Nullable Answer chunked(int status, byte[] bytes, int count, int headEnd) {
        int at = headEnd;
        int length = 0;
        while (true) {
            int lineEnd = at;
            while (lineEnd < count && bytes[lineEnd] != '\n') {
                lineEnd++;
            }
            if (lineEnd >= count) {
                return null;
            }
            int size =
                    Integer.parseInt(new String(bytes, at, lineEnd - 1 - at, StandardCharsets.ISO_8859_1), HEXADECIMAL);
            at = lineEnd + 1 + size + LINE_END_BYTES;
            if (at > count) {
                return null;
            }
            if (size == 0) {
                return new Answer(status, bytes, headEnd, at, length);
            }
            length += size;
        }
    }

    int status() {
        return status;
    }

    int bodyBytes() {
        return bodyBytes;
    }

    /** How often an ASCII text is in the body. */
    int count(byte[] text) {
        int count = 0;
        for (int at = bodyFrom; at <= end - text.length; at++) {
            if (Arrays.equals(bytes, at, at + text.length, text, 0, text.length)) {
                count++;
            }
        }
        return count;
    }

    String body() {
        return new String(bytes, bodyFrom, end - bodyFrom, StandardCharsets.UTF_8);
    }

    private static int headEnd(byte[] bytes, int count) {
        for (int i = 3; i < count; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }
}
