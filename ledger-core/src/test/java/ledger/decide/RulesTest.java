package ledger.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ledger.AccountId;
import ledger.command.CommandHeader;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RulesTest {
    private static final long HOUR = Rules.LEAD_MILLIS_MAX;

    @ParameterizedTest(name = "{0}: last {1}, sent {2}, appended {3} is {4}")
    @CsvSource({
        "V1, 0, 1000, 1005, 1005",
        "V1, 0, 1000, 63072001000, 63072001000",
        "V1, 2000, 1000, 1005, 2000",
        "V2, 0, 1000, 1005, 1005",
        "V2, 0, 1000, 3601000, 3601000",
        "V2, 0, 1000, 3601001, 3601000",
        "V2, 0, 1000, 63072001000, 3601000",
        "V2, 0, 9000000, 1005, 1005",
        "V2, 2000, 1000, 1005, 2000",
        "V2, 0, , 63072001000, 63072001000",
    })
    void the_time_of_a_command(Rules rules, long last, Long sent, long appended, long now) {
        assertThat(rules.nowMillis(last, header(sent), appended)).isEqualTo(now);
    }

    @Test
    void the_latest_time_that_can_be_sent_does_not_overflow() {
        long latest = CommandHeader.SENT_AT_MILLIS_MAX;

        assertThat(Rules.V2.nowMillis(0, header(latest), Long.MAX_VALUE)).isEqualTo(latest + HOUR);
        assertThatThrownBy(() -> header(latest + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> header(-1L)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void versions_are_found_by_their_number_and_rise() {
        assertThat(Rules.of(1)).contains(Rules.first());
        assertThat(Rules.of(Rules.newest().version())).contains(Rules.newest());
        assertThat(Rules.of(Rules.newest().version() + 1)).isEmpty();
        assertThat(Rules.values()).extracting(Rules::version).isSorted().doesNotHaveDuplicates();
        assertThat(Rules.V2.include(Rules.V1)).isTrue();
        assertThat(Rules.V1.include(Rules.V2)).isFalse();
    }

    private static CommandHeader header(Long sentAtMillis) {
        return new CommandHeader("c", new AccountId("ann"), null, "tester", sentAtMillis);
    }
}
