package ledger.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The executable in a JVM of its own, with nothing of this machine's settings but those given. */
final class JavaProcess {
    private static final Duration END_MAX = Duration.ofMinutes(4);

    /** The first version of Java that warns. */
    private static final int FIRST_TO_WARN = 24;

    private final Process process;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Void> drained;

    private JavaProcess(Process process) {
        this.process = process;
        drained = CompletableFuture.allOf(
                drain(process.getInputStream(), out, "stdout"), drain(process.getErrorStream(), err, "stderr"));
    }

    static JavaProcess start(Map<String, String> settings, String... arguments) {
        return start(List.of(), settings, arguments);
    }

    /** With further options of the JVM. */
    static JavaProcess start(List<String> options, Map<String, String> settings, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(quietening());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "ledger.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("LEDGER_"));
        builder.environment().putAll(settings);
        try {
            return new JavaProcess(builder.start());
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
    }

    /** What {@code ./ledger} tells a JVM that would else warn of Kafka and RocksDB on standard error. */
    private static List<String> quietening() {
        return Runtime.version().feature() >= FIRST_TO_WARN
                ? List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED")
                : List.of();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has written to standard output so far. */
    String out() {
        return out.toString();
    }

    String describe() {
        return "\n--- stdout\n" + out + "\n--- stderr\n" + err;
    }

    void kill9() {
        process.destroyForcibly().onExit().join();
    }

    void stop(Duration max) {
        process.destroy();
        try {
            if (!process.waitFor(max.toMillis(), TimeUnit.MILLISECONDS)) {
                kill9();
                throw new AssertionError("it did not stop within " + max + describe());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    Ended awaitEnd() {
        try {
            if (!process.waitFor(END_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                kill9();
                throw new AssertionError("it did not end within " + END_MAX + describe());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        drained.join();
        return new Ended(process.exitValue(), out.toString(), err.toString());
    }

    private static CompletableFuture<Void> drain(InputStream stream, StringWriter into, String name) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try (stream) {
                        byte[] bytes = new byte[8192];
                        for (int count = stream.read(bytes); count >= 0; count = stream.read(bytes)) {
                            into.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
                        }
                    } catch (IOException gone) {
                        into.append("[" + name + " ended: " + gone + "]");
                    }
                    done.complete(null);
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    /** How it ended. */
    record Ended(int status, String out, String err) {
        /** Fails unless it ended well. */
        Ended expectSuccess() {
            if (status != 0) {
                throw new AssertionError("exit status " + status + "\n--- stdout\n" + out + "\n--- stderr\n" + err);
            }
            return this;
        }
    }
}
