package ledger.streams.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.alert.WebhookSecret;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the example of the page, as a receiver would. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AlertsPageTest {
    private static final Path PAGE = Path.of("../docs/alerts.md");
    private static final Pattern EXAMPLE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final String SECRET = WebhookSecret.text("of thirty-two bytes or about so!".getBytes(UTF_8));
    private static final long AT_SECONDS = 1_800_000_000;

    @TempDir
    private Path folder;

    @Test
    void the_example_tells_what_the_ledger_sent_from_what_it_did_not() throws Exception {
        String body = "{\"type\":\"alert.debt\"}";
        String signature = WebhookPost.signature(SECRET, "0-7-0-0", AT_SECONDS, body.getBytes(UTF_8));

        assertThat(verify(signature, body)).isEqualTo("genuine\n");
        assertThat(verify("v1,AAAA " + signature, body)).isEqualTo("genuine\n");
        assertThat(verify(signature, body + " ")).isEqualTo("forged\n");
    }

    private String verify(String signature, String body) throws IOException, InterruptedException {
        Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
        assertThat(example.find()).isTrue();
        Path source = Files.writeString(folder.resolve("Verify.java"), example.group(1));
        Path sent = Files.writeString(folder.resolve("body"), body);
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        source.toString(),
                        SECRET,
                        "0-7-0-0",
                        Long.toString(AT_SECONDS),
                        signature)
                .redirectInput(sent.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), UTF_8);
        java.waitFor();
        return said.replace(System.lineSeparator(), "\n");
    }
}
