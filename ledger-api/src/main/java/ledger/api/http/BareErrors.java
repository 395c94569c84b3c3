package ledger.api.http;

import java.nio.ByteBuffer;
import java.util.Locale;
import ledger.api.http.json.ErrorCode;
import ledger.api.http.json.Json;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Puts errors that the HTTP server finds before any route sees the request into the usual envelope. */
final class BareErrors extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int status, String message, Throwable cause, Callback callback) {
        Reply reply = reply(status);
        if (!response.getHeaders().contains(Headers.REQUEST_ID)) {
            response.getHeaders()
                    .put(Headers.REQUEST_ID, RequestIds.of(request.getHeaders().get(Headers.REQUEST_ID)));
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
    }

    private static Reply reply(int status) {
        String message = HttpStatus.getMessage(status).toLowerCase(Locale.ROOT);
        return Reply.failure(
                status,
                new Failure(ErrorCode.ofStatus(status), "the request cannot be served: " + message, Json.NOTHING));
    }
}
