package ledger.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ledger.AccountId;
import ledger.fold.Account;
import ledger.fold.RecordedEvent;
import ledger.streams.decide.FoldedLog;
import ledger.streams.rows.HistoryRow;
import ledger.streams.rows.StoreKeys;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Accounts at times of the past, with holds, grants and plans that ended meanwhile: rows and snapshots against events.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HistoryTest {
    private static final int COMMANDS = 900;
    private static final long STEP_MILLIS = 1_800_000;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {9, 99})
    void an_account_at_any_time_is_what_its_events_had_come_to_whatever_snapshots_there_are(long seed) {
        try (FoldedLog log = new FoldedLog(folder, seed, COMMANDS, STEP_MILLIS)) {
            Map<AccountId, List<RecordedEvent>> byAccount = log.events().stream()
                    .filter(RecordedEvent::isChained)
                    .collect(Collectors.groupingBy(
                            event -> event.command().account(), LinkedHashMap::new, Collectors.toList()));
            byAccount.forEach((account, events) -> {
                History history = new History(account, log.history());
                assertThat(snapshots(history)).isGreaterThanOrEqualTo(2);
                for (long timeMillis : times(events)) {
                    long sequence = history.lastSequenceAt(timeMillis, events.size());
                    assertThat(history.accountAt(timeMillis, sequence, events.size()))
                            .as("seed %d %s at %d", seed, account, timeMillis)
                            .hasToString(folded(events, timeMillis).toString());
                }
            });
        }
    }

    /** Just before, at, and just after everything that happened. */
    private static Set<Long> times(List<RecordedEvent> events) {
        Set<Long> times = new TreeSet<>();
        for (RecordedEvent event : events) {
            for (long around = -1; around <= 1; around++) {
                times.add(event.timeMillis() + around);
                times.add(Math.max(0, event.foldedAtMillis() + around));
            }
        }
        return times;
    }

    /** What had happened by then, and what later commands found to have been due by then. */
    private static Account folded(List<RecordedEvent> events, long timeMillis) {
        Account account = Account.EMPTY;
        for (RecordedEvent event : events) {
            Long dueMillis = event.effectiveAtMillis();
            boolean wasDue = dueMillis != null && dueMillis <= timeMillis;
            if (event.timeMillis() > timeMillis && !wasDue) {
                break;
            }
            account = account.evolve(event.event(), event.foldedAtMillis());
        }
        return account;
    }

    private static long snapshots(History history) {
        long snapshots = 0;
        try (KeyValueIterator<Bytes, byte[]> rows = history.rows()
                .range(Bytes.wrap(StoreKeys.beforeAllAccounts()), Bytes.wrap(StoreKeys.afterAllAccounts()))) {
            while (rows.hasNext()) {
                KeyValue<Bytes, byte[]> row = rows.next();
                boolean isOfAccount = StoreKeys.accountOf(row.key.get()).equals(history.account());
                boolean isSnapshot = HistoryRow.read(row.key.get(), row.value).snapshot() != null;
                snapshots += isOfAccount && isSnapshot ? 1 : 0;
            }
        }
        return snapshots;
    }
}
