package ledger.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The shell of somebody who follows a page: in a folder of its own that looks like a fresh checkout. The ports that the
 * page names may be taken here, so others stand in for them.
 */
final class ReadersShell implements AutoCloseable {
    private static final Duration STEP_MAX = Duration.ofMinutes(3);
    /** What a checkout has that a reader makes, or that Git keeps to itself. */
    private static final Set<String> LEFT_OUT = Set.of("data", ".git", "target");

    private final Path folder;
    private final List<Path> links = new ArrayList<>();
    private final int httpPort = freePort();
    private final int kafkaPort = freePort();
    private final Process shell;
    private final Writer input;
    private int step;

    ReadersShell(Path folder) throws IOException {
        this.folder = folder;
        try (Stream<Path> files = Files.list(Repository.ROOT)) {
            for (Path file : files.toList()) {
                if (!LEFT_OUT.contains(file.getFileName().toString())) {
                    links.add(Files.createSymbolicLink(folder.resolve(file.getFileName()), file));
                }
            }
        }
        ProcessBuilder builder = new ProcessBuilder("bash", "--noprofile", "--norc")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("LEDGER_"));
        builder.environment().put("LEDGER_HTTP_PORT", String.valueOf(httpPort));
        builder.environment().put("LEDGER_KAFKA_PORT", String.valueOf(kafkaPort));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        shell = builder.start();
        input = shell.outputWriter(UTF_8);
    }

    /** Runs one command and returns what it showed; one that goes on is left running once it has shown enough. */
    String run(ConsoleBlock.Step wanted) throws IOException {
        step++;
        Path output = folder.resolve(".output-" + step);
        Path done = folder.resolve(".done-" + step);
        String command = here(wanted.command().strip());
        boolean goesOn = isServer(command);
        input.write(goesOn ? "exec 8>'%s'\n".formatted(output) : "");
        input.write(
                goesOn
                        ? "%s >&8 2>&1 </dev/null &\nexec 8>&-\n".formatted(command.replaceFirst("\\s*&$", ""))
                        : "{ %s\n} >'%s' 2>&1 </dev/null\n: >'%s'\n".formatted(command, output, done));
        input.flush();
        await(command)
                .atMost(STEP_MAX)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> goesOn
                        ? Files.exists(output) && ShownOutput.isReached(wanted.shown(), there(Files.readString(output)))
                        : Files.exists(done));
        return there(Files.readString(output));
    }

    /** Whether the command is one that a reader leaves running. */
    static boolean isServer(String command) {
        return command.endsWith("&") || command.matches("(?s)(.* )?\\./ledger (dev|serve)( .*)?");
    }

    /** Ends the shell and all that was started in it. */
    @Override
    public void close() throws IOException {
        List<ProcessHandle> started = shell.descendants().toList();
        started.forEach(ProcessHandle::destroyForcibly);
        input.close();
        try {
            if (!shell.waitFor(10, TimeUnit.SECONDS)) {
                shell.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        started.forEach(process -> process.onExit().join());
        for (Path link : links) {
            Files.delete(link);
        }
    }

    private String here(String command) {
        return command.replace("localhost:7070", "127.0.0.1:" + httpPort)
                .replace("127.0.0.1:7070", "127.0.0.1:" + httpPort)
                .replace("localhost:9092", "127.0.0.1:" + kafkaPort)
                .replace("127.0.0.1:9092", "127.0.0.1:" + kafkaPort);
    }

    private String there(String output) {
        return output.replace("127.0.0.1:" + httpPort, "127.0.0.1:7070")
                .replace("localhost:" + httpPort, "localhost:7070")
                .replace("127.0.0.1:" + kafkaPort, "127.0.0.1:9092")
                .replace("localhost:" + kafkaPort, "localhost:9092");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }
}
