package ledger.streams.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ledger.command.CommandTypes;
import ledger.command.LedgerCommand;
import ledger.streams.json.Decoded;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandCodecTest {
    private static final String SENT = "{\"type\":\"VoidHold\",\"version\":1,\"id\":\"c\",\"userId\":\"alice\","
            + "\"idempotencyKey\":\"k\",\"actor\":\"chat\",%s,\"holdId\":\"hold.b.YWxpY2U\"}";

    @Test
    void what_is_written_is_read_as_it_was() {
        for (LedgerCommand command : Samples.commands().values()) {
            assertThat(CommandCodec.read(CommandCodec.write(command))).isEqualTo(new Decoded.Valid<>(command));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "{\"deep\":[{\"er\":1}]}",
                "[1,2]",
                "true",
                "null",
                "\"yesterday\"",
                "\"1969-12-31T23:59:59.999Z\"",
                "\"+10000-01-01T00:00:00.000Z\"",
                "\"2026-13-01T00:00:00.000Z\""
            })
    void a_sending_time_that_cannot_be_read_is_as_if_it_were_not_there(String sentAt) {
        String command = SENT.formatted("\"sentAt\":" + sentAt);

        assertThat(CommandCodec.read(command.getBytes(UTF_8))).isEqualTo(CommandCodec.read(bytes("\"more\":0")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"later\":5",
                "\"later\":{\"a\":[1,{\"type\":\"SetPlan\"}]}",
                "\"later\":[[],{}]",
                "\"later\":\"x\"",
                "\"later\":null",
                "\"partition\":7"
            })
    void members_of_later_builds_are_ignored(String member) {
        assertThat(CommandCodec.read(bytes(member)))
                .isInstanceOf(Decoded.Valid.class)
                .isEqualTo(CommandCodec.read(bytes("\"more\":0")));
    }

    @Test
    void the_sending_time_is_no_part_of_what_was_asked() {
        LedgerCommand without = valid(bytes("\"more\":0"));
        LedgerCommand with = valid(bytes("\"sentAt\":\"2026-03-01T09:30:00.250Z\""));

        assertThat(with.header().sentAtMillis()).isEqualTo(1_772_357_400_250L);
        assertThat(CommandTypes.fingerprint(with)).isEqualTo(CommandTypes.fingerprint(without));
    }

    private static LedgerCommand valid(byte[] json) {
        return ((Decoded.Valid<LedgerCommand>) CommandCodec.read(json)).value();
    }

    private static byte[] bytes(String member) {
        return SENT.formatted(member).getBytes(UTF_8);
    }
}
