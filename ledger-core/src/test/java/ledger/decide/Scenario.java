package ledger.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.IdempotencyKey;
import ledger.command.CommandHeader;
import ledger.command.LedgerCommand;
import ledger.event.Booking;
import ledger.event.LedgerEvent;
import ledger.event.LedgerEvent.CommandRejected;
import ledger.event.LedgerEvent.EntryRefunded;
import ledger.event.RejectionCode;
import ledger.fold.Account;
import ledger.fold.Entry;

/** One account and its history in memory: given some commands, when another, then what. */
final class Scenario implements Entries {
    static final AccountId ANN = new AccountId("ann");

    private final TreeMap<Long, Entry> history = new TreeMap<>();
    private Account account = Account.EMPTY;
    private long sequence;
    private LedgerEvent last = new LedgerEvent.CommandRepeated(0);

    static CommandHeader header(String key) {
        return new CommandHeader("id-" + key, ANN, new IdempotencyKey(key), "tester");
    }

    static Scenario given(LedgerCommand... commands) {
        Scenario scenario = new Scenario();
        for (LedgerCommand command : commands) {
            scenario.when(command);
            assertThat(scenario.last).isNotInstanceOf(CommandRejected.class);
        }
        return scenario;
    }

    Scenario when(LedgerCommand command) {
        sequence++;
        Decision decision = Decider.decide(command, account, sequence, sequence * 1_000, this);
        assertThat(decision.account()).isEqualTo(account.evolve(decision.event(), sequence * 1_000));
        account = decision.account();
        last = decision.event();
        Booking booking = last.booking();
        if (booking != null) {
            history.put(sequence, entry(command, booking));
        }
        if (last instanceof EntryRefunded refunded && booking != null) {
            history.computeIfPresent(
                    refunded.entry().sequence(), (at, entry) -> entry.refundedBy(new Credits(booking.amountMicros())));
        }
        return this;
    }

    void thenRefused(RejectionCode code, String message) {
        assertThat(last).isInstanceOfSatisfying(CommandRejected.class, rejected -> {
            assertThat(rejected.rejection().code()).isEqualTo(code);
            assertThat(rejected.rejection().message()).isEqualTo(message);
        });
    }

    Scenario thenMoves(String... postings) {
        List<String> moves = new ArrayList<>();
        last.postings()
                .forEach(posting -> moves.add(posting.source() + " > " + posting.target() + " " + posting.amount()));
        assertThat(moves).containsExactly(postings);
        return this;
    }

    Scenario thenBalance(String credits) {
        assertThat(Credits.text(account.balanceMicros())).isEqualTo(credits);
        return this;
    }

    Account account() {
        return account;
    }

    LedgerEvent last() {
        return last;
    }

    @Override
    public Optional<Entry> find(long at) {
        return Optional.ofNullable(history.get(at));
    }

    private Entry entry(LedgerCommand command, Booking booking) {
        return new Entry(
                new EntryId(ANN, sequence),
                sequence * 1_000,
                command.key(),
                "tester",
                booking,
                account.balanceMicros(),
                null,
                null,
                Credits.ZERO,
                "");
    }
}
