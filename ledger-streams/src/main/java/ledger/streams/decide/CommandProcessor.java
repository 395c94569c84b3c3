package ledger.streams.decide;

import java.util.List;
import ledger.AccountId;
import ledger.Position;
import ledger.alert.Alert;
import ledger.command.LedgerCommand;
import ledger.query.Balance;
import ledger.streams.ThreadPriority;
import ledger.streams.progress.Credited;
import ledger.streams.progress.FoldProgress;
import ledger.streams.progress.PartitionCredits;
import ledger.streams.steer.Skips;
import ledger.streams.store.AheadRows;
import ledger.streams.topic.DeadLetters;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.Topics;
import ledger.streams.wire.AlertMessage;
import ledger.streams.wire.BalanceJson;
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
    static final CommandCheck.Refusal SKIPPED =
            new CommandCheck.Refusal("SKIPPED", "the ledger could not go on at it, and it was skipped by hand");

    private final DecideParts parts;
    private final FoldProgress progress;
    private ProcessorContext<byte[], byte[]> context;
    private Deriving deriving;
    private Skips skips;
    private @Nullable AheadFold fold;
    private @Nullable Republished published;
    private int partition;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    CommandProcessor(DecideParts parts) {
        this.parts = parts;
        this.progress = parts.progress();
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
        try {
            process(record, context.recordMetadata().orElseThrow().offset());
        } catch (RuntimeException stopped) {
            // Nothing more is answered on what may not be the log.
            fold().close();
            throw stopped;
        }
    }

    private void process(Record<byte[], byte[]> record, long offset) {
        boolean canFollow;
        // What was decided in its turn and published is no longer anybody's to skip.
        if (skips.covers(offset) && !published().hasEvents(offset)) {
            canFollow = fold().skipped(offset);
            refuse(record, offset, SKIPPED);
            progress.derived(partition, offset);
        } else {
            canFollow = take(record, offset);
        }
        if (canFollow) {
            parts.ahead().wake(partition);
        }
    }

    @Override
    public void close() {
        if (fold != null) {
            parts.ahead().closed(partition, fold);
            fold.close();
        }
        progress.closed(partition);
        progress.credited().closed(partition);
        parts.stores().closed(DecideTopology.LEDGER_STORE, partition);
        parts.stores().closed(DecideTopology.HISTORY_STORE, partition);
        parts.callers().abandon(partition);
        if (published != null) {
            published.close();
        }
    }

    private void begin(ProcessorContext<byte[], byte[]> processorContext) {
        KeyValueStore<Bytes, byte[]> ledger = processorContext.getStateStore(DecideTopology.LEDGER_STORE);
        KeyValueStore<Bytes, byte[]> history = processorContext.getStateStore(DecideTopology.HISTORY_STORE);
        AheadFold.Rows ahead = new AheadFold.Rows(new AheadRows(ledger, true), new AheadRows(history, false));
        Credited credited = progress.credited();
        PartitionCredits credits = credited.opened(partition);
        LedgerRows rows = new LedgerRows(
                ahead.ledger(),
                ahead.history(),
                (account, before, after) -> credited.changed(credits, account, before, after));
        Beginning begun = parts.beginnings().of(partition, rows);
        published = begun.published();
        PartitionRules rules =
                new PartitionRules(rows, partition, parts.steering().known());
        skips = parts.steering().skips().apply(partition);
        CommandFold commands = new CommandFold(rows, rules, begun.rowsOffset());
        long next = begun.progress().position().offset() + 1;
        fold = new AheadFold(partition, next, parts, ahead, commands, rules, skips);
        deriving = new Deriving(ledger);
        parts.stores().opened(DecideTopology.LEDGER_STORE, partition, ahead.ledger());
        parts.stores().opened(DecideTopology.HISTORY_STORE, partition, ahead.history());
        begun.progress().begins(begun.published().lastEventOffset(), rules.version());
        progress.opened(partition, begun.progress());
        parts.ahead().opened(partition, fold);
    }

    /** Returns whether what was acknowledged may follow now. */
    private boolean take(Record<byte[], byte[]> record, long offset) {
        Decided decided = fold().take(LogRecord.of(offset, record));
        CommandCheck.Refusal refusal = decided.checked().refusal();
        LedgerCommand command = decided.checked().command();
        CommandFold.Folded folded = decided.folded();
        boolean canFollow;
        if (command != null && folded != null) {
            boolean isNew = publish(command, folded, record.timestamp(), offset);
            canFollow = fold().taken(decided);
            Deriving.Derived derived = deriving.derive(folded);
            if (isNew) {
                publish(command.account(), derived, record.timestamp());
            }
        } else {
            if (refusal != null) {
                refuse(record, offset, refusal);
            }
            canFollow = fold().taken(decided);
        }
        progress.derived(partition, offset);
        return canFollow;
    }

    /** Returns whether it was not published before. */
    private boolean publish(LedgerCommand command, CommandFold.Folded folded, long timeMillis, long offset) {
        if (published().has(new Position(partition, offset), folded.events())) {
            return false;
        }
        for (Recording.Published event : folded.events()) {
            forward(command.account(), event.json(), timeMillis, DecideTopology.EVENTS_SINK);
        }
        count(command, folded);
        return true;
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

    private void refuse(Record<byte[], byte[]> record, long offset, CommandCheck.Refusal why) {
        if (!published().hasLetter(offset, record.timestamp())) {
            context.forward(letter(record, offset, why), DecideTopology.DEAD_LETTERS_SINK);
        }
    }

    private Record<byte[], byte[]> letter(Record<byte[], byte[]> record, long offset, CommandCheck.Refusal why) {
        boolean fits = DeadLetters.fits(record.key(), record.value(), record.headers());
        Headers original = fits ? record.headers() : new RecordHeaders();
        Headers headers = DeadLetters.headers(
                original, why.code(), why.reason(), Topics.COMMANDS, partition, offset, record.timestamp());
        return fits ? record.withHeaders(headers) : new Record<>(new byte[0], new byte[0], record.timestamp(), headers);
    }

    private AheadFold fold() {
        if (fold == null) {
            throw new IllegalStateException("not initialized");
        }
        return fold;
    }

    private Republished published() {
        if (published == null) {
            throw new IllegalStateException("not initialized");
        }
        return published;
    }
}
