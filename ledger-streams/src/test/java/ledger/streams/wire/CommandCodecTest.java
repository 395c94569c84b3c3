package ledger.streams.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ledger.command.LedgerCommand;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandCodecTest {
    @Test
    void what_is_written_is_read_as_it_was() {
        for (LedgerCommand command : Samples.commands().values()) {
            assertThat(CommandCodec.read(CommandCodec.write(command))).isEqualTo(new Decoded.Valid<>(command));
        }
    }
}
