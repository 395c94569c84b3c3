package ledger.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events to one caller. Any thread may send, and none waits. Events that the connection does not take at
 * once are queued. A caller who reads too slowly for long is cut off. It comes back and begins with the state of that
 * time. Thread-safe.
 */
public final class EventStream {
    /** A busy user's changes of ten seconds; with the greatest events under half a megabyte. */
    static final int QUEUE_MAX = 256;

    private static final byte[] HEARTBEAT = ":\n\n".getBytes(UTF_8);

    private final Queue<byte[]> queue = new ArrayDeque<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable ServletOutputStream out;
    /** Whether the connection takes more, and nothing is left over from before. */
    private boolean isIdle;

    private boolean isUnflushed;

    /** Sends an event whose data is JSON, which has no line breaks. */
    public void send(String event, byte[] json) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(json.length + event.length() + 16);
        frame.writeBytes(("event: " + event + "\ndata: ").getBytes(UTF_8));
        frame.writeBytes(json);
        frame.writeBytes("\n\n".getBytes(UTF_8));
        offer(frame.toByteArray());
    }

    /** Sends a comment, by which both ends see that the other is there. */
    public void heartbeat() {
        offer(HEARTBEAT);
    }

    /** Ends it; what is queued is lost. */
    public void end() {
        ended.complete(null);
    }

    /** Runs something once it has ended, on whichever thread ends it. */
    public void onEnd(Runnable then) {
        CompletableFuture<Void> unused = ended.whenComplete((done, failed) -> then.run());
    }

    /** Begins to write; the connection is to be closed once the answer completes. */
    CompletableFuture<Void> open(ServletOutputStream connection) {
        synchronized (this) {
            out = connection;
        }
        connection.setWriteListener(new WriteListener() {
            @Override
            public void onWritePossible() {
                drain();
            }

            @Override
            public void onError(Throwable gone) {
                end();
            }
        });
        return ended;
    }

    private void offer(byte[] frame) {
        boolean mayWrite;
        synchronized (this) {
            if (ended.isDone()) {
                return;
            }
            queue.add(frame);
            mayWrite = isIdle;
            isIdle = false;
            if (queue.size() > QUEUE_MAX) {
                queue.clear();
                mayWrite = false;
                ended.completeAsync(() -> null);
            }
        }
        if (mayWrite) {
            drain();
        }
    }

    /**
     * Only one thread is here at a time: the one that found the stream idle, or else the server's when the connection
     * takes more.
     */
    private synchronized void drain() {
        try {
            while (!ended.isDone() && out != null && out.isReady()) {
                byte[] next = queue.poll();
                if (next != null) {
                    out.write(next);
                    isUnflushed = true;
                } else if (isUnflushed) {
                    isUnflushed = false;
                    out.flush();
                } else {
                    isIdle = true;
                    return;
                }
            }
        } catch (IOException gone) {
            ended.completeAsync(() -> null);
        }
    }
}
