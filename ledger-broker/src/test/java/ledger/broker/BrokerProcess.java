package ledger.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An embedded broker in a JVM of its own, so that it can be killed without killing the test. */
final class BrokerProcess implements AutoCloseable {
    private final Process process;
    private final String bootstrapServers;

    private BrokerProcess(Process process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    static BrokerProcess start(Path directory) throws IOException {
        return start(directory, ProcessBuilder.Redirect.INHERIT);
    }

    /** One whose standard error goes elsewhere. */
    static BrokerProcess start(Path directory, ProcessBuilder.Redirect errors) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                directory.toString());
        Process process = new ProcessBuilder(command).redirectError(errors).start();
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("127.0.0.1:")) {
                return new BrokerProcess(process, line);
            }
        }
        throw new IllegalStateException("the broker process ended before it was ready");
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /** How the process ended by itself. */
    int awaitEnd() {
        return process.onExit().orTimeout(60, TimeUnit.SECONDS).join().exitValue();
    }

    /** As {@code kill -9} does it: nothing of the process runs afterwards. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(Path.of(arguments[0]), 0));
        System.out.println(broker.bootstrapServers());
        Thread.currentThread().join(); // Until killed.
    }
}
