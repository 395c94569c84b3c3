package ledger.streams.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ledger.command.CommandTypes;
import ledger.command.LedgerCommand;
import ledger.message.Fingerprint;
import ledger.message.RequestField;
import ledger.streams.json.Decoded;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * What of each command ever written a retry must repeat. The hashes are stored beside the keys for ever: one that comes
 * out differently turns old retries into conflicts.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GoldenFingerprintsTest {
    private static final String KIND = "fingerprint";

    @Test
    void every_command_ever_written_has_the_fingerprint_that_it_always_had() throws IOException {
        List<String> writtenFirst = new ArrayList<>();
        for (Map.Entry<String, Fingerprint> command : fingerprints().entrySet()) {
            String name = command.getKey();
            String hashes = text(command.getValue());
            if (GoldenFiles.isWrittenFirst(KIND, name, hashes.getBytes(UTF_8))) {
                writtenFirst.add(name);
            }
            assertThat(GoldenFiles.ofKind(KIND).get(name))
                    .asString(UTF_8)
                    .as(name)
                    .isEqualTo(hashes);
        }
        assertThat(writtenFirst)
                .as("golden files that were not there and now are: look at them and commit them")
                .isEmpty();
    }

    @Test
    void every_field_of_a_request_is_in_one_of_them() throws IOException {
        Set<RequestField> missing = EnumSet.allOf(RequestField.class);
        fingerprints()
                .values()
                .forEach(fingerprint -> missing.removeAll(fingerprint.hashes().keySet()));

        assertThat(missing).isEmpty();
    }

    private static Map<String, Fingerprint> fingerprints() throws IOException {
        Map<String, Fingerprint> fingerprints = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : GoldenFiles.ofKind("command").entrySet()) {
            if (CommandCodec.read(file.getValue()) instanceof Decoded.Valid<LedgerCommand> valid
                    && valid.value().header().key() != null) {
                fingerprints.put(file.getKey(), CommandTypes.fingerprint(valid.value()));
            }
        }
        return fingerprints;
    }

    private static String text(Fingerprint fingerprint) {
        return fingerprint.hashes().entrySet().stream()
                .map(hash -> "\"" + hash.getKey().label() + "\":" + hash.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
