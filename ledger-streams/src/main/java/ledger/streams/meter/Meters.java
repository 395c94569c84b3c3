package ledger.streams.meter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Registers numbers that are asked for whenever somebody looks. */
public final class Meters {
    private final MeterRegistry registry;
    private final List<DoubleSupplier> kept = new ArrayList<>();

    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A number that goes up and down. */
    public void gauge(String name, String description, DoubleSupplier value, String... tags) {
        Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /** A number that only goes up, from 0 at the start. */
    public void counter(String name, String description, DoubleSupplier value, String... tags) {
        // A counter holds its function weakly, and nobody else holds a lambda. This list does.
        kept.add(value);
        FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    /** Numbers by the value of one tag, which are set now and then; those that are not set again are gone. */
    public Table table(String name, String description, String tag) {
        MultiGauge rows = MultiGauge.builder(name).description(description).register(registry);
        return values -> rows.register(
                values.entrySet().stream()
                        .<MultiGauge.Row<?>>map(
                                value -> MultiGauge.Row.of(Tags.of(tag, value.getKey()), value.getValue()))
                        .toList(),
                true);
    }

    /** See {@link #table}. */
    @FunctionalInterface
    public interface Table {
        void set(Map<String, ? extends Number> values);
    }
}
