package ledger.decide;

import static ledger.decide.Scenario.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import ledger.Credits;
import ledger.EntryId;
import ledger.GrantId;
import ledger.HoldId;
import ledger.Note;
import ledger.command.CaptureHold;
import ledger.command.CommandHeader;
import ledger.command.Cost;
import ledger.command.GrantTerms;
import ledger.command.LedgerCommand;
import ledger.command.LedgerCommand.ChargeUsage;
import ledger.command.LedgerCommand.DeductCredits;
import ledger.command.LedgerCommand.GrantCredits;
import ledger.command.LedgerCommand.RefundEntry;
import ledger.command.LedgerCommand.SpendCredits;
import ledger.command.PlaceHold;
import ledger.command.ReverseEntry;
import ledger.command.RevokeGrant;
import ledger.command.SetLimits;
import ledger.command.VoidHold;
import ledger.event.Book;
import ledger.event.LedgerEvent.CommandRejected;
import ledger.event.Reason;
import ledger.event.TransactionType;
import ledger.fold.Account;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random commands at random times, told to the ledger, to a ledger that is swept in between, and to a naive one: after
 * every step the books are in order and all three agree.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MoneyPropertyTest {
    private static final int COMMANDS = 250;
    private static final int HOLD_SECONDS = 400;
    private static final long CREDITS_MAX = 50_000_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(
            longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1_597, 2_584, 4_181, 6_765, 10_946})
    void random_commands_at_random_times_come_to_the_same_whoever_counts_and_sweeps(long seed) {
        Random random = new Random(seed);
        Scenario ledger = Scenario.given();
        Scenario swept = Scenario.given();
        NaiveLedger naive = new NaiveLedger();
        long second = 1;
        for (int at = 1; at <= COMMANDS; at++) {
            second += random.nextInt(random.nextInt(10) == 0 ? 600 : 30);
            if (random.nextInt(3) == 0) {
                swept.atSecond(second - random.nextInt(5)).when(Commands.sweep());
            }
            LedgerCommand command = anyCommand(random, ledger.sequence(), second);

            ledger.atSecond(second).when(command);
            swept.atSecond(second).when(command);
            boolean accepted = naive.take(command, second * 1_000);

            String where = "seed " + seed + " command " + at + " " + command;
            assertThat(!(ledger.last() instanceof CommandRejected)).as(where).isEqualTo(accepted);
            assertThat(swept.account()).as(where).isEqualTo(ledger.account());
            checkBooks(ledger.account(), where);
            compare(ledger.account(), naive, where);
        }
    }

    private static void compare(Account account, NaiveLedger naive, String where) {
        assertThat(account.balanceMicros()).as(where).isEqualTo(naive.balance());
        assertThat(account.availableMicros()).as(where).isEqualTo(naive.available());
        assertThat(account.heldMicros()).as(where).isEqualTo(naive.held());
        assertThat(account.used().micros()).as(where).isEqualTo(naive.used);
        assertThat(account.expired().micros()).as(where).isEqualTo(naive.expired);
        assertThat(account.debt().micros()).as(where).isEqualTo(naive.debt);
    }

    private static void checkBooks(Account account, String where) {
        long sum = 0;
        long available = 0;
        long held = 0;
        long overdrawn = 0;
        for (var book : account.books().entrySet()) {
            long micros = book.getValue();
            sum += micros;
            if (book.getKey() instanceof Book.Available) {
                assertThat(micros).as("%s %s", where, book).isPositive();
                available += micros;
            } else if (book.getKey() instanceof Book.Held) {
                assertThat(micros).as("%s %s", where, book).isPositive();
                held += micros;
            } else if (book.getKey() instanceof Book.HeldOverdraft) {
                held += micros;
                overdrawn += micros;
            }
        }
        assertThat(sum).as("%s sum of books", where).isZero();
        assertThat(account.heldMicros()).as(where).isEqualTo(held);
        assertThat(account.terms().holds().values().stream()
                        .mapToLong(hold -> hold.amount().micros())
                        .sum())
                .as("%s sum of holds", where)
                .isEqualTo(held);
        assertThat(account.balanceMicros())
                .as(where)
                .isEqualTo(available + held - overdrawn - account.debt().micros());
        assertThat(account.debt().isPositive() && available > 0)
                .as("%s debt beside something to spend", where)
                .isFalse();
    }

    private static LedgerCommand anyCommand(Random random, long sequence, long second) {
        CommandHeader header = Scenario.header("k");
        Credits amount = new Credits(1 + random.nextLong(CREDITS_MAX));
        long some = 1 + random.nextLong(Math.max(1, sequence));
        Cost cost = new Cost.Named(amount);
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> grant(random, header, amount, second);
            case 4 -> new DeductCredits(header, Reason.MANUAL_ADJUSTMENT, amount, Note.NONE);
            case 5, 6 -> new SpendCredits(header, Reason.AI_CHAT, amount, Note.NONE);
            case 7 -> Usages.costing(header, amount, random.nextBoolean());
            case 8 -> charge(header, amount, recent(random, sequence));
            case 9, 10, 11 -> new PlaceHold(header, cost, 1 + random.nextInt(HOLD_SECONDS), Reason.AI_CHAT, Note.NONE);
            case 12, 13 -> new CaptureHold(header, recent(random, sequence), cost, Note.NONE);
            case 14 -> new VoidHold(header, recent(random, sequence));
            case 15, 16 ->
                new RefundEntry(header, new EntryId(ANN, some), random.nextBoolean() ? null : amount, null, Note.NONE);
            case 17 -> new RevokeGrant(header, new GrantId(some), Note.NONE);
            case 18 -> new ReverseEntry(header, new EntryId(ANN, some), Note.NONE);
            default -> new SetLimits(header, new Credits(random.nextLong(CREDITS_MAX)), null);
        };
    }

    private static GrantCredits grant(Random random, CommandHeader header, Credits amount, long second) {
        TransactionType[] types = {TransactionType.PURCHASE, TransactionType.BONUS, TransactionType.SUBSCRIPTION};
        long begins = second + random.nextLong(100) - 50;
        long ends = begins + 1 + random.nextLong(900);
        GrantTerms terms = new GrantTerms(
                random.nextInt(3) == 0 ? random.nextInt(256) : 100,
                random.nextInt(4) == 0 ? Math.max(0, begins * 1_000) : null,
                random.nextInt(2) == 0 ? Math.max(1, ends) * 1_000 : null);
        return new GrantCredits(
                header, types[random.nextInt(types.length)], Reason.MANUAL_ADJUSTMENT, amount, Note.NONE, terms, null);
    }

    private static ChargeUsage charge(CommandHeader header, Credits amount, HoldId hold) {
        ChargeUsage plain = Usages.costing(header, amount, false);
        return new ChargeUsage(header, plain.usage(), plain.reason(), false, plain.note(), null, plain.quote(), hold);
    }

    private static HoldId recent(Random random, long sequence) {
        return new HoldId(Math.max(1, sequence - random.nextInt(12)));
    }
}
