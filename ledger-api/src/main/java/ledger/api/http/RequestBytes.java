package ledger.api.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;

/** Reads a body up to its limit, whether its length was announced or not. */
final class RequestBytes {
    /** A client that is still sending does not read the 413; so much is taken and thrown away for it. */
    private static final long DRAIN_BYTES_MAX = 16L * 1_024 * 1_024;

    private static final byte[] NO_BYTES = {};

    private RequestBytes() {}

    static byte[] read(Context context, int bytesMax) {
        requireJson(context.header("Content-Type"), context.header("Content-Encoding"));
        try {
            InputStream in = context.req().getInputStream();
            long announced = context.req().getContentLengthLong();
            byte[] bytes =
                    announced > bytesMax ? NO_BYTES : in.readNBytes(1 + (announced < 0 ? bytesMax : (int) announced));
            if (bytes.length > bytesMax || announced > bytesMax) {
                drain(in);
                throw new ApiException(
                        ErrorCode.TOO_LARGE,
                        "the body is too large: at most " + bytesMax + " bytes",
                        out -> out.number("bytesMax", bytesMax));
            }
            return bytes;
        } catch (IOException | HttpException.RuntimeException broken) {
            throw new ApiException(ErrorCode.INVALID_REQUEST, "the body could not be read to its end");
        }
    }

    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[8_192];
        long drained = 0;
        int count = in.read(buffer);
        while (count >= 0 && drained < DRAIN_BYTES_MAX) {
            drained += count;
            count = in.read(buffer);
        }
    }

    private static void requireJson(@Nullable String contentType, @Nullable String contentEncoding) {
        boolean isOtherType = contentType != null && !isJson(contentType.toLowerCase(Locale.ROOT));
        boolean isCompressed = contentEncoding != null && !contentEncoding.equalsIgnoreCase("identity");
        if (isOtherType || isCompressed) {
            throw new ApiException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "the body must be application/json in UTF-8, not compressed");
        }
    }

    private static boolean isJson(String contentType) {
        String[] parts = contentType.split(";", -1);
        if (!parts[0].strip().equals("application/json")) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace("\"", "").replace(" ", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }
}
