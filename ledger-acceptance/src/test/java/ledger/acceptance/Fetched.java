package ledger.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What tests of the description need from the registries of Maven, npm and Python, by their ordinary clients as this
 * machine has them set up. Where one cannot be had, the test is skipped and a line says so. Asked once, however many
 * tests need it.
 */
final class Fetched {
    /** Where it is put, and whatever is made of it. */
    static final Path FOLDER = Repository.ROOT.resolve("ledger-acceptance/target/clients");

    private static final String GENERATOR = "7.25.0";
    /** As the pom has it, so that it is here already. */
    private static final String COPYING = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:";

    private static final Duration FETCH_MAX = Duration.ofMinutes(2);
    private static final int CONNECT_MILLIS_MAX = 5_000;
    /** Why something is not here, or nothing where it is. */
    private static final Map<String, String> ASKED = new ConcurrentHashMap<>();

    private Fetched() {}

    /** The jar of openapi-generator. */
    static Path generator(Class<?> test) {
        require(
                test,
                "openapi-generator " + GENERATOR,
                () -> maven(
                        COPYING + "copy",
                        "-Dartifact=org.openapitools:openapi-generator-cli:" + GENERATOR,
                        "-DoutputDirectory=" + FOLDER));
        return FOLDER.resolve("openapi-generator-cli-" + GENERATOR + ".jar");
    }

    /** The folder of the jars that the project of this pom compiles with. */
    static Path jars(Class<?> test, Path pom) {
        Path jars = FOLDER.resolve("jars");
        require(
                test,
                "the jars of " + FOLDER.relativize(pom),
                () -> maven(
                        COPYING + "copy-dependencies",
                        "-f" + pom,
                        "-DincludeScope=compile",
                        "-DoutputDirectory=" + jars));
        return jars;
    }

    /** The folder of the Python packages that this file requires. */
    static Path packages(Class<?> test, Path requirements) {
        Path packages = FOLDER.resolve("packages");
        require(
                test,
                "the packages of " + FOLDER.relativize(requirements),
                () -> run(
                        "python3",
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--no-input",
                        "--retries=0",
                        "--timeout=10",
                        "--upgrade",
                        "--target=" + packages,
                        "--requirement=" + requirements));
        return packages;
    }

    /** A program of the packages from npm, which are those of {@code clients/package.json}. */
    static Path program(Class<?> test, String name) {
        require(
                test,
                "the packages of package.json",
                () -> run(
                        "npm",
                        "install",
                        "--loglevel=error",
                        "--no-package-lock",
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund",
                        "--prefer-offline",
                        "--fetch-retries=0",
                        "--fetch-timeout=20000"));
        return FOLDER.resolve("node_modules/.bin").resolve(name);
    }

    /** What it has already is taken without asking a registry. */
    private static Program.Ended maven(String... arguments) {
        List<String> command = new ArrayList<>(List.of("mvn", "--batch-mode", "--quiet", "--offline"));
        command.addAll(List.of(arguments));
        Program.Ended offline = run(command.toArray(String[]::new));
        if (offline.isGood()) {
            return offline;
        }
        command.set(command.indexOf("--offline"), "-Daether.connector.connectTimeout=" + CONNECT_MILLIS_MAX);
        return run(command.toArray(String[]::new));
    }

    private static Program.Ended run(String... command) {
        return Program.run(FETCH_MAX, FOLDER, Map.of(), List.of(command));
    }

    private static void require(Class<?> test, String what, Supplier<Program.Ended> fetch) {
        String why = ASKED.computeIfAbsent(what, asked -> {
            copyResources();
            Program.Ended ended = fetch.get();
            return ended.isGood() ? "" : ended.complaint();
        });
        if (!why.isEmpty()) {
            System.out.println("SKIPPED " + test.getSimpleName() + ": " + what + " cannot be had here: " + why);
        }
        assumeTrue(why.isEmpty(), what + " cannot be had here: " + why);
    }

    /** The configuration of the generators and linters, and the programs that use the clients. */
    private static void copyResources() {
        Path resources = Repository.ROOT.resolve("ledger-acceptance/src/test/resources/clients");
        try (Stream<Path> files = Files.list(resources)) {
            Files.createDirectories(FOLDER);
            for (Path file : files.toList()) {
                Files.copy(file, FOLDER.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
