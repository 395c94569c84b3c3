package ledger.bench.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that a bench started. It does not outlive the bench. */
public final class Program implements AutoCloseable {
    private static final long STOP_SECONDS_MAX = 30;
    private static final int TAIL_LINES = 15;

    private final String name;
    private final Path log;
    private final Process process;
    private final Thread atExit;

    private Program(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts a command.
     *
     * @param name for people
     * @param log gets its standard error
     * @param directory where it runs
     * @param environment beside that of the bench, without its LEDGER_ settings
     */
    public static Program start(
            String name, Path log, Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        Files.createDirectories(directory);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(key -> key.startsWith("LEDGER_"));
        builder.environment().putAll(environment);
        return new Program(name, log, builder.start());
    }

    /**
     * Starts a Java program on the class path of the bench.
     *
     * @param directory where it runs; its standard error goes to a log beside
     */
    public static Program java(
            String name, Path directory, List<String> flags, String mainClass, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(javaBinary());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath(), mainClass));
        command.addAll(arguments);
        Path log = directory.resolveSibling(directory.getFileName() + ".log");
        return start(name, log, directory, Map.of(), command);
    }

    /** The Java that runs the bench. */
    static String javaBinary() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The next line of its standard output, or null at its end. */
    public @Nullable String line() throws IOException {
        return reader().readLine();
    }

    /** Everything that it still writes to standard output, to its end, which must be a good one. */
    public String output() throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw failed("ended with status " + process.exitValue() + " after: " + output.strip());
        }
        return output;
    }

    /** Everything that it wrote to standard error so far. */
    public String errors() throws IOException {
        return Files.readString(log);
    }

    /** Throws where it has ended by itself. */
    public void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw failed("ended by itself with status " + process.exitValue());
        }
    }

    /** How much memory it has in RAM, bytes. */
    public long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElseThrow();
    }

    /** Nothing of it runs afterwards. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Asks it to end, and waits for it. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.destroy();
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (IOException gone) {
            kill();
        } catch (InterruptedException interrupted) {
            kill();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private IOException failed(String how) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        return new IOException(name + " " + how + "; " + log + " ends: " + String.join(" | ", tail));
    }

    private BufferedReader reader() {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    /** With every jar of the manifest's class path, since another main class is named. */
    private static String classPath() {
        String own = System.getProperty("java.class.path");
        Path jar = Path.of(own).toAbsolutePath();
        boolean isThinJar = !own.contains(File.pathSeparator) && own.endsWith(".jar");
        return isThinJar ? jar + File.pathSeparator + jar.resolveSibling("lib") + File.separator + "*" : own;
    }
}
