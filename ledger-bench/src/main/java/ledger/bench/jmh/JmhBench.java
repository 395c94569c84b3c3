package ledger.bench.jmh;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import ledger.bench.Session;
import ledger.bench.process.Launcher;
import ledger.bench.report.Series;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The steps of a spend by themselves, as JMH measures them. */
public final class JmhBench {
    /** Cases by the method that JMH calls. */
    static final Map<String, String> CASES = cases();

    /** One after another of the same case; the rounds of the other benches are these. */
    private static final int ITERATIONS = 5;

    private static final int WARM_UPS = 3;
    private static final int FORKS = 1;
    private static final int ITERATION_MILLIS = 1_000;

    private JmhBench() {}

    /** Measures, and reports each row as soon as it is known. */
    public static void run(Session session) throws IOException, InterruptedException {
        for (Map.Entry<String, String> step : CASES.entrySet()) {
            session.say(step.getValue());
            Series micros = measure(step.getKey(), session.scaled(ITERATION_MILLIS));
            session.report("jmh", "us/op").row(step.getValue(), micros, null, "one thread, mean of each iteration");
        }
    }

    /** Microseconds an operation, by iteration. */
    private static Series measure(String method, int iterationMillis) throws IOException {
        TimeValue time = TimeValue.milliseconds(iterationMillis);
        Options options = new OptionsBuilder()
                .include("^" + Pattern.quote(SpendSteps.class.getName() + "." + method) + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(FORKS)
                .jvmArgs(Launcher.quietFlags().toArray(String[]::new))
                .warmupIterations(WARM_UPS)
                .warmupTime(time)
                .measurementIterations(ITERATIONS)
                .measurementTime(time)
                .shouldFailOnError(true)
                .build();
        // What it prints is for people at a terminal, and standard output may be read by a program.
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false)) {
            OutputFormat silent = OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT);
            return series(new Runner(options, silent).runSingle());
        } catch (RunnerException failed) {
            throw new IOException("JMH could not measure " + method + ": " + failed.getMessage(), failed);
        }
    }

    private static Series series(RunResult result) {
        List<Double> micros = new ArrayList<>();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                micros.add(iteration.getPrimaryResult().getScore());
            }
        }
        return new Series(micros);
    }

    private static Map<String, String> cases() {
        Map<String, String> cases = new LinkedHashMap<>();
        cases.put("decide", "decide");
        cases.put("evolve", "evolve");
        cases.put("encodeCommand", "encode command");
        cases.put("encodeEvent", "encode event");
        cases.put("encodeAccount", "encode account");
        cases.put("decodeCommand", "decode command");
        cases.put("decodeEvent", "decode event");
        cases.put("decodeAccount", "decode account");
        cases.put("price", "price");
        cases.put("hashEvent", "hash event");
        cases.put("hashKey", "hash key");
        return cases;
    }
}
