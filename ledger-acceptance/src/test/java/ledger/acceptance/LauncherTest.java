package ledger.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of a machine's JDKs {@code ./ledger} runs on. The machine has some of its own, as new as they may be. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LauncherTest {
    /** The newest that {@code ./ledger} takes before any other. */
    private static final int TRIED = 25;

    @TempDir
    Path home;

    /** A checkout that is built already, so that none of these JDKs is asked to build. */
    private Path launcher;

    @BeforeEach
    void copy_the_launcher() throws IOException {
        Path checkout = Files.createDirectories(home.resolve("checkout"));
        launcher = Files.copy(Repository.ROOT.resolve("ledger"), checkout.resolve("ledger"));
        Files.createDirectories(checkout.resolve("ledger-cli/target"));
        Files.createFile(checkout.resolve("ledger-cli/target/ledger.jar"));
    }

    @Test
    void java_home_wins_over_a_newer_one_on_the_path() throws IOException, InterruptedException {
        assertThat(chosen(
                        jdk("newest", TRIED), Map.of("JAVA_HOME", jdk("old", 17).toString())))
                .isEqualTo("old");
    }

    @Test
    void the_newest_wins_over_the_one_on_the_path() throws IOException, InterruptedException {
        jdk("newest", TRIED);

        assertThat(chosen(jdk("old", 17), Map.of())).isNotEqualTo("old");
    }

    @Test
    void the_one_on_the_path_wins_over_one_as_new() throws IOException, InterruptedException {
        jdk("before it in the folder", TRIED);

        assertThat(chosen(jdk("on the path", TRIED), Map.of())).isEqualTo("on the path");
    }

    @Test
    void one_that_was_never_tried_is_left_where_there_is_another() throws IOException, InterruptedException {
        jdk("old", 17);

        assertThat(chosen(jdk("untried", TRIED + 1), Map.of())).isNotEqualTo("untried");
    }

    @Test
    void a_java_home_that_is_too_old_is_passed_over() throws IOException, InterruptedException {
        assertThat(chosen(
                        jdk("newest", TRIED),
                        Map.of("JAVA_HOME", jdk("too old", 11).toString())))
                .isEqualTo("newest");
    }

    /**
     * What the JDK said that was run, given one on the path and those that {@link #jdk} has made; one of the machine's
     * own fails, as there is nothing in the jar.
     */
    private String chosen(Path onPath, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "--version").redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("HOME", home.toString());
        builder.environment()
                .merge("PATH", onPath.resolve("bin").toString(), (old, bin) -> bin + File.pathSeparator + old);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output.strip();
    }

    /** A JDK, where SDKMAN puts it, that says its name and does nothing else. */
    private Path jdk(String name, int version) throws IOException {
        Path folder = home.resolve(".sdkman/candidates/java").resolve(name);
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"%d.0.1\"\n".formatted(version));
        for (String file : new String[] {"java", "javac"}) {
            Path program =
                    Files.writeString(folder.resolve("bin").resolve(file), "#!/bin/sh\necho '%s'\n".formatted(name));
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return folder;
    }
}
