package ledger.cli;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Which build this is, as a number that is always 1. */
final class BuildMeter {
    private BuildMeter() {}

    static void bindTo(MeterRegistry registry) {
        Gauge.builder("ledger.build.info", () -> 1)
                .description("This build")
                .tags("version", Version.text(), "java", Runtime.version().toString())
                .register(registry);
    }
}
