package ledger.streams.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import ledger.AccountId;
import ledger.Credits;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import ledger.command.CommandHeader;
import ledger.command.Cost;
import ledger.command.GrantCredits;
import ledger.command.LedgerCommand;
import ledger.command.PlaceHold;
import ledger.command.SpendCredits;
import ledger.log.Answer;
import ledger.log.Outcome;
import ledger.streams.LedgerNode;
import ledger.streams.TestSettings;
import ledger.streams.topic.KeyPartition;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ten thousand holds of one partition that end within a second, and somebody who wants to spend meanwhile. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(300)
class ManyHoldsTest {
    private static final Logger LOG = LoggerFactory.getLogger(ManyHoldsTest.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ACCOUNTS = 100;
    private static final int HOLDS = 100;
    private static final int PLACING_SECONDS = 30;

    @TempDir
    private Path folder;

    private int commands;

    @Test
    void spends_go_on_while_ten_thousand_holds_end_at_once() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0));
                LedgerNode node = LedgerNode.start(
                        TestSettings.of(broker.bootstrapServers(), folder.resolve("state")),
                        Clock.systemUTC(),
                        failure -> {})) {
            await().atMost(PATIENCE).until(() -> node.queries().isReady());
            List<AccountId> holders = onOnePartition();
            AccountId spender = holders.remove(0);
            holders.forEach(holder -> done(node, grant(holder)));
            done(node, grant(spender));
            long endMillis = System.currentTimeMillis() + PLACING_SECONDS * 1_000L;
            holders.forEach(holder -> place(node, holder, endMillis));
            await().atMost(PATIENCE).until(() -> heldBy(node, holders) < ACCOUNTS * HOLDS);

            int spentMeanwhile = 0;
            long longestNanos = 0;
            while (heldBy(node, holders) > 0) {
                long startNanos = System.nanoTime();
                done(node, spend(spender));
                longestNanos = Math.max(longestNanos, System.nanoTime() - startNanos);
                spentMeanwhile++;
            }

            LOG.info("while holds ended spends={} longestMillis={}", spentMeanwhile, longestNanos / 1_000_000);
            // The sweeper takes eight accounts at a time: somebody else's turn comes in between.
            assertThat(spentMeanwhile).isGreaterThanOrEqualTo(ACCOUNTS / 8 / 2);
            holders.forEach(
                    holder -> assertThat(node.queries().balance(holder).held()).isEqualTo(Credits.ZERO));
        }
    }

    /** Holds that the fold has open, whatever the clock says: the sweeper closes them. */
    private static long heldBy(LedgerNode node, List<AccountId> holders) {
        return node.queries().due(Long.MAX_VALUE - 1, Integer.MAX_VALUE).stream()
                        .filter(holders::contains)
                        .count()
                * HOLDS;
    }

    private void place(LedgerNode node, AccountId holder, long endMillis) {
        List<CompletableFuture<Answer>> placed = new ArrayList<>();
        for (int i = 0; i < HOLDS; i++) {
            int seconds = (int) Math.max(1, (endMillis - System.currentTimeMillis()) / 1_000);
            placed.add(node.commandLog()
                    .append(new PlaceHold(
                            header(holder), Cost.named(Credits.of(1)), seconds, Reason.AI_CHAT, Note.NONE))
                    .toCompletableFuture());
        }
        placed.forEach(
                answer -> assertThat(((Answer.Decided) answer.join()).outcome()).isInstanceOf(Outcome.OfHold.class));
    }

    private static List<AccountId> onOnePartition() {
        return new ArrayList<>(IntStream.range(0, Integer.MAX_VALUE)
                .mapToObj(i -> new AccountId("u" + i))
                .filter(user -> KeyPartition.of(user, TestSettings.PARTITIONS) == 0)
                .limit(ACCOUNTS + 1L)
                .toList());
    }

    private LedgerCommand grant(AccountId user) {
        return new GrantCredits(
                header(user), TransactionType.PURCHASE, Reason.MANUAL_ADJUSTMENT, Credits.of(100_000), Note.NONE);
    }

    private LedgerCommand spend(AccountId user) {
        return new SpendCredits(header(user), Reason.AI_CHAT, Credits.of(1), Note.NONE);
    }

    private CommandHeader header(AccountId user) {
        String key = "c" + commands++;
        return new CommandHeader(key, user, new IdempotencyKey(key), "test");
    }

    private static void done(LedgerNode node, LedgerCommand command) {
        assertThat(((Answer.Decided) node.commandLog()
                                .append(command)
                                .toCompletableFuture()
                                .join())
                        .outcome())
                .isInstanceOf(Outcome.Accepted.class);
    }
}
