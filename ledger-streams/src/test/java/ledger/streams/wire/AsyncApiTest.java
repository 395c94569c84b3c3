package ledger.streams.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ledger.command.LedgerCommand;
import ledger.command.PartitionCommand;
import ledger.event.LedgerEvent;
import ledger.pricing.PriceChange;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AsyncApiTest {
    private static final Path DOCUMENT = Path.of("../docs/asyncapi.yaml");
    private static final Path GOLDEN = Path.of("src/test/resources");
    private static final Pattern EXAMPLE =
            Pattern.compile("# (golden/\\S+\\.json)\\n +- name: \\S+\\n +payload: (.*)\\n");

    @Test
    void every_example_is_a_golden_file() throws IOException {
        Matcher examples = EXAMPLE.matcher(Files.readString(DOCUMENT));
        int count = 0;
        while (examples.find()) {
            byte[] golden = Files.readAllBytes(GOLDEN.resolve(examples.group(1)));
            assertThat(examples.group(2)).as(examples.group(1)).isEqualTo(new String(golden, UTF_8));
            count++;
        }
        assertThat(count).isGreaterThanOrEqualTo(messageTypes().size());
    }

    @Test
    void every_message_has_an_example() throws IOException {
        String document = Files.readString(DOCUMENT);
        for (String type : messageTypes()) {
            assertThat(document).contains("- name: " + type + ".v");
        }
    }

    @Test
    void every_topic_is_described() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertThat(Stream.of("usage", "commands", "events", "balances", "prices", "alerts", "webhooks", "dead-letters"))
                .allSatisfy(topic -> assertThat(document).contains("address: ledger." + topic + "\n"));
    }

    private static Set<String> messageTypes() {
        Set<String> types = new TreeSet<>();
        for (Class<?> sealed :
                new Class<?>[] {LedgerCommand.class, PartitionCommand.class, LedgerEvent.class, PriceChange.class}) {
            for (Class<?> type : sealed.getPermittedSubclasses()) {
                types.add(type.getSimpleName());
            }
        }
        return types;
    }
}
