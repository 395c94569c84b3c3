package ledger.streams.steer;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import ledger.command.PartitionCommand;
import ledger.command.PartitionCommand.ActivateRules;
import ledger.command.PartitionCommand.SkipRecord;
import ledger.streams.rows.RulesRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was found in one partition of the log about rules and skips. Used by one thread. */
final class FoundRules implements PartitionCommandReader.Finder {
    /** Each was asked for by hand; only who floods the log comes near it, and then the first count. */
    static final int FOUND_MAX = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(FoundRules.class);

    private final List<RulesRow.Activation> activations = new ArrayList<>();
    private final SortedMap<Long, Long> skips = new TreeMap<>();

    @Override
    public void found(long offset, PartitionCommand command) {
        boolean counts = command.accept(new PartitionCommand.Handler<>() {
            @Override
            public Boolean on(ActivateRules rules) {
                return activations.size() < FOUND_MAX
                        && activations.add(new RulesRow.Activation(offset, rules.rules(), rules.build()));
            }

            @Override
            public Boolean on(SkipRecord skip) {
                return skip.offset() < offset
                        && skips.size() < FOUND_MAX
                        && skips.putIfAbsent(skip.offset(), offset) == null;
            }
        });
        if (!counts) {
            LOG.warn("record without effect partition={} offset={}", command.partition(), offset);
        }
    }

    /** Offsets that are said to be skipped, and where that is said. */
    SortedMap<Long, Long> skips() {
        return skips;
    }

    /** What a fold from 0 would come to. */
    RulesRow row() {
        RulesRow row = RulesRow.NONE;
        for (RulesRow.Activation activation : activations) {
            if (activation.version() > row.version() && !skips.containsKey(activation.offset())) {
                row = row.with(activation);
            }
        }
        for (long skipped : skips.keySet()) {
            row = row.withSkipped(skipped);
        }
        return row;
    }
}
