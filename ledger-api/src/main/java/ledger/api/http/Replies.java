package ledger.api.http;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;

/** Puts answers on the wire. */
final class Replies {
    private Replies() {}

    /** Gives the request its id, and its answer too. */
    static void identify(Context context) {
        context.header(Headers.REQUEST_ID, RequestIds.of(context.header(Headers.REQUEST_ID)));
    }

    static String requestId(Context context) {
        String id = context.res().getHeader(Headers.REQUEST_ID);
        return id == null ? RequestIds.next() : id;
    }

    static void send(Context context, Reply reply) throws IOException {
        context.status(reply.status());
        reply.headers().forEach(context::header);
        if (isBodyUnread(context)) {
            // The next request would begin inside this one's body.
            context.header("Connection", "close");
        }
        if (reply.contentType().isEmpty()) {
            context.res().setContentType(null);
            return;
        }
        context.res().setContentType(reply.contentType());
        context.res().setContentLength(reply.body().length);
        context.res().getOutputStream().write(reply.body());
    }

    /** Sends the headers and leaves the rest to the stream; whoever asks for the headers alone has all of it. */
    static void stream(Context context, Reply reply, EventStream stream) throws IOException {
        context.status(reply.status());
        reply.headers().forEach(context::header);
        context.res().setContentType(reply.contentType());
        if (context.req().getMethod().equals("HEAD")) {
            stream.end();
            return;
        }
        ServletOutputStream out = context.res().getOutputStream();
        context.future(() -> stream.open(out));
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
