package ledger.api;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the process uses of its machine: memory, collections, threads, processors, files. */
final class ProcessMetrics implements AutoCloseable {
    /** The resident set in kB, where there is such a file. */
    private static final Path STATUS = Path.of("/proc/self/status");

    private static final String RESIDENT = "VmRSS:";
    private static final int BYTES_PER_KB = 1_024;

    private final JvmGcMetrics collections = new JvmGcMetrics();

    ProcessMetrics(MeterRegistry registry) {
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        Gauge.builder("process.resident.memory", ProcessMetrics::residentBytes)
                .description("Memory that the whole process has, RocksDB's included")
                .baseUnit("bytes")
                .register(registry);
    }

    @Override
    public void close() {
        collections.close();
    }

    /** Not a number where the system does not say. */
    private static double residentBytes() {
        try {
            return Files.readAllLines(STATUS, StandardCharsets.US_ASCII).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * BYTES_PER_KB)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException noSuchFile) {
            return Double.NaN;
        }
    }
}
