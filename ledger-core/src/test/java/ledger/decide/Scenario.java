package ledger.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import ledger.AccountId;
import ledger.Credits;
import ledger.IdempotencyKey;
import ledger.command.CommandHeader;
import ledger.command.LedgerCommand;
import ledger.event.CommandRejected;
import ledger.event.CommandRepeated;
import ledger.event.LedgerEvent;
import ledger.event.RejectionCode;
import ledger.fold.Account;
import ledger.memory.MemoryAccount;

/** One account and its history in memory: given some commands, when another, then what. Each comes a second later. */
final class Scenario {
    static final AccountId ANN = new AccountId("ann");

    private static final long MILLIS_PER_SECOND = 1_000;

    private MemoryAccount ann = new MemoryAccount(ANN);
    private long nowMillis;
    private LedgerEvent last = new CommandRepeated(0);
    private List<DecidedEvent> events = List.of();

    static CommandHeader header(String key) {
        return new CommandHeader("id-" + key, ANN, new IdempotencyKey(key), "tester");
    }

    static Scenario given(LedgerCommand... commands) {
        return new Scenario().and(commands);
    }

    /** Further commands, none of which is refused. */
    Scenario and(LedgerCommand... commands) {
        for (LedgerCommand command : commands) {
            when(command);
            assertThat(last).as("%s", command).isNotInstanceOf(CommandRejected.class);
        }
        return this;
    }

    /** Time passes without a command. */
    Scenario after(long seconds) {
        nowMillis += seconds * MILLIS_PER_SECOND;
        return this;
    }

    /** The next command comes at that second. */
    Scenario atSecond(long second) {
        nowMillis = (second - 1) * MILLIS_PER_SECOND;
        return this;
    }

    Scenario when(LedgerCommand command) {
        nowMillis += MILLIS_PER_SECOND;
        Account account = ann.account();
        Decision decision = ann.take(command, nowMillis);
        for (DecidedEvent decided : decision.events()) {
            Long dueMillis = decided.effectiveAtMillis();
            account = account.evolve(decided.event(), dueMillis == null ? nowMillis : dueMillis);
            assertThat(decided.account()).isEqualTo(account);
        }
        events = decision.events();
        last = decision.event().orElse(last);
        return this;
    }

    Scenario thenRefused(RejectionCode code, String message) {
        assertThat(last).isInstanceOfSatisfying(CommandRejected.class, rejected -> {
            assertThat(rejected.rejection().code()).isEqualTo(code);
            assertThat(rejected.rejection().message()).isEqualTo(message);
        });
        return this;
    }

    Scenario thenRefusedBy(RejectionCode code) {
        assertThat(last)
                .isInstanceOfSatisfying(
                        CommandRejected.class,
                        rejected -> assertThat(rejected.rejection().code()).isEqualTo(code));
        return this;
    }

    Scenario thenMoves(String... postings) {
        assertThat(moves(last)).containsExactly(postings);
        return this;
    }

    /** What the last command came to: {@code Type} of each event, those that fell due with when. */
    Scenario thenHappened(String... happened) {
        assertThat(events.stream().map(Scenario::text)).containsExactly(happened);
        return this;
    }

    Scenario thenBalance(String credits) {
        assertThat(Credits.text(ann.account().balanceMicros())).isEqualTo(credits);
        return this;
    }

    Scenario thenAvailable(String credits) {
        assertThat(Credits.text(ann.account().availableMicros())).isEqualTo(credits);
        return this;
    }

    Scenario thenHeld(String credits) {
        assertThat(Credits.text(ann.account().heldMicros())).isEqualTo(credits);
        return this;
    }

    Account account() {
        return ann.account();
    }

    /** Folds the account again from what happened so far, and goes on with that. */
    Scenario restarted() {
        MemoryAccount folded = ann.foldedAgain();
        assertThat(folded.account()).hasToString(ann.account().toString());
        ann = folded;
        return this;
    }

    /** The account with everything settled that is due after so many seconds. */
    Account accountAfter(long seconds) {
        return Settlement.settled(ann.account(), ann.sequence(), nowMillis + seconds * MILLIS_PER_SECOND);
    }

    long sequence() {
        return ann.sequence();
    }

    long nowMillis() {
        return nowMillis;
    }

    LedgerEvent last() {
        return last;
    }

    List<DecidedEvent> events() {
        return events;
    }

    static List<String> moves(LedgerEvent event) {
        return event.postings().stream()
                .map(posting -> posting.source() + " > " + posting.target() + " " + posting.amount())
                .toList();
    }

    private static String text(DecidedEvent decided) {
        String type = decided.event().getClass().getSimpleName();
        Long dueMillis = decided.effectiveAtMillis();
        return dueMillis == null ? type : type + " at " + dueMillis / MILLIS_PER_SECOND;
    }
}
