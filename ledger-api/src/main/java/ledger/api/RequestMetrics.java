package ledger.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import ledger.api.http.RequestObserver;

/** Counts and times requests by method, route and status. */
final class RequestMetrics implements RequestObserver {
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
                .register(registry);
    }

    private record Asked(String method, String route, int status) {}
}
