package ledger.bench.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program of the bench that answers HTTP, and says on which port. */
public final class Neighbour implements AutoCloseable {
    private final Program program;
    private final URI url;

    private Neighbour(Program program, URI url) {
        this.program = program;
        this.url = url;
    }

    /** Starts one, with the flags of the ledger's own server, which are none. */
    public static Neighbour start(String mainClass, Path directory, List<String> arguments) throws IOException {
        Program program = Program.start(
                "the neighbour",
                directory.resolve("neighbour.log"),
                directory,
                Map.of(),
                Program.java(List.of(), mainClass, arguments));
        String port = program.line();
        if (port == null) {
            program.requireAlive();
            throw new IOException("the neighbour did not say where it listens");
        }
        return new Neighbour(program, URI.create("http://127.0.0.1:" + port));
    }

    /** Where it answers. */
    public URI url() {
        return url;
    }

    @Override
    public void close() {
        program.close();
    }
}
