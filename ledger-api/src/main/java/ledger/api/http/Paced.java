package ledger.api.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Tells a connection's pace when a request is the ledger's to answer, and when it was answered. */
final class Paced extends Handler.Wrapper {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!(request.getConnectionMetaData().getConnection().getEndPoint() instanceof ClientEndPoint connection)) {
            return super.handle(request, response, callback);
        }
        Pace pace = connection.pace();
        pace.asked(System.nanoTime());
        return super.handle(request, response, new Answered(callback, pace));
    }

    /** Notes it before the next request on the connection is read. */
    private static final class Answered extends Callback.Nested {
        private final Pace pace;

        Answered(Callback callback, Pace pace) {
            super(callback);
            this.pace = pace;
        }

        @Override
        public void succeeded() {
            pace.answered(System.nanoTime());
            super.succeeded();
        }

        @Override
        public void failed(Throwable failure) {
            pace.answered(System.nanoTime());
            super.failed(failure);
        }
    }
}
