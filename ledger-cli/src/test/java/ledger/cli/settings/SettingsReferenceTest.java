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

            Environment variables set the ledger. A bad value, or an unknown name that starts with `LEDGER_`, stops the start
            with a line that names it. An empty value counts as not set. This page is generated from
            `ledger.cli.settings.Setting`: `mvn test -pl ledger-cli -am -Dtest=SettingsReferenceTest
            -Dsurefire.failIfNoSpecifiedTests=false` writes it again when it is stale, and fails once.

            | name | default | meaning |
            | --- | --- | --- |
            """;
    private static final String KAFKA = """
            | `LEDGER_KAFKA_*` | Kafka's | any other property of Kafka's clients, with dots as underscores: \
            `LEDGER_KAFKA_SECURITY_PROTOCOL=SASL_SSL` is `security.protocol`. Properties that the ledger relies on cannot be set |

            Options for the JVM, above all its memory, go in `JDK_JAVA_OPTIONS`. In addition to the heap, the stores have a cache. It
            is a sixteenth of the heap, at least 64 MB and at most 1 GB. If you set `JDK_JAVA_OPTIONS`, name the collector of `serve`
            too: `-XX:+UseG1GC` is the default, and the fastest that was measured ([notebook](performance-notebook.md)).

            `./ledger` runs on the JDK that `JAVA_HOME` names. Otherwise it takes the newest up to 25, which is the newest it was tried
            on. If there is only a newer one, it takes that.

            If the ledger's user may raise the priority of threads, as root may, `-XX:ThreadPriorityPolicy=1
            -XX:CompilerThreadPriority=0` let the deciding thread go before all others. If `JDK_JAVA_OPTIONS` is not set, `./ledger`
            sets these two for `serve` and `dev` in that case.
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
