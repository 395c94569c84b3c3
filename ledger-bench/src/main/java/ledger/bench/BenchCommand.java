package ledger.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import ledger.bench.fold.FlatBench;
import ledger.bench.fold.FoldBench;
import ledger.bench.ingest.IngestBench;
import ledger.bench.jmh.JmhBench;
import ledger.bench.memory.MemoryBench;
import ledger.bench.process.Build;
import ledger.bench.read.ReadBench;
import ledger.bench.recover.ReplayBench;
import ledger.bench.recover.RestoreBench;
import ledger.bench.report.Machine;
import ledger.bench.report.ResultsPage;
import ledger.bench.report.Row;
import ledger.bench.report.Samples;
import ledger.bench.report.Table;
import ledger.bench.use.BatchBench;
import ledger.bench.use.UseBench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Reads the command line of {@code ./ledger bench} and runs what it asks for. */
final class BenchCommand {
    private static final List<Bench> BENCHES = List.of(
            new Bench(
                    "fold", "folding a log of commands, beside producing and copying the same records", FoldBench::run),
            new Bench("flat", "folding spends of 1,000,000 users, beside those of 10,000", FlatBench::run),
            new Bench(
                    "use",
                    "POST /use with 1, 32 and 256 callers and on one hot user, beside Postgres; both sync, then neither",
                    UseBench::run),
            new Bench(
                    "batch",
                    "POST /batch of 1,000, beside 1,000 calls of the procedure in one transaction",
                    BatchBench::run),
            new Bench(
                    "ingest",
                    "usage events until they are charged, beside plain consume-transform-produce",
                    IngestBench::run),
            new Bench(
                    "read",
                    "GET /balance and /transactions of a small and a large account, beside a constant of the same size",
                    ReadBench::run),
            new Bench(
                    "restore",
                    "rows per second after losing the state directory, beside a consumer that fills a bare RocksDB",
                    RestoreBench::run),
            new Bench(
                    "replay",
                    "events per second of ./ledger replay, beside a consumer that only parses them",
                    ReplayBench::run),
            new Bench(
                    "memory",
                    "resident memory of dev and after 1,000,000 commands, and start to ready, cold and warm",
                    MemoryBench::run),
            new Bench("jmh", "decide, evolve, encode, decode, price, hash, each by itself", JmhBench::run));
    private static final int WIDTH = 100;
    private static final int ROUNDS = 3;
    private static final int USAGE_STATUS = 2;

    private BenchCommand() {}

    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.create().name("ledger bench");
        spec.usageMessage()
                .description("Measure the ledger beside what people would use instead, on this machine.")
                .footer(BENCHES.stream()
                        .map(bench -> "  %-14s %s".formatted(bench.name(), bench.summary()))
                        .toArray(String[]::new));
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("NAME")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("Which benches; all of them by default.")
                .build());
        spec.addOption(flag("--json", "Print one JSON object a line."))
                .addOption(option("--scale", "FACTOR", Double.class, "1", "Of every size; 0.1 to try it quickly."))
                .addOption(option("--rounds", "N", Integer.class, "" + ROUNDS, "How often each side is measured."))
                .addOption(option(
                        "--write", "DIR", Path.class, null, "Keep the results in benchmarks.md there, with charts."))
                .addOption(option("--work", "DIR", Path.class, null, "For what processes write; in target by default."))
                .addOption(option(
                        "--record", "DIR", Path.class, null, "Record each ledger there with Java Flight Recorder."))
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        CommandLine line = new CommandLine(spec);
        line.setUsageHelpWidth(WIDTH);
        line.setExecutionStrategy(BenchCommand::execute);
        return line;
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name).description(description).build();
    }

    private static OptionSpec option(
            String name, String label, Class<?> type, @Nullable String fallback, String description) {
        OptionSpec.Builder option =
                OptionSpec.builder(name).paramLabel(label).type(type).description(description);
        return (fallback == null ? option : option.defaultValue(fallback)).build();
    }

    private static int execute(ParseResult given) {
        Integer helped = CommandLine.executeHelpRequest(given);
        if (helped != null) {
            return helped;
        }
        CommandLine line = given.commandSpec().commandLine();
        List<String> names = given.matchedPositionalValue(0, List.of());
        double scale = given.matchedOptionValue("--scale", 1.0);
        int rounds = given.matchedOptionValue("--rounds", ROUNDS);
        String wrong = wrong(names, scale, rounds, given.matchedOptionValue("--write", null));
        if (wrong != null) {
            line.getErr().println("ledger bench: " + wrong);
            return USAGE_STATUS;
        }
        try {
            run(given, names, scale, rounds);
            return 0;
        } catch (IOException failed) {
            line.getErr()
                    .println("ledger bench: "
                            + String.valueOf(failed.getMessage()).replaceAll("\\R", " "));
            return 1;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static @Nullable String wrong(List<String> names, double scale, int rounds, @Nullable Path docs) {
        String known = BENCHES.stream().map(Bench::name).collect(Collectors.joining(", "));
        for (String name : names) {
            if (BENCHES.stream().noneMatch(bench -> bench.name().equals(name))) {
                return "there is no bench " + name + "; there are " + known;
            }
        }
        if (docs != null && !ResultsPage.isIn(docs)) {
            return "--write must name a directory with a benchmarks.md, such as docs";
        }
        if (!(scale > 0 && scale <= 10)) {
            return "--scale must be above 0 and at most 10";
        }
        return rounds < 1 || rounds > 100 ? "--rounds must be from 1 to 100" : null;
    }

    private static void run(ParseResult given, List<String> names, double scale, int rounds)
            throws IOException, InterruptedException {
        CommandLine line = given.commandSpec().commandLine();
        PrintWriter out = line.getOut();
        boolean isJson = given.hasMatchedOption("--json");
        Path home = Path.of(System.getProperty("ledger.home", "")).toAbsolutePath();
        Path recordings = given.matchedOptionValue("--record", null);
        if (recordings != null) {
            Files.createDirectories(recordings);
        }
        Path parent = given.matchedOptionValue(
                "--work", home.resolve("ledger-bench").resolve("target").resolve("work"));
        Path work = Files.createTempDirectory(Files.createDirectories(parent).toAbsolutePath(), "run");
        List<Row> rows = new ArrayList<>();
        String head = Machine.here(home).text() + ", scale " + scale + ", " + rounds + " rounds";
        try {
            (isJson ? line.getErr() : out).println(head);
            Build build = Build.copy(home, Files.createDirectories(work.resolve("build")));
            Session session = new Session(build, work, scale, rounds, recordings, new Samples(), line.getErr(), row -> {
                rows.add(row);
                if (isJson) {
                    out.println(row.json());
                    out.flush();
                }
            });
            for (Bench bench : BENCHES) {
                if (names.isEmpty() || names.contains(bench.name())) {
                    line.getErr().println(bench.name());
                    bench.run().of(session);
                }
            }
        } catch (IOException failed) {
            throw new IOException(failed.getMessage() + "; what its processes wrote is in " + work, failed);
        }
        Directories.delete(work);
        Path docs = given.matchedOptionValue("--write", null);
        if (docs != null) {
            ResultsPage.write(docs, head, rows);
        }
        if (!isJson) {
            out.print(Table.of(rows));
        }
        out.flush();
    }
}
