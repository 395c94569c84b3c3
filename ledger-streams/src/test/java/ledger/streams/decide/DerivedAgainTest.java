package ledger.streams.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ledger.AccountId;
import ledger.Credits;
import ledger.Position;
import ledger.alert.AlertWatch;
import ledger.alert.RaisedAlerts;
import ledger.command.LedgerCommand;
import ledger.event.Booking;
import ledger.fold.Account;
import ledger.fold.RecordedEvent;
import ledger.pricing.ModelId;
import ledger.query.Balance;
import ledger.streams.rows.DayRow;
import ledger.streams.topic.KeyPartition;
import ledger.streams.wire.AlertMessage;
import ledger.streams.wire.BalanceJson;
import ledger.streams.wire.CommandCodec;
import ledger.streams.wire.MetadataModel;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the deciding task derives, against what whoever reads the published events alone comes to. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DerivedAgainTest {
    private static final int COMMANDS = 600;
    private static final long DAY_MILLIS = 86_400_000;

    @TempDir
    private Path folder;

    private final Map<AccountId, Account> accounts = new HashMap<>();
    private final Map<AccountId, Long> measured = new HashMap<>();
    private final Map<AccountId, RaisedAlerts> raised = new HashMap<>();
    private final Map<AccountId, Map<Long, DayRow>> days = new HashMap<>();
    private final List<String> alerts = new ArrayList<>();
    /** The last of each command that has changed the account. */
    private final Map<Position, String> balances = new LinkedHashMap<>();

    private final Map<Position, Account> beforeCommand = new HashMap<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 3})
    void statistics_balances_and_alarms_are_what_the_events_come_to(long seed) {
        try (Graph graph = new Graph(folder)) {
            long timeMillis = 0;
            for (LedgerCommand command : new RandomMoney(new Random(seed), 0).log(COMMANDS)) {
                timeMillis += 40_000 * seed;
                graph.append(KeyPartition.key(command.account()), CommandCodec.write(command), timeMillis);
            }
            graph.events().stream().filter(RecordedEvent::isChained).forEach(this::fold);

            assertThat(graph.alerts()).as("seed %d", seed).isEqualTo(alerts).isNotEmpty();
            assertThat(graph.balances())
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(balances.values())
                    .hasSizeGreaterThan(100);
            days.forEach((account, all) -> all.forEach((day, row) ->
                    assertThat(graph.day(account, day)).as("seed %d", seed).isEqualTo(row.totals(day))));
        }
    }

    private void fold(RecordedEvent event) {
        AccountId id = event.command().account();
        Account before = accounts.getOrDefault(id, Account.EMPTY);
        Account after = before.evolve(event.event(), event.foldedAtMillis());
        accounts.put(id, after);
        count(id, event);
        alerts(id, event, before, after);
        Account atFirst = beforeCommand.computeIfAbsent(event.position(), position -> before);
        if (after.equals(atFirst)) {
            balances.remove(event.position());
        } else {
            Balance balance = Balance.of(id, after, event.sequence(), event.timeMillis());
            balances.put(event.position(), text(id, BalanceJson.write(balance)));
        }
    }

    private void count(AccountId id, RecordedEvent event) {
        Booking booking = event.event().booking();
        if (booking != null) {
            days.computeIfAbsent(id, account -> new HashMap<>())
                    .computeIfAbsent(event.timeMillis() / DAY_MILLIS, day -> new DayRow())
                    .add(
                            booking.type(),
                            booking.reason(),
                            new Credits(Math.abs(booking.amountMicros())),
                            MetadataModel.of(event.event(), booking)
                                    .map(ModelId::toString)
                                    .orElse(null));
        }
    }

    private void alerts(AccountId id, RecordedEvent event, Account before, Account after) {
        long atMillis = measured.merge(id, event.foldedAtMillis(), Math::max);
        AlertWatch.Watched watched =
                AlertWatch.watch(before, after, atMillis, raised.getOrDefault(id, RaisedAlerts.NONE));
        raised.put(id, watched.raised());
        Balance balance = Balance.of(id, after, event.sequence(), atMillis);
        for (int place : watched.crossed()) {
            alerts.add(text(id, AlertMessage.write(AlertWatch.alert(event.id(), place, after, balance))));
        }
    }

    private static String text(AccountId id, byte[] json) {
        return id.value() + " " + new String(json, StandardCharsets.UTF_8);
    }
}
