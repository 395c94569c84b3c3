package ledger.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import ledger.Credits;
import ledger.EntryId;
import ledger.Note;
import ledger.account.Book;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.command.ChargeUsage;
import ledger.command.DeductCredits;
import ledger.command.GrantCredits;
import ledger.command.LedgerCommand;
import ledger.command.RefundEntry;
import ledger.command.SpendCredits;
import ledger.event.CommandRejected;
import ledger.fold.Account;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random commands: whatever comes, credits are conserved and a naive model of two numbers agrees. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConservationTest {
    private static final int COMMANDS = 400;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
    void random_commands_conserve_credits_and_agree_with_a_naive_model(long seed) {
        Random random = new Random(seed);
        Scenario ledger = Scenario.given();
        NaiveLedger naive = new NaiveLedger();
        for (int sequence = 1; sequence <= COMMANDS; sequence++) {
            LedgerCommand command = anyCommand(random, sequence);

            ledger.when(command);

            boolean accepted = !(ledger.last() instanceof CommandRejected);
            assertThat(accepted).as("seed %d command %d", seed, sequence).isEqualTo(naive.take(command, sequence));
            checkBooks(ledger.account());
            assertThat(ledger.account().balanceMicros()).isEqualTo(naive.balance);
            assertThat(ledger.account().used().micros()).isEqualTo(naive.used);
            assertThat(ledger.account().issuedMicros(TransactionType.REFUND)).isEqualTo(naive.refunded);
        }
    }

    private static void checkBooks(Account account) {
        assertThat(account.books().values().stream().mapToLong(Long::longValue).sum())
                .isZero();
        account.books().forEach((book, micros) -> {
            if (book instanceof Book.Available) {
                assertThat(micros).isPositive();
            }
        });
        assertThat(account.debt().isPositive() && !account.burnOrder().isEmpty())
                .as("debt beside something to spend")
                .isFalse();
    }

    private static LedgerCommand anyCommand(Random random, int sequence) {
        Credits amount = new Credits(1 + random.nextInt(50_000_000));
        var header = Scenario.header("k" + sequence);
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
                TransactionType[] types = {TransactionType.PURCHASE, TransactionType.BONUS, TransactionType.REFILL};
                TransactionType type = types[random.nextInt(types.length)];
                yield new GrantCredits(header, type, Reason.MANUAL_ADJUSTMENT, amount, Note.NONE);
            }
            case 3 -> new DeductCredits(header, Reason.MANUAL_ADJUSTMENT, amount, Note.NONE);
            case 4, 5 -> new SpendCredits(header, Reason.AI_CHAT, amount, Note.NONE);
            case 6, 7 -> Usages.costing(header, amount, random.nextBoolean());
            default -> {
                EntryId entry = new EntryId(Scenario.ANN, 1 + random.nextInt(sequence));
                yield new RefundEntry(header, entry, random.nextBoolean() ? null : amount, null, Note.NONE, null);
            }
        };
    }

    /** One balance, and how much each spend has left to refund. */
    private static final class NaiveLedger {
        private final List<Long> refundable = new ArrayList<>(List.of(0L));
        private long balance;
        private long used;
        private long refunded;

        boolean take(LedgerCommand command, int sequence) {
            refundable.add(0L);
            if (command instanceof GrantCredits grant) {
                balance += grant.amount().micros();
                return true;
            }
            if (command instanceof DeductCredits deduct) {
                boolean enough = deduct.amount().micros() <= balance;
                balance -= enough ? deduct.amount().micros() : 0;
                return enough;
            }
            if (command instanceof SpendCredits spend) {
                return spend(spend.amount().micros(), false, sequence);
            }
            if (command instanceof ChargeUsage charge) {
                return spend(Objects.requireNonNull(charge.quote()).total().micros(), charge.allowDebt(), sequence);
            }
            return refund((RefundEntry) command);
        }

        private boolean refund(RefundEntry refund) {
            int at = (int) refund.entry().sequence();
            long rest = refundable.get(at);
            long amount = refund.amount() == null ? rest : refund.amount().micros();
            if (amount == 0 || amount > rest) {
                return false;
            }
            refundable.set(at, rest - amount);
            balance += amount;
            refunded += amount;
            return true;
        }

        private boolean spend(long micros, boolean allowDebt, int sequence) {
            if (micros > balance && !allowDebt) {
                return false;
            }
            balance -= micros;
            used += micros;
            refundable.set(sequence, micros);
            return true;
        }
    }
}
