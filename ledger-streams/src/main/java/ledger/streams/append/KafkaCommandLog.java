package ledger.streams.append;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import ledger.Position;
import ledger.UnavailableException;
import ledger.command.LedgerCommand;
import ledger.log.Answer;
import ledger.log.CommandLog;
import ledger.streams.progress.FoldProgress;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.Topics;
import ledger.streams.wire.CommandCodec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Appends commands by a plain idempotent producer and answers once the local fold has taken them. Thread-safe. */
public final class KafkaCommandLog implements CommandLog {
    private final SharedAppends appends;
    private final FoldProgress progress;
    private final Callers callers;
    private final Function<LedgerCommand, Optional<Answer>> known;

    /**
     * What it appends by stays the caller's to close.
     *
     * @param known finds the answer that a command's key already has in the local fold
     */
    public KafkaCommandLog(
            SharedAppends appends,
            FoldProgress progress,
            Callers callers,
            Function<LedgerCommand, Optional<Answer>> known) {
        this.appends = appends;
        this.progress = progress;
        this.callers = callers;
        this.known = known;
    }

    @Override
    public CompletionStage<Answer> append(LedgerCommand command) {
        byte[] key = KeyPartition.key(command.account());
        int partition = KeyPartition.of(key, progress.partitions());
        Position served;
        try {
            // Before appending: a command that nobody here would fold must not be sent from here.
            served = progress.position(partition);
        } catch (UnavailableException notServed) {
            return CompletableFuture.failedFuture(notServed);
        }
        CompletableFuture<Answer> answer = callers.expect(command.header().id(), partition);
        try {
            appends.send(
                    new ProducerRecord<>(Topics.COMMANDS, served.partition(), key, CommandCodec.write(command)),
                    (metadata, failure) -> {
                        if (failure != null) {
                            callers.failed(command.header().id(), failure);
                        }
                    });
        } catch (KafkaException failure) {
            callers.failed(command.header().id(), failure);
        }
        return answer;
    }

    @Override
    public Optional<Answer> answered(LedgerCommand command) {
        return known.apply(command);
    }
}
