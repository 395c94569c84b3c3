package ledger.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import ledger.api.http.RequestObserver;

/**
 * Counts and times requests by method, route and status: there are as many series as lines in the API's description.
 */
final class RequestMetrics implements RequestObserver {
    /** From an answer out of memory to the longest wait for a fold; each costs a line per series. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
    };

    private final MeterRegistry registry;
    private final Map<Asked, Timer> timers = new ConcurrentHashMap<>();

    RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void answered(String method, String routePath, int status, long nanos) {
        timers.computeIfAbsent(new Asked(method, routePath, status), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Asked asked) {
        return Timer.builder("ledger.http.requests")
                .description("HTTP requests answered")
                .tag("method", asked.method)
                .tag("route", asked.route)
                .tag("status", Integer.toString(asked.status))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private record Asked(String method, String route, int status) {}
}
