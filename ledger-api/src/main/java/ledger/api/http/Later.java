package ledger.api.http;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee10.servlet.HttpOutput;
import org.eclipse.jetty.util.Callback;

/** Reads and writes that hold no thread while a client is slow. */
final class Later {
    /** As much as the server takes from a caller at a time; Java keeps a buffer of this size for each thread. */
    private static final int CHUNK_BYTES = 32 * 1_024;

    private Later() {}

    /** From here on the request outlives the thread that brought it. */
    static void begin(Context context) {
        if (!context.req().isAsyncStarted()) {
            // There is no time-out here: the answer ends the request, or a slow client is cut off.
            context.req().startAsync().setTimeout(0);
        }
    }

    /**
     * Writes a small answer on the calling thread, once the request has outlived the thread that brought it. If the
     * answer were only buffered then, a third thread would write it. Done when it is written, or the client is gone.
     */
    static CompletableFuture<Void> writeAtOnce(Context context, byte[] body) throws IOException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        HttpOutput out = (HttpOutput) context.res().getOutputStream();
        out.sendContent(ByteBuffer.wrap(body), Callback.from(() -> done.complete(null), gone -> done.complete(null)));
        return done;
    }

    /** Writes as the client takes it; done when all is written, or the client is gone. */
    static CompletableFuture<Void> write(Context context, byte[] body) throws IOException {
        begin(context);
        ClientEndPoint connection = ClientEndPoint.of(context);
        connection.hold(body.length);
        CompletableFuture<Void> done = new CompletableFuture<>();
        ServletOutputStream out = context.res().getOutputStream();
        out.setWriteListener(new Writing(out, body, done));
        return done.whenComplete((all, failure) -> connection.hold(0));
    }

    /** Called by one thread at a time. */
    private static final class Writing implements WriteListener {
        private final ServletOutputStream out;
        private final byte[] body;
        private final CompletableFuture<Void> done;
        private int written;

        Writing(ServletOutputStream out, byte[] body, CompletableFuture<Void> done) {
            this.out = out;
            this.body = body;
            this.done = done;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (written == body.length) {
                    done.complete(null);
                    return;
                }
                int count = Math.min(CHUNK_BYTES, body.length - written);
                out.write(body, written, count);
                written += count;
            }
        }

        @Override
        public void onError(Throwable gone) {
            done.complete(null);
        }
    }
}
