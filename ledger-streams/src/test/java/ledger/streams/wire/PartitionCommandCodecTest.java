package ledger.streams.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ledger.command.PartitionCommand;
import ledger.streams.json.Decoded;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PartitionCommandCodecTest {
    @Test
    void what_is_written_is_read_as_it_was() {
        for (PartitionCommand command : Samples.partitionCommands().values()) {
            assertThat(PartitionCommandCodec.read(PartitionCommandCodec.write(command)))
                    .isEqualTo(new Decoded.Valid<>(command));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'type':'Nothing','version':1,'id':'x','partition':0,'actor':'a' | a record without a key is of no kind known to this build",
                "'type':'SkipRecord','version':2,'id':'x','partition':0,'offset':1,'actor':'a' | version 2 of commands is not known to this build",
                "'type':'SkipRecord','version':1,'id':'x','partition':0,'actor':'a' | offset is missing",
                "'type':'SkipRecord','version':1,'id':'x','partition':0,'offset':-1,'actor':'a' | offset must be 0 or more",
                "'type':'SkipRecord','version':1,'id':'x','partition':0,'offset':'1','actor':'a' | offset must be a whole number",
                "'type':'ActivateRules','version':1,'id':'x','partition':-1,'rules':2,'build':'1','actor':'a' | partition must be 0 or more",
                "'type':'ActivateRules','version':1,'id':'x','partition':0,'rules':0,'build':'1','actor':'a' | rules must be a version, 1 or more",
                "'type':'ActivateRules','version':1,'id':'x','partition':0,'rules':99999999999,'build':'1','actor':'a' | integer overflow",
                "'type':'ActivateRules','version':1,'id':'x','partition':0,'rules':2,'build':'','actor':'a' | build must have 1 to 64 characters",
                "'type':'ActivateRules','version':1,'id':'','partition':0,'rules':2,'build':'1','actor':'a' | id must have 1 to 64 characters",
                "'type':'ActivateRules','version':1,'id':'x','partition':0,'rules':2,'build':'1','actor':'\\ud800' | actor must have 1 to 256 characters",
            },
            quoteCharacter = '"')
    void what_cannot_be_taken_says_why(String members, String reason) {
        byte[] json = ("{" + members.replace('\'', '"') + "}").getBytes(UTF_8);

        assertThat(PartitionCommandCodec.read(json)).isEqualTo(new Decoded.Malformed<>(reason));
    }
}
