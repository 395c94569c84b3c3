package ledger.acceptance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What a process takes of its machine, as Linux says, in a file and in memory. */
final class ProcessSamples implements AutoCloseable {
    private final long startNanos = System.nanoTime();
    private final List<Sample> samples = new CopyOnWriteArrayList<>();
    private final PrintWriter csv;

    ProcessSamples(Path file) throws IOException {
        csv = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
        csv.println("seconds,life,rssKb,handles,threads");
    }

    /**
     * What it took at a moment.
     *
     * @param seconds since the first process began
     * @param life which process it was, counted from 1
     */
    record Sample(long seconds, int life, long rssKb, long handles, long threads) {}

    void take(int life, long pid) throws IOException {
        Path process = Path.of("/proc", String.valueOf(pid));
        List<String> status = Files.readAllLines(process.resolve("status"));
        Sample sample = new Sample(
                (System.nanoTime() - startNanos) / 1_000_000_000,
                life,
                number(status, "VmRSS:"),
                handles(process),
                number(status, "Threads:"));
        samples.add(sample);
        csv.printf("%d,%d,%d,%d,%d%n", sample.seconds, sample.life, sample.rssKb, sample.handles, sample.threads);
        csv.flush();
    }

    /** Of one process, in order. */
    List<Sample> of(int life) {
        return samples.stream().filter(sample -> sample.life == life).toList();
    }

    static double median(List<Sample> samples, ToLongFunction<Sample> what) {
        return samples.stream()
                .mapToLong(what)
                .sorted()
                .skip(samples.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        csv.close();
    }

    private static long number(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    private static long handles(Path process) throws IOException {
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            return open.count();
        }
    }
}
