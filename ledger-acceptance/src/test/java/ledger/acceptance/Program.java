package ledger.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A program of this machine, run to its end or to the end of its time. */
final class Program {
    /** As shells say it. */
    private static final int NOT_FOUND = 127;

    private static final int OUT_OF_TIME = 124;
    private static final int SHOWN_MAX = 200;
    private static final Pattern COLOUR = Pattern.compile("\\x1B\\[[\\d;]*m");

    private Program() {}

    /** Runs it in a folder, with these settings besides the machine's. */
    static Ended run(Duration max, Path folder, Map<String, String> settings, List<String> command) {
        try {
            Path out = Files.createTempFile(folder, "out", ".log");
            Path err = Files.createTempFile(folder, "err", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(settings);
            int status = awaitEnd(max, builder);
            Ended ended = new Ended(status, Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return ended;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static int awaitEnd(Duration max, ProcessBuilder builder) throws IOException {
        Process process;
        try {
            process = builder.start();
        } catch (IOException absent) {
            Files.writeString(
                    builder.redirectError().file().toPath(),
                    "there is no " + builder.command().get(0));
            return NOT_FOUND;
        }
        try {
            if (process.waitFor(max.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        Files.writeString(builder.redirectError().file().toPath(), "it did not end within " + max.toSeconds() + " s");
        return OUT_OF_TIME;
    }

    /** How it ended. */
    record Ended(int status, String out, String err) {
        boolean isGood() {
            return status == 0;
        }

        /** Fails unless it ended well. */
        Ended expectSuccess() {
            if (!isGood()) {
                throw new AssertionError("exit status " + status + "\n--- stdout\n" + out + "\n--- stderr\n" + err);
            }
            return this;
        }

        /** The line that says what went wrong. */
        String complaint() {
            List<String> lines = (err + "\n" + out)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            return lines.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).contains("error"))
                    .findFirst()
                    .or(() -> lines.stream().findFirst())
                    .map(line -> COLOUR.matcher(line).replaceAll(""))
                    .map(line -> line.substring(0, Math.min(line.length(), SHOWN_MAX)))
                    .orElse("exit status " + status);
        }
    }
}
