package ledger.streams.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import ledger.account.AlertType;
import ledger.alert.WebhookSecret;
import ledger.alert.WebhookTarget;
import ledger.command.LedgerCommand;
import ledger.streams.json.Decoded;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AnyBytesTest {
    private static final int TRIES = 4_000;
    private static final String SECRET = WebhookSecret.text(new byte[WebhookSecret.BYTES_MIN]);
    /** What parsers stumble over, to be put anywhere into a message. */
    private static final List<String> STUMBLING_STONES = List.of(
            "null",
            "1e999999999",
            "-1e-999999999",
            "1e99999999999",
            "9223372036854775808",
            "0.0000001",
            "\"\"",
            "{}",
            "[]",
            "[[[",
            "{\"",
            "\\ud800",
            "\\u0000",
            "\u0000",
            "\"amount\":",
            "NaN",
            "\"2026-13-45T99:00:00Z\"",
            "\uFEFF",
            "\"+999999999-12-31T23:59:59.999Z\"",
            "-",
            "0x1",
            ",",
            ":",
            "}",
            "true",
            "\"txn.1.YQ\"");

    @ParameterizedTest
    @ValueSource(longs = {1, 42, 20_260_301})
    void whatever_stands_in_the_log_is_read_without_a_throw(long seed) {
        Random random = new Random(seed);
        List<byte[]> messages = messages();
        for (int i = 0; i < TRIES; i++) {
            byte[] bytes = mutated(messages.get(random.nextInt(messages.size())), random);

            assertThatCode(() -> {
                        assertThat(CommandCodec.read(bytes)).isNotNull();
                        assertThat(PriceChangeCodec.read(bytes)).isNotNull();
                        assertThat(WebhookCodec.read(bytes)).isNotNull();
                        assertThat(AlertEnvelope.read(bytes)).isNotNull();
                        assertThat(AccountMessage.read(bytes)).isNotNull();
                        assertThat(UsageEventCodec.readStructured(bytes)).isNotNull();
                        assertThat(UsageEventCodec.splitBatch(bytes)).isNotNull();
                    })
                    .as("seed %d, try %d: %s", seed, i, new String(bytes, UTF_8))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void what_is_read_of_a_broken_command_can_be_written_and_read_again(long seed) {
        Random random = new Random(seed);
        List<byte[]> messages = messages();
        int valid = 0;
        for (int i = 0; i < TRIES; i++) {
            byte[] bytes = mutated(messages.get(random.nextInt(messages.size())), random);
            if (CommandCodec.read(bytes) instanceof Decoded.Valid<LedgerCommand> read) {
                valid++;
                assertThat(CommandCodec.read(CommandCodec.write(read.value())))
                        .as("seed %d, try %d: %s", seed, i, new String(bytes, UTF_8))
                        .isEqualTo(read);
            }
        }
        assertThat(valid).isPositive();
    }

    @Test
    void every_beginning_of_a_message_is_malformed() {
        for (byte[] message : messages()) {
            for (int length = 0; length < message.length; length++) {
                byte[] cut = Arrays.copyOf(message, length);
                assertThat(CommandCodec.read(cut)).isInstanceOf(Decoded.Malformed.class);
                assertThat(PriceChangeCodec.read(cut)).isInstanceOf(Decoded.Malformed.class);
            }
        }
    }

    private static List<byte[]> messages() {
        List<byte[]> messages = new ArrayList<>();
        Samples.commands().values().forEach(command -> messages.add(CommandCodec.write(command)));
        Samples.priceChanges().values().forEach(change -> messages.add(PriceChangeCodec.write(change)));
        Samples.balances().values().forEach(balance -> messages.add(BalanceJson.write(balance)));
        messages.add(WebhookCodec.write(List.of(new WebhookTarget(
                "t_1", URI.create("https://a.example/"), Set.of(AlertType.DEBT), true, SECRET, 1_700_000_000_000L))));
        messages.add(("{\"id\":\"1-2-0-0\",\"type\":\"DEBT\",\"userId\":\"ann\",\"sequence\":4,\"time\":"
                        + "\"2026-03-01T09:30:00.250Z\"}")
                .getBytes(UTF_8));
        messages.add(("{\"specversion\":\"1.0\",\"type\":\"credits.usage\",\"source\":\"/c\",\"id\":\"1\",\"subject\":"
                        + "\"ann\",\"data\":{\"provider\":\"openai\",\"modelName\":\"gpt-4\",\"inputTokens\":12}}")
                .getBytes(UTF_8));
        return messages;
    }

    private static byte[] mutated(byte[] message, Random random) {
        byte[] bytes = message.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = replaced(bytes, at, 1 + random.nextInt(5), stone(random));
                case 2 -> bytes = replaced(bytes, at, 0, stone(random));
                default -> bytes = replaced(bytes, at, random.nextInt(9), new byte[0]);
            }
        }
        return bytes;
    }

    private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
        int end = Math.min(bytes.length, at + length);
        byte[] next = new byte[bytes.length - (end - at) + by.length + 1];
        System.arraycopy(bytes, 0, next, 0, at);
        System.arraycopy(by, 0, next, at, by.length);
        System.arraycopy(bytes, end, next, at + by.length, bytes.length - end);
        next[next.length - 1] = ' ';
        return next;
    }

    private static byte[] stone(Random random) {
        return STUMBLING_STONES.get(random.nextInt(STUMBLING_STONES.size())).getBytes(UTF_8);
    }
}
