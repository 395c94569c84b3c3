package ledger.api.http;

import io.javalin.http.Context;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import ledger.api.http.json.ApiException;
import ledger.api.http.json.ErrorCode;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;

/** Reads a body up to its limit, whether its length was announced or not, and holds no thread for a slow sender. */
final class RequestBytes {
    private static final byte[] NO_BYTES = {};

    private RequestBytes() {}

    /** The body, or the {@link ApiException} by which it is refused; at once where all of it has come with the head. */
    static CompletableFuture<byte[]> read(Context context, int bytesMax) {
        try {
            requireJson(context.header("Content-Type"), context.header("Content-Encoding"));
            ServletInputStream in = context.req().getInputStream();
            long announced = context.req().getContentLengthLong();
            if (announced <= 0 && context.header("Transfer-Encoding") == null) {
                return CompletableFuture.completedFuture(NO_BYTES);
            }
            if (announced > 0 && announced <= bytesMax && in.available() >= announced) {
                // One byte more, so that the end of the body is read too.
                return CompletableFuture.completedFuture(in.readNBytes(1 + (int) announced));
            }
            return later(context, in, bytesMax);
        } catch (ApiException refused) {
            return CompletableFuture.failedFuture(refused);
        } catch (IOException | HttpException.RuntimeException broken) {
            return CompletableFuture.failedFuture(broken());
        }
    }

    static ApiException broken() {
        return new ApiException(ErrorCode.INVALID_REQUEST, "the body could not be read to its end");
    }

    static ApiException tooLarge(int bytesMax) {
        return new ApiException(
                ErrorCode.TOO_LARGE,
                "the body is too large: at most " + bytesMax + " bytes",
                out -> out.number("bytesMax", bytesMax));
    }

    private static CompletableFuture<byte[]> later(Context context, ServletInputStream in, int bytesMax) {
        ClientEndPoint connection = ClientEndPoint.of(context);
        connection.pace().awaitsBody(System.nanoTime());
        Later.begin(context);
        SlowBody body = new SlowBody(in, bytesMax, connection::hold);
        in.setReadListener(body);
        return body.read().whenComplete((bytes, failure) -> {
            connection.hold(0);
            connection.pace().asked(System.nanoTime());
        });
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
