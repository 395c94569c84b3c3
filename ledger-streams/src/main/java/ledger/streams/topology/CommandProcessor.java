package ledger.streams.topology;

import java.util.function.IntFunction;
import ledger.Position;
import ledger.command.LedgerCommand;
import ledger.streams.Precedence;
import ledger.streams.store.EventRecap;
import ledger.streams.store.LocalStores;
import ledger.streams.topic.DeadLetters;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.Topics;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Takes one command after the other: decides it, publishes what happened, and as its last act lets the caller know.
 * What cannot be a command of this partition becomes a dead letter. Anything unexpected stops the thread.
 */
final class CommandProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final FoldProgress progress;
    private final LocalStores stores;
    private final Callers callers;
    private final IntFunction<PartitionProgress> progressOf;
    private ProcessorContext<byte[], byte[]> context;
    private CommandFold fold;
    private int partition;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    CommandProcessor(
            FoldProgress progress, LocalStores stores, Callers callers, IntFunction<PartitionProgress> progressOf) {
        this.progress = progress;
        this.stores = stores;
        this.callers = callers;
        this.progressOf = progressOf;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        Precedence.first();
        context = processorContext;
        partition = processorContext.taskId().partition();
        KeyValueStore<Bytes, byte[]> ledger = processorContext.getStateStore(DecideTopology.LEDGER_STORE);
        KeyValueStore<Bytes, byte[]> history = processorContext.getStateStore(DecideTopology.HISTORY_STORE);
        fold = new CommandFold(new LedgerRows(ledger, history));
        PartitionProgress begun = progressOf.apply(partition);
        stores.opened(DecideTopology.LEDGER_STORE, partition, ledger);
        stores.opened(DecideTopology.HISTORY_STORE, partition, history);
        progress.opened(partition, begun);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        long offset = context.recordMetadata().orElseThrow().offset();
        CommandCheck.Checked checked =
                CommandCheck.check(record.key(), record.value(), partition, progress.partitions());
        checked.accept(
                command -> take(command, new Position(partition, offset), record.timestamp()),
                (code, reason) -> refuse(record, offset, code, reason));
    }

    @Override
    public void close() {
        progress.closed(partition);
        stores.closed(DecideTopology.LEDGER_STORE, partition);
        stores.closed(DecideTopology.HISTORY_STORE, partition);
        callers.abandon(partition);
    }

    private void take(LedgerCommand command, Position position, long timeMillis) {
        CommandFold.Folded folded = folded(command, position, timeMillis);
        byte[] key = KeyPartition.key(command.account());
        for (Recording.Published event : folded.events()) {
            Record<byte[], byte[]> published = new Record<>(key, event.json(), timeMillis);
            if (event.recap() != null) {
                published.headers().add(EventRecap.HEADER, event.recap());
            }
            context.forward(published, DecideTopology.EVENTS_SINK);
        }
        progress.advanced(partition, position.offset());
        callers.release(command.header().id(), folded.answer());
    }

    /** Which command it is that cannot be decided has to be known to whoever mends it. */
    private CommandFold.Folded folded(LedgerCommand command, Position position, long timeMillis) {
        try {
            return fold.fold(command, position, timeMillis);
        } catch (RuntimeException broken) {
            throw new IllegalStateException("the command at position " + position + " cannot be decided", broken);
        }
    }

    private void refuse(Record<byte[], byte[]> record, long offset, String code, String reason) {
        boolean fits = DeadLetters.fits(record.key(), record.value(), record.headers());
        Headers original = fits ? record.headers() : new RecordHeaders();
        Headers headers =
                DeadLetters.headers(original, code, reason, Topics.COMMANDS, partition, offset, record.timestamp());
        Record<byte[], byte[]> letter = fits
                ? record.withHeaders(headers)
                : new Record<>(new byte[0], new byte[0], record.timestamp(), headers);
        context.forward(letter, DecideTopology.DEAD_LETTERS_SINK);
        progress.advanced(partition, offset);
    }
}
