package ledger.streams.meter;

import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import ledger.streams.append.Callers;
import ledger.streams.decide.DecidingAhead;
import ledger.streams.progress.CreditSums;
import ledger.streams.progress.Credited;
import ledger.streams.progress.FoldProgress;
import ledger.streams.progress.LogWatch;

/** How far the fold is, what commands came to, and what accounts have. */
public final class FoldMeters {
    private static final double MICROS_PER_CREDIT = 1e6;
    private static final double MILLIS_PER_SECOND = 1e3;

    private final Meters meters;
    private final FoldProgress progress;
    private final LogWatch watch;

    public FoldMeters(Meters meters, FoldProgress progress, LogWatch watch) {
        this.meters = meters;
        this.progress = progress;
        this.watch = watch;
    }

    /** Registers all of them. */
    public void bind(Callers callers, DecidingAhead ahead) {
        for (int partition = 0; partition < progress.partitions(); partition++) {
            bindPartition(partition);
        }
        meters.gauge("ledger.partitions.served", "Partitions whose accounts are served here", progress::served);
        meters.gauge(
                "ledger.partitions.here",
                "Partitions that are folded here",
                () -> progress.folded().size());
        meters.gauge("ledger.partitions.quiet", "Partitions that fold again what is published", progress::quiet);
        meters.gauge("ledger.unfolded.age.seconds", "How long the oldest unfolded command waits", this::oldestSeconds);
        meters.counter("ledger.decided.ahead", "Commands decided before they were read", ahead::decided);
        meters.gauge("ledger.lead.bytes", "Bytes decided that are not in the stores yet", ahead::leadBytes);
        meters.gauge("ledger.callers.waiting", "Callers who wait for an outcome", callers::waiting);
        meters.gauge(
                "ledger.kafka.silence.seconds",
                "How long Kafka has not said where the log ends",
                () -> watch.silentMillis() / MILLIS_PER_SECOND);
        progress.decisions()
                .visit((kind, outcome, code, count) -> meters.counter(
                        "ledger.commands",
                        "Commands decided",
                        count::getAsLong,
                        "kind",
                        kind,
                        "outcome",
                        outcome,
                        "code",
                        code));
        bindCredits(progress.credited());
    }

    private void bindPartition(int partition) {
        String tag = Integer.toString(partition);
        meters.gauge(
                "ledger.folded.offset",
                "Offset of the last command folded",
                () -> progress.folded(partition).orElse(-1),
                "partition",
                tag);
        meters.gauge(
                "ledger.behind.commands",
                "Commands in the log that are not folded",
                () -> behind(partition),
                "partition",
                tag);
        meters.gauge(
                "ledger.rules.version",
                "Version of the rules in force",
                () -> progress.rulesVersion(partition),
                "partition",
                tag);
    }

    private long behind(int partition) {
        OptionalLong folded = progress.folded(partition);
        return folded.isEmpty() ? 0 : Math.max(0, watch.end(partition) - 1 - folded.getAsLong());
    }

    private double oldestSeconds() {
        return progress.folded().entrySet().stream()
                .mapToDouble(folded -> watch.unfoldedSeconds(folded.getKey(), folded.getValue()))
                .max()
                .orElse(0);
    }

    private void bindCredits(Credited credited) {
        meters.counter("ledger.credits.charged", "Credits charged", () -> credited.chargedMicros() / MICROS_PER_CREDIT);
        meters.counter(
                "ledger.credits.granted", "Credits that came in", () -> credited.grantedMicros() / MICROS_PER_CREDIT);
        sum("ledger.accounts", "Accounts", 1, CreditSums::accounts);
        sum("ledger.holds.open", "Open holds", 1, CreditSums::openHolds);
        sum("ledger.credits.available", "Credits left of grants", MICROS_PER_CREDIT, CreditSums::available);
        sum("ledger.credits.held", "Credits that open holds reserve", MICROS_PER_CREDIT, CreditSums::held);
        sum("ledger.credits.owed", "Credits that are owed", MICROS_PER_CREDIT, CreditSums::owed);
    }

    /** NaN until every account of this instance is counted, because a partial count would look like a loss. */
    private void sum(String name, String description, double unit, ToDoubleFunction<CreditSums> of) {
        Credited credited = progress.credited();
        meters.gauge(
                name, description, () -> credited.isComplete() ? of.applyAsDouble(credited.sums()) / unit : Double.NaN);
    }
}
