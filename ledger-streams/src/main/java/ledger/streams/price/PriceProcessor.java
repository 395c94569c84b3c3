package ledger.streams.price;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Folds the price log, at the start from its beginning. */
final class PriceProcessor implements Processor<byte[], byte[], Void, Void> {
    private final PriceState state;
    private @Nullable ProcessorContext<Void, Void> context;

    PriceProcessor(PriceState state) {
        this.state = state;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> change) {
        long offset = offset();
        if (isMissing(change.key())) {
            // Kafka Streams skips records without a key when it folds again after a start, so they must never count.
            state.skip("it has no key", offset);
        } else if (isMissing(change.value())) {
            state.skip("it has no value", offset);
        } else {
            state.fold(change.value(), offset, changeId(change));
        }
    }

    private long offset() {
        if (context == null) {
            throw new IllegalStateException("not initialized");
        }
        return context.recordMetadata().map(RecordMetadata::offset).orElseThrow();
    }

    private static Optional<String> changeId(Record<byte[], byte[]> change) {
        Header header = change.headers().lastHeader(PriceLog.CHANGE_ID);
        return header == null || isMissing(header.value())
                ? Optional.empty()
                : Optional.of(new String(header.value(), UTF_8));
    }

    /** Kafka says nothing about null, and gives it. */
    private static boolean isMissing(byte @Nullable [] bytes) {
        return bytes == null;
    }
}
