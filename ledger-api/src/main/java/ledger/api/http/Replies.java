package ledger.api.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Puts answers on the wire. */
final class Replies {
    /** The server gathers so much of an answer before it writes: that much of memory for each client that is slow. */
    static final int GATHERED_BYTES = 8_192;

    private static final CompletableFuture<Void> SENT = CompletableFuture.completedFuture(null);

    private Replies() {}

    /** Gives the request its id, and its answer too. */
    static void identify(Context context) {
        context.header(Headers.REQUEST_ID, RequestIds.of(context.header(Headers.REQUEST_ID)));
    }

    static String requestId(Context context) {
        String id = context.res().getHeader(Headers.REQUEST_ID);
        return id == null ? RequestIds.next() : id;
    }

    /** Done at once where the answer is small. */
    static CompletableFuture<Void> send(Context context, Reply reply) throws IOException {
        if (reply.body().length < GATHERED_BYTES) {
            if (!context.req().isAsyncStarted() || reply.contentType().isEmpty()) {
                sendSmall(context, reply);
                return SENT;
            }
            head(context, reply);
            return Later.writeAtOnce(context, reply.body());
        }
        head(context, reply);
        context.res().setContentLength(reply.body().length);
        return Later.write(context, reply.body());
    }

    /** Sends what the server keeps for a client that does not take it. */
    static void sendSmall(Context context, Reply reply) throws IOException {
        head(context, reply);
        if (!reply.contentType().isEmpty()) {
            // If the length were set before, the write would wait for the client. The server sets it by itself.
            context.res().getOutputStream().write(reply.body());
        }
    }

    /** Sends the headers and leaves the rest to the stream. A request for only the headers is complete then. */
    static CompletableFuture<Void> stream(Context context, Reply reply, EventStream stream) throws IOException {
        head(context, reply);
        if (context.req().getMethod().equals("HEAD")) {
            stream.end();
            return SENT;
        }
        Later.begin(context);
        return stream.open(context.res().getOutputStream());
    }

    private static void head(Context context, Reply reply) throws IOException {
        context.status(reply.status());
        reply.headers().forEach(context::header);
        context.res().setContentType(reply.contentType().isEmpty() ? null : reply.contentType());
        if (isBodyUnread(context)) {
            // Otherwise the next request would begin inside the body of this one.
            context.header("Connection", "close");
        }
    }

    /** Whether the answer comes before the body, as where nobody may ask at all. */
    private static boolean isBodyUnread(Context context) throws IOException {
        boolean hasBody = context.req().getContentLengthLong() > 0 || context.header("Transfer-Encoding") != null;
        return hasBody && !context.req().getInputStream().isFinished();
    }

    /** An answer where no context is left to write it with. */
    static void sendBare(jakarta.servlet.http.HttpServletResponse response, Reply reply) throws IOException {
        response.setStatus(reply.status());
        response.setContentType(reply.contentType());
        response.getOutputStream().write(reply.body());
    }
}
