package ledger.bench.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import ledger.bench.Directories;
import ledger.bench.process.Program;

/** A Postgres cluster of the bench's own, in a directory of its own, with the ledger as a stored procedure. */
public final class Postgres implements AutoCloseable {
    /** Where Debian, and others, put the binaries that are not on the path. */
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/lib/postgresql"), Path.of("/usr/local/pgsql"), Path.of("/opt/homebrew/opt/postgresql"));

    private static final String OWNER = "postgres";
    private static final int CONNECTIONS_MAX = 400;
    private static final int START_TRIES = 300;
    private static final long TRY_MILLIS = 100;
    private static final long FUNDS_MICROS = 1_000_000_000_000L;

    private final Path binaries;
    private final Path directory;
    private final int port;
    private final Program server;

    private Postgres(Path binaries, Path directory, int port, Program server) {
        this.binaries = binaries;
        this.directory = directory;
        this.port = port;
        this.server = server;
    }

    /** Where Postgres is installed; empty where it is not. */
    public static Optional<Path> installed() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path place : PLACES) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.walk(place, 3)) {
                    files.filter(file -> file.endsWith("bin/initdb")).forEach(found::add);
                }
            }
        }
        return found.stream().max(Comparator.naturalOrder()).map(initdb -> initdb.resolveSibling(""));
    }

    /**
     * Starts a cluster with so many funded users.
     *
     * @param fsync whether a commit waits until it is on the disk
     */
    public static Postgres start(Path binaries, Path parent, boolean fsync, int users)
            throws IOException, InterruptedException {
        Path directory = place(parent);
        Path log = parent.resolve("postgres.log");
        List<String> initialize = List.of(
                binaries.resolve("initdb").toString(),
                "-D",
                directory.resolve("data").toString(),
                "-A",
                "trust",
                "-U",
                "bench",
                "-E",
                "UTF8",
                "--locale=C");
        try (Program initdb = Program.start("initdb", log, directory, Map.of(), asOwner(initialize))) {
            initdb.output();
        }
        int port = freePort();
        Program server =
                Program.start("postgres", log, directory, Map.of(), asOwner(command(binaries, directory, port, fsync)));
        Postgres postgres = new Postgres(binaries, directory, port, server);
        try {
            postgres.prepare(users);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            postgres.close();
            throw failed;
        }
        return postgres;
    }

    /** Where JDBC finds it. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=bench";
    }

    int port() {
        return port;
    }

    Path binaries() {
        return binaries;
    }

    @Override
    public void close() throws IOException {
        server.close();
        Directories.delete(directory);
    }

    private void prepare(int users) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            server.requireAlive();
            try (Connection connection = DriverManager.getConnection(url());
                    Statement statement = connection.createStatement()) {
                statement.execute(script());
                statement.execute("INSERT INTO accounts SELECT 'user-' || lpad(n::text, 7, '0'), " + FUNDS_MICROS
                        + ", 1 FROM generate_series(0, " + (users - 1) + ") AS n");
                statement.execute("VACUUM ANALYZE");
                return;
            } catch (SQLException notReady) {
                if (attempt == START_TRIES) {
                    throw new IOException("Postgres does not start: " + notReady.getMessage(), notReady);
                }
            }
            TimeUnit.MILLISECONDS.sleep(TRY_MILLIS);
        }
    }

    private static String script() throws IOException {
        try (InputStream script = Postgres.class.getResourceAsStream("ledger.sql")) {
            if (script == null) {
                throw new IllegalStateException("ledger.sql is not in the jar");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Room for its cache and its log, so that no checkpoint falls into a round; nothing else is tuned. */
    private static List<String> command(Path binaries, Path directory, int port, boolean fsync) {
        String onOff = fsync ? "on" : "off";
        List<String> command = new ArrayList<>(List.of(
                binaries.resolve("postgres").toString(),
                "-D",
                directory.resolve("data").toString(),
                "-p",
                "" + port));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=" + directory,
                "max_connections=" + CONNECTIONS_MAX,
                "shared_buffers=512MB",
                "max_wal_size=8GB",
                "checkpoint_timeout=30min",
                "fsync=" + onOff,
                "synchronous_commit=" + onOff,
                "full_page_writes=" + onOff)) {
            command.addAll(List.of("-c", setting));
        }
        return command;
    }

    /** Postgres refuses to run as root, and its user must reach the directory: else it goes where all can. */
    private static Path place(Path parent) throws IOException, InterruptedException {
        Path wanted = Files.createTempDirectory(Files.createDirectories(parent), "postgres");
        if (!isRoot()) {
            return wanted;
        }
        if (run("chown", OWNER, wanted.toString()) && run(asOwner(List.of("test", "-w", wanted.toString())))) {
            return wanted;
        }
        Path open = Files.createTempDirectory("ledger-bench-postgres");
        if (!run("chown", OWNER, open.toString())) {
            throw new IOException("Postgres does not run as root, and there is no user postgres to run it as");
        }
        return open;
    }

    private static List<String> asOwner(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        List<String> all =
                new ArrayList<>(List.of("setpriv", "--reuid=" + OWNER, "--regid=" + OWNER, "--clear-groups"));
        all.addAll(command);
        return all;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return run(List.of(command));
    }

    private static boolean run(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
