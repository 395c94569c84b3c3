package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ledger.Position;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader asks for at least what a writer was told. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(SharedLedger.class)
class ReadYourWritesTest {
    private static final String MIN_POSITION = "X-Ledger-Min-Position";

    private final LedgerClient admin;
    private final LedgerClient service;
    private final String user = SharedLedger.newUser();

    ReadYourWritesTest(LedgerProcess ledger) {
        admin = ledger.admin();
        service = ledger.service();
    }

    @Test
    void every_read_includes_every_write_before_its_position() {
        for (int writes = 1; writes <= 20; writes++) {
            String position = admin.add(user, "1").position();
            LedgerClient reader = service.with(MIN_POSITION, position);

            JsonNode statistics =
                    reader.get("/statistics?userId=" + user).expect(200).data();

            assertThat(reader.creditsOf(user)).isEqualTo(String.valueOf(writes));
            assertThat(reader.transactionsOf(user)).hasSize(writes);
            assertThat(statistics.path("transactionCount").asInt()).isEqualTo(writes);
            assertThat(Json.decimal(statistics.path("breakdown").path("byType").path("PURCHASE")))
                    .isEqualTo(String.valueOf(writes));
        }
    }

    @Test
    void refusals_replays_and_reads_tell_a_position_too() {
        admin.add(user, "1");

        assertThat(service.use(user, "5").expect(402).position()).isNotBlank();
        service.withKey("k").use(user, "1").expect(201);
        assertThat(service.withKey("k").use(user, "1").expect(200).position()).isNotBlank();
        assertThat(service.get("/balance?userId=" + user).position()).isNotBlank();
        assertThat(service.get("/transactions?userId=" + user).position()).isNotBlank();
        assertThat(service.get("/statistics?userId=" + user).position()).isNotBlank();
    }

    @Test
    void a_position_that_is_not_reached_is_unavailable() {
        Position told = Position.parse(admin.add(user, "1").position()).orElseThrow();
        Position ahead = new Position(told.partition(), told.offset() + 1_000_000);

        Answer answer = service.with(MIN_POSITION, ahead.toString()).get("/balance?userId=" + user);

        assertThat(answer.expect(503, "UNAVAILABLE").header("Retry-After")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1", "1-", "-1-5", "99999-1", "0-9999999999999999999", "0-1-2", "0-x", "0 - 1"})
    void a_malformed_position_is_refused(String position) {
        LedgerClient reader = service.with(MIN_POSITION, position);

        for (String path : new String[] {"/balance", "/transactions", "/statistics"}) {
            Answer answer = reader.get(path + "?userId=" + user);
            assertThat(answer.expect(400, "INVALID_REQUEST").error()).contains(MIN_POSITION);
        }
    }
}
