package ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IsoTimeTest {
    private static final long YEARS_200_MILLIS = 6_311_520_000_000L;

    @Test
    void what_is_written_is_read_back() {
        Random random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            long millis = random.nextLong(YEARS_200_MILLIS);
            String text = IsoTime.text(millis);

            assertThat(IsoTime.millis(text)).as(text).isEqualTo(millis);
            assertThat(Instant.parse(text).toEpochMilli()).as(text).isEqualTo(millis);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+12026-11-22T10:15:30.123Z", "-0001-01-01T00:00:00.007Z", "0000-01-01T00:00:00.000Z"})
    void a_year_of_any_length_is_written_as_java_writes_it(String text) {
        assertThat(IsoTime.text(Instant.parse(text).toEpochMilli())).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-28T24:00:00.000Z",
                "2016-12-31T23:59:60.000Z",
                "2026-11-22T10:15:30.123+02:00",
                "2026-11-22T10:15:30Z",
                "+12026-11-22T10:15:30.123Z",
                "1969-12-31T23:59:59.999Z",
                "2024-02-29T00:00:00.000Z"
            })
    void every_form_means_what_java_says_it_means(String text) {
        assertThat(IsoTime.millis(text)).isEqualTo(Instant.parse(text).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T00:00:00.000Z",
                "2026-13-01T00:00:00.000Z",
                "2026-01-01T00:60:00.000Z",
                "2026-01-01T24:00:01.000Z",
                "2026-01-01 00:00:00.000Z",
                "2026-01-01T00:00:00.00OZ",
                ""
            })
    void no_time_is_refused(String text) {
        assertThatThrownBy(() -> IsoTime.millis(text)).isInstanceOf(DateTimeException.class);
    }
}
