package ledger.bench.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import ledger.Credits;
import ledger.command.GrantCredits;
import ledger.command.SpendCredits;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WorkloadTest {
    private static final int SPENDS = 10_000;

    private static List<SpendCredits> spends() {
        Workload workload = new Workload(10, 1);
        return Stream.generate(workload::spend)
                .limit(SPENDS)
                .map(SpendCredits.class::cast)
                .toList();
    }

    @Test
    void every_spend_has_a_key_of_36_bytes_that_no_other_has() {
        Set<String> keys = new HashSet<>();

        spends().forEach(spend -> keys.add(spend.key().value()));

        assertThat(keys).hasSize(SPENDS).allMatch(key -> key.length() == 36);
    }

    @Test
    void every_spend_has_100_bytes_of_metadata() {
        assertThat(spends())
                .allSatisfy(spend -> assertThat(spend.note().metadata()).hasSize(100));
    }

    @Test
    void about_one_in_a_hundred_asks_for_more_than_anybody_has() {
        Credits funds = ((GrantCredits) new Workload(1, 1).fund("ann")).amount();

        long refused = spends().stream()
                .filter(spend -> spend.amount().compareTo(funds) > 0)
                .count();

        assertThat(refused).isBetween(SPENDS / 200L, SPENDS / 50L);
    }

    @Test
    void the_same_seed_gives_the_same_commands() {
        assertThat(spends()).isEqualTo(spends());
    }

    @Test
    void the_rate_after_the_warm_up_is_the_last_that_the_tool_prints() throws Exception {
        String output = """
                5 records sent, 1.0 records/sec (0.00 MB/sec), 2.0 ms avg latency
                9 records sent, 70.5 records/sec (0.01 MB/sec), 2.0 ms avg latency, 9 ms 99th
                """;

        assertThat(RawProduce.lastRate(output)).isEqualTo(70.5);
    }
}
