package ledger.api.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import ledger.api.http.json.ApiException;

/**
 * A body that arrives bit by bit. It takes memory as it arrives, and no thread waits for it. Called by one thread at a
 * time.
 */
final class SlowBody implements ReadListener {
    /** A client that is still sending does not read the 413. So this many more bytes are read and thrown away. */
    private static final long DRAIN_BYTES_MAX = 16L * 1_024 * 1_024;

    private static final int BYTES_AT_FIRST = 1_024;
    private static final int DRAIN_BYTES = 8_192;

    private final ServletInputStream in;
    private final int bytesMax;
    private final LongConsumer held;
    private final CompletableFuture<byte[]> read = new CompletableFuture<>();
    private byte[] bytes;
    private int count;
    private long drained;

    /** {@code held} is told how much memory it takes. */
    SlowBody(ServletInputStream in, int bytesMax, LongConsumer held) {
        this.in = in;
        this.bytesMax = bytesMax;
        this.held = held;
        this.bytes = new byte[Math.min(BYTES_AT_FIRST, bytesMax)];
    }

    /** All of it, or the {@link ApiException} by which it is refused. */
    CompletableFuture<byte[]> read() {
        return read;
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!read.isDone() && in.isReady()) {
            boolean isEnd = count < bytesMax ? !take() : !drain();
            if (isEnd) {
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() {
        finish();
    }

    @Override
    public void onError(Throwable gone) {
        read.completeExceptionally(RequestBytes.broken());
    }

    private boolean take() throws IOException {
        if (count == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(2 * count, bytesMax));
            held.accept(bytes.length);
        }
        int some = in.read(bytes, count, bytes.length - count);
        count += Math.max(some, 0);
        return some >= 0;
    }

    private boolean drain() throws IOException {
        int some = in.read(new byte[DRAIN_BYTES]);
        if (some > 0) {
            bytes = new byte[0];
            drained += some;
        }
        if (drained >= DRAIN_BYTES_MAX) {
            finish();
        }
        return some >= 0;
    }

    private void finish() {
        if (drained > 0) {
            read.completeExceptionally(RequestBytes.tooLarge(bytesMax));
        } else {
            read.complete(count == bytes.length ? bytes : Arrays.copyOf(bytes, count));
        }
    }
}
