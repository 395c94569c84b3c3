package ledger.streams.topology;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import ledger.Position;
import ledger.UnavailableException;
import ledger.command.LedgerCommand;
import ledger.log.Answer;
import ledger.log.CommandLog;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.Topics;
import ledger.streams.wire.CommandCodec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Appends commands by plain idempotent producers and answers once the local fold has taken them. Thread-safe. */
public final class KafkaCommandLog implements CommandLog {
    private final List<Producer<byte[], byte[]>> producers;
    private final FoldProgress progress;
    private final Callers callers;
    private final Function<LedgerCommand, Optional<Answer>> known;

    /**
     * The producers stay the caller's to close.
     *
     * @param producers one for all partitions, or several that share them out; a partition has one of them
     * @param known finds the answer that a command's key already has in the local fold
     */
    public KafkaCommandLog(
            List<? extends Producer<byte[], byte[]>> producers,
            FoldProgress progress,
            Callers callers,
            Function<LedgerCommand, Optional<Answer>> known) {
        this.producers = List.copyOf(producers);
        this.progress = progress;
        this.callers = callers;
        this.known = known;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The callback hears of a failure.
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
            producers
                    .get(partition % producers.size())
                    .send(
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
