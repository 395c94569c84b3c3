package ledger.streams.steer;

import java.util.List;
import java.util.UUID;
import ledger.command.CommandHeader;
import ledger.command.PartitionCommand.ActivateRules;
import ledger.streams.KnownRules;
import ledger.streams.StreamsSettings;
import ledger.streams.append.PartitionAppends;
import ledger.streams.progress.LogEnds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins each partition of a new ledger with the newest rules that its first node knows. Runs at every start, before
 * anything else may append, so that a crash between making the topic and this is mended by the next start. Two nodes
 * that do it at once are harmless: what is in force already changes nothing.
 */
public final class FirstRules {
    private static final Logger LOG = LoggerFactory.getLogger(FirstRules.class);

    private final LogEnds log;
    private final StreamsSettings settings;

    /** Looks at the log of that ledger. */
    public FirstRules(LogEnds log, StreamsSettings settings) {
        this.log = log;
        this.settings = settings;
    }

    /** Appends to every partition in which nothing stands, and waits until that is durable. */
    public void run(int partitions) {
        List<Integer> empty = log.empty(partitions);
        if (empty.isEmpty()) {
            return;
        }
        KnownRules known = settings.rules();
        try (PartitionAppends appends = new PartitionAppends(settings)) {
            for (int partition : empty) {
                appends.append(new ActivateRules(
                        UUID.randomUUID().toString(),
                        partition,
                        known.newest().version(),
                        known.build(),
                        CommandHeader.LEDGER));
            }
        }
        LOG.info("ledger begins rules={} partitions={}", known.newest().version(), empty.size());
    }
}
