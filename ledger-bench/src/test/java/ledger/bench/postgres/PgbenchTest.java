package ledger.bench.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PgbenchTest {
    @Test
    void the_rate_is_what_pgbench_says() throws IOException {
        assertThat(Pgbench.rate("latency average = 1.2 ms\ntps = 1403.25 (without initial connection time)\n"))
                .isEqualTo(1403.25);
    }

    @Test
    void without_a_rate_it_failed() {
        assertThatThrownBy(() -> Pgbench.rate("number of transactions actually processed: 0"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void connecting_took_what_pgbench_says() {
        String output = "initial connection time = 2750.5 ms\ntps = 1403.25 (without initial connection time)\n";

        assertThat(Pgbench.connectingSeconds(output, 5)).isEqualTo(2.7505);
    }

    @Test
    void connecting_took_all_the_time_where_nothing_was_spent_in_it() {
        assertThat(Pgbench.connectingSeconds("number of transactions actually processed: 0", 5))
                .isEqualTo(5);
    }
}
