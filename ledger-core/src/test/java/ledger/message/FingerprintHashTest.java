package ledger.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FingerprintHashTest {
    @Test
    void hashes_are_stored_and_never_change() {
        assertThat(Fingerprint.hash("")).isEqualTo(0x22a139f6);
        assertThat(Fingerprint.hash("usage")).isEqualTo(0x9be72116);
        assertThat(Fingerprint.hash("grüße 👋")).isEqualTo(0x16ccb33e);
    }
}
