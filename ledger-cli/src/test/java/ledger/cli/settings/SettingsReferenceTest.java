package ledger.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingsReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "settings.md");
    private static final String INTRODUCTION = """
            # Settings

            The ledger is set by environment variables. An unknown name that starts with `LEDGER_`, or a bad value, stops the
            start with a line naming it; an empty value counts as not set. This page is generated from
            `ledger.cli.settings.Setting`: `mvn test -pl ledger-cli -am -Dtest=SettingsReferenceTest
            -Dsurefire.failIfNoSpecifiedTests=false` writes it anew when it is stale, and fails once.

            | name | default | meaning |
            | --- | --- | --- |
            """;
    private static final String KAFKA = """
            | `LEDGER_KAFKA_*` | Kafka's | any other property of Kafka's clients, dots as underscores: \
            `LEDGER_KAFKA_SECURITY_PROTOCOL=SASL_SSL` is `security.protocol`. Those that the ledger's laws hang on cannot be set |

            Options for the JVM, its memory above all, go in `JDK_JAVA_OPTIONS`. Beside the heap the stores have a cache of a sixteenth
            of it, at least 64 MB and at most 1 GB. Who sets options sets the collector of `serve` too: `-XX:+UseG1GC` is what it
            has without, and the fastest that was measured ([notebook](performance-notebook.md)).
            `./ledger` runs on the JDK that `JAVA_HOME` names, or else on the newest there is up to 25, the newest it was tried on; on one
            that is newer where there is no other.
            Where the ledger's user may put threads first, as root may, `-XX:ThreadPriorityPolicy=1 -XX:CompilerThreadPriority=0` let
            the thread that decides go before all others; without `JDK_JAVA_OPTIONS`, `./ledger` sets them there for `serve` and `dev`.
            """;

    @Test
    void the_reference_lists_every_setting() throws IOException {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        for (Setting setting : Setting.values()) {
            text.append("| `%s` | %s | %s |\n".formatted(setting.variable(), setting.fallback(), setting.meaning()));
        }
        String expected = text.append(KAFKA).toString();

        String found = Files.exists(REFERENCE) ? Files.readString(REFERENCE) : "";
        if (!found.equals(expected)) {
            Files.createDirectories(REFERENCE.getParent());
            Files.writeString(REFERENCE, expected);
        }

        assertThat(found)
                .as("docs/settings.md was stale; it is written anew, commit it")
                .isEqualTo(expected);
    }
}
