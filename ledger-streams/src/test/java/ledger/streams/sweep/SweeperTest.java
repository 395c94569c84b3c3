package ledger.streams.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import ledger.AccountId;
import ledger.Position;
import ledger.UnavailableException;
import ledger.command.ExpireDue;
import ledger.command.LedgerCommand;
import ledger.log.Answer;
import ledger.log.CommandLog;
import ledger.log.Outcome;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SweeperTest {
    private static final long NOW = 1_800_000_000_000L;

    /** Accounts that are due, and a log that settles one event of each. */
    private static final class Due implements CommandLog {
        final Queue<AccountId> accounts = new ArrayDeque<>();
        final List<Integer> batches = new ArrayList<>();
        final List<LedgerCommand> appended = new ArrayList<>();
        long askedAtMillis;

        Due(int count) {
            IntStream.range(0, count).mapToObj(i -> new AccountId("u" + i)).forEach(accounts::add);
        }

        List<AccountId> find(long atMillis, int perPartition) {
            askedAtMillis = atMillis;
            List<AccountId> first = accounts.stream().limit(perPartition).toList();
            batches.add(first.size());
            return first;
        }

        @Override
        public CompletionStage<Answer> append(LedgerCommand command) {
            appended.add(command);
            int events = accounts.remove(command.account()) ? 1 : 0;
            return CompletableFuture.completedFuture(
                    new Answer.Decided(new Outcome.Settled(events, false), false, new Position(0, appended.size())));
        }

        @Override
        public Optional<Answer> answered(LedgerCommand command) {
            return Optional.empty();
        }
    }

    @Test
    void what_is_due_is_settled_a_few_accounts_at_a_time() throws InterruptedException {
        Due due = new Due(20);
        Sweeper sweeper = new Sweeper(due::find, due, () -> Instant.ofEpochMilli(NOW));

        boolean isMore = true;
        while (isMore) {
            isMore = sweeper.turn();
        }

        assertThat(due.batches).containsExactly(8, 8, 4, 0);
        assertThat(due.appended).hasSize(20).allSatisfy(command -> {
            assertThat(command).isInstanceOf(ExpireDue.class);
            assertThat(command.header().key()).isNull();
            assertThat(command.header().actor()).isEqualTo("ledger");
        });
        assertThat(due.askedAtMillis).isLessThan(NOW);
    }

    @Test
    void a_second_sweeper_of_the_same_accounts_settles_nothing_and_rests() throws InterruptedException {
        Due due = new Due(3);
        List<AccountId> stale = due.find(NOW, 3);
        new Sweeper(due::find, due, () -> Instant.ofEpochMilli(NOW)).turn();

        boolean isMore = new Sweeper((at, count) -> stale, due, () -> Instant.ofEpochMilli(NOW)).turn();

        assertThat(isMore).isFalse();
        assertThat(due.appended).hasSize(6);
    }

    @Test
    void an_account_that_is_not_served_now_stops_no_other() throws InterruptedException {
        Due due = new Due(2);
        CommandLog moving = new CommandLog() {
            @Override
            public CompletionStage<Answer> append(LedgerCommand command) {
                return command.account().value().equals("u0")
                        ? CompletableFuture.failedFuture(new UnavailableException("moved"))
                        : due.append(command);
            }

            @Override
            public Optional<Answer> answered(LedgerCommand command) {
                return Optional.empty();
            }
        };

        boolean isMore = new Sweeper(due::find, moving, () -> Instant.ofEpochMilli(NOW)).turn();

        assertThat(isMore).isTrue();
        assertThat(due.accounts).containsExactly(new AccountId("u0"));
    }
}
