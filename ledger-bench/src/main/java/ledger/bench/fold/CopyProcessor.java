package ledger.bench.fold;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Forwards each record as it is, or a value of another size in its place. */
final class CopyProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final int valueBytes;
    private @Nullable ProcessorContext<byte[], byte[]> context;

    /** Forwards values of so many bytes, or with 0 the record as it is. */
    CopyProcessor(int valueBytes) {
        this.valueBytes = valueBytes;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (context != null) {
            context.forward(valueBytes == 0 ? record : record.withValue(new byte[valueBytes]));
        }
    }
}
