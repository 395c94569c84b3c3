package ledger.streams.decide;

import java.util.List;
import ledger.AccountId;
import ledger.Position;
import ledger.alert.Alert;
import ledger.command.LedgerCommand;
import ledger.command.PartitionCommand;
import ledger.query.Balance;
import ledger.streams.ThreadPriority;
import ledger.streams.append.Callers;
import ledger.streams.progress.Credited;
import ledger.streams.progress.FoldProgress;
import ledger.streams.progress.PartitionCredits;
import ledger.streams.steer.Skips;
import ledger.streams.steer.Steering;
import ledger.streams.store.LocalStores;
import ledger.streams.topic.DeadLetters;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.StartRefusedException;
import ledger.streams.topic.Topics;
import ledger.streams.wire.AlertMessage;
import ledger.streams.wire.BalanceJson;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes one command after the other: decides it, publishes what happened, lets the caller know, and then derives what
 * follows from it, for which no caller waits. What is published already, as after a state was thrown away, is compared
 * and not published again. What cannot be a command of this partition becomes a dead letter. Anything unexpected stops
 * the thread.
 */
final class CommandProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    /** The fold could not go on at it, and an operator said so. */
    static final String SKIPPED = "SKIPPED";

    private final FoldProgress progress;
    private final LocalStores stores;
    private final Callers callers;
    private final Beginnings beginnings;
    private final Steering steering;
    private ProcessorContext<byte[], byte[]> context;
    private CommandFold fold;
    private Deriving deriving;
    private PartitionRules rules;
    private Skips skips;
    private @Nullable Republished published;
    private int partition;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    CommandProcessor(
            FoldProgress progress, LocalStores stores, Callers callers, Beginnings beginnings, Steering steering) {
        this.progress = progress;
        this.stores = stores;
        this.callers = callers;
        this.beginnings = beginnings;
        this.steering = steering;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        ThreadPriority.first();
        context = processorContext;
        partition = processorContext.taskId().partition();
        try {
            begin(processorContext);
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        long offset = context.recordMetadata().orElseThrow().offset();
        // What was decided in its turn and published is no longer anybody's to skip.
        if (skips.covers(offset) && !published().hasEvents(offset)) {
            rules.skipped(offset);
            refuse(record, offset, SKIPPED, "the ledger could not go on at it, and it was skipped by hand");
            return;
        }
        CommandCheck.Checked checked =
                CommandCheck.check(record.key(), record.value(), partition, progress.partitions());
        checked.accept(
                command -> take(command, new Position(partition, offset), record.timestamp()),
                command -> obey(command, offset),
                (code, reason) -> refuse(record, offset, code, reason));
    }

    @Override
    public void close() {
        progress.closed(partition);
        progress.credited().closed(partition);
        stores.closed(DecideTopology.LEDGER_STORE, partition);
        stores.closed(DecideTopology.HISTORY_STORE, partition);
        callers.abandon(partition);
        if (published != null) {
            published.close();
        }
    }

    private void begin(ProcessorContext<byte[], byte[]> processorContext) {
        KeyValueStore<Bytes, byte[]> ledger = processorContext.getStateStore(DecideTopology.LEDGER_STORE);
        KeyValueStore<Bytes, byte[]> history = processorContext.getStateStore(DecideTopology.HISTORY_STORE);
        Credited credited = progress.credited();
        PartitionCredits credits = credited.opened(partition);
        LedgerRows rows = new LedgerRows(
                ledger, history, (account, before, after) -> credited.changed(credits, account, before, after));
        Beginning begun = beginnings.of(partition, rows);
        published = begun.published();
        rules = new PartitionRules(rows, partition, steering.known());
        skips = steering.skips().apply(partition);
        fold = new CommandFold(rows, rules, begun.rowsOffset());
        deriving = new Deriving(ledger);
        stores.opened(DecideTopology.LEDGER_STORE, partition, ledger);
        stores.opened(DecideTopology.HISTORY_STORE, partition, history);
        begun.progress().begins(begun.published().lastEventOffset(), rules.version());
        progress.opened(partition, begun.progress());
    }

    private void take(LedgerCommand command, Position position, long timeMillis) {
        CommandFold.Folded folded = fold(command, position, timeMillis);
        boolean isNew = !published().has(position, folded.events());
        if (isNew) {
            for (Recording.Published event : folded.events()) {
                forward(command.account(), event.json(), timeMillis, DecideTopology.EVENTS_SINK);
            }
            count(command, folded);
        }
        progress.advanced(partition, position.offset());
        callers.release(command.header().id(), folded.answer());
        Deriving.Derived derived = deriving.derive(folded);
        if (isNew) {
            publish(command.account(), derived, timeMillis);
        }
        progress.derived(partition, position.offset());
    }

    private void publish(AccountId account, Deriving.Derived derived, long timeMillis) {
        Balance balance = derived.balance();
        if (balance != null) {
            forward(account, BalanceJson.write(balance), balance.asOfMillis(), DecideTopology.BALANCES_SINK);
        }
        for (Alert alert : derived.alerts()) {
            forward(account, AlertMessage.write(alert), timeMillis, DecideTopology.ALERTS_SINK);
        }
    }

    /**
     * All that leaves the task, but dead letters.
     *
     * @param timeMillis when the broker appended the command that it comes from, epoch milliseconds
     */
    private void forward(AccountId account, byte[] json, long timeMillis, String sink) {
        context.forward(new Record<>(KeyPartition.key(account), json, timeMillis), sink);
    }

    private void count(LedgerCommand command, CommandFold.Folded folded) {
        List<Recording.Published> events = folded.events();
        if (!events.isEmpty()) {
            progress.decisions().decided(command, folded.answer());
            progress.credited()
                    .moved(
                            folded.before().account(),
                            events.get(events.size() - 1).after());
        }
    }

    private CommandFold.Folded fold(LedgerCommand command, Position position, long appendedMillis) {
        try {
            return fold.fold(command, position, appendedMillis);
        } catch (KafkaException | FoldStoppedException | StartRefusedException known) {
            throw known;
        } catch (RuntimeException failure) {
            throw FoldStoppedException.cannotDecide(position, failure);
        }
    }

    private void obey(PartitionCommand command, long offset) {
        progress.ruled(partition, rules.take(command, offset).version());
        progress.advanced(partition, offset);
        progress.derived(partition, offset);
    }

    private void refuse(Record<byte[], byte[]> record, long offset, String code, String reason) {
        if (!published().hasLetter(offset, record.timestamp())) {
            context.forward(letter(record, offset, code, reason), DecideTopology.DEAD_LETTERS_SINK);
        }
        progress.advanced(partition, offset);
        progress.derived(partition, offset);
    }

    private Record<byte[], byte[]> letter(Record<byte[], byte[]> record, long offset, String code, String reason) {
        boolean fits = DeadLetters.fits(record.key(), record.value(), record.headers());
        Headers original = fits ? record.headers() : new RecordHeaders();
        Headers headers =
                DeadLetters.headers(original, code, reason, Topics.COMMANDS, partition, offset, record.timestamp());
        return fits ? record.withHeaders(headers) : new Record<>(new byte[0], new byte[0], record.timestamp(), headers);
    }

    private Republished published() {
        if (published == null) {
            throw new IllegalStateException("not initialized");
        }
        return published;
    }
}
