package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that openapi-generator makes of the description do what their callers mean, in three languages. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(SharedLedger.class)
class GeneratedClientsTest {
    private static final Duration MAX = Duration.ofMinutes(3);
    private static final Path GENERATED = Fetched.FOLDER.resolve("generated");
    private static final Path COMPILED = Fetched.FOLDER.resolve("compiled");

    /** The same for each language: see the drivers for what they ask. */
    private static final String SAID = """
            balance: 100 for USER, plan none, refilled never
            hold: 60 for USER, OPEN, captured by none
            validate: false, 80 of 40
            validate: true, 30 of 40
            capture: -42.5 for a chat, released 17.5, debt 0
            beside: cost none, metadata none
            batch: 201 200 201 201 201 201 201
            balance: 38 for USER, plan pro, refilled once
            limits: overdraft 5, budgets 1
            history: 8 transactions, 30 for gpt-4
            refused: 402 INSUFFICIENT_CREDITS, 1000 of 43
            """;

    private final LedgerProcess ledger;
    private final String user = SharedLedger.newUser();

    GeneratedClientsTest(LedgerProcess ledger) {
        this.ledger = ledger;
    }

    @BeforeAll
    static void generate() {
        Path generator = Fetched.generator(GeneratedClientsTest.class);
        run(
                Map.of(),
                java("java"),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                generator.toString(),
                "batch",
                "--clean",
                "--fail-fast",
                "--",
                "python.yaml",
                "java.yaml",
                "typescript.yaml");
    }

    @Test
    void a_client_in_python_does_what_its_caller_means() {
        Path client = GENERATED.resolve("python");
        Path packages = Fetched.packages(GeneratedClientsTest.class, client.resolve("requirements.txt"));

        Map<String, String> settings = Map.of("PYTHONPATH", client + File.pathSeparator + packages);
        assertThatItSays(settings, "python3", "driver.py");
    }

    @Test
    void a_client_in_java_does_what_its_caller_means() throws IOException {
        Path client = GENERATED.resolve("java");
        String classPath = Fetched.jars(GeneratedClientsTest.class, client.resolve("pom.xml")) + "/*";
        Path classes = COMPILED.resolve("java");
        List<String> compiler = new ArrayList<>(List.of(
                java("javac"),
                "-J-XX:TieredStopAtLevel=1",
                "-nowarn",
                "-proc:none",
                "-cp",
                classPath,
                "-d",
                classes.toString()));
        try (Stream<Path> sources = Files.walk(client.resolve("src/main"))) {
            sources.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(compiler::add);
        }
        compiler.add("Driver.java");
        run(Map.of(), compiler.toArray(String[]::new));

        assertThatItSays(Map.of(), java("java"), "-cp", classes + File.pathSeparator + classPath, "Driver");
    }

    @Test
    void a_client_in_typescript_does_what_its_caller_means() {
        Path compiler = Fetched.program(GeneratedClientsTest.class, "tsc");
        run(Map.of(), compiler.toString(), "--project", ".");

        assertThatItSays(Map.of(), "node", "compiled/typescript/driver.js");
    }

    private void assertThatItSays(Map<String, String> settings, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(ledger.url(), ledger.adminToken(), user));

        Program.Ended ended = run(settings, arguments.toArray(String[]::new));

        assertThat(ended.out().replace(user, "USER")).as(ended.err()).isEqualTo(SAID);
        // What the client saw as available, and the hold of its batch.
        assertThat(ledger.admin().creditsOf(user)).isEqualTo("40");
    }

    private static Program.Ended run(Map<String, String> settings, String... command) {
        return Program.run(MAX, Fetched.FOLDER, settings, List.of(command)).expectSuccess();
    }

    /** A program of the JDK that runs the test. */
    private static String java(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
