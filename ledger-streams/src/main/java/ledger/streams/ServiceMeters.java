package ledger.streams;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import ledger.streams.meter.Meters;
import ledger.streams.service.ServiceStatus;

/** Metrics of the services beside deciding, and of the records that they skipped. */
final class ServiceMeters {
    /** There is one service for each target of webhooks. They share one name in the metrics, so that names stay few. */
    private static final String SENDERS = "webhook-senders";

    private static final List<String> NAMES = List.of("ingest", "feed", "sweeper", "webhook-targets", SENDERS);

    private final Meters meters;

    ServiceMeters(Meters meters) {
        this.meters = meters;
    }

    /**
     * Registers all of them.
     *
     * @param services how they do
     * @param skipped how many records each reader has passed over, the same readers each time
     */
    void bind(Supplier<List<ServiceStatus>> services, Supplier<Map<String, Long>> skipped) {
        for (String name : NAMES) {
            bind(
                    name,
                    () -> services.get().stream()
                            .filter(service -> nameOf(service).equals(name)));
        }
        for (String reader : skipped.get().keySet()) {
            meters.counter(
                    "ledger.skipped.records",
                    "Records passed over that no ledger wrote",
                    () -> skipped.get().getOrDefault(reader, 0L),
                    "reader",
                    reader);
        }
    }

    private void bind(String name, Supplier<Stream<ServiceStatus>> of) {
        meters.gauge("ledger.service.running", "1 where it works", () -> running(of), "service", name);
        meters.gauge(
                "ledger.service.failing",
                "1 where it has failed and waits to begin again",
                () -> failing(of),
                "service",
                name);
        // This is no counter, because the count of a target goes away with the target.
        meters.gauge("ledger.service.restarts", "How often it has begun again", () -> restarts(of), "service", name);
    }

    private static int running(Supplier<Stream<ServiceStatus>> of) {
        return of.get().allMatch(ServiceStatus::isRunning) ? 1 : 0;
    }

    private static int failing(Supplier<Stream<ServiceStatus>> of) {
        return of.get().anyMatch(service -> !service.isRunning() && service.failure() != null) ? 1 : 0;
    }

    private static long restarts(Supplier<Stream<ServiceStatus>> of) {
        return of.get().mapToLong(ServiceStatus::restarts).sum();
    }

    private static String nameOf(ServiceStatus service) {
        return NAMES.contains(service.name()) ? service.name() : SENDERS;
    }
}
