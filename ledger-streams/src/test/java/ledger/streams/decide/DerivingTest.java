package ledger.streams.decide;

import static ledger.streams.decide.Graph.ANN;
import static ledger.streams.decide.Graph.add;
import static ledger.streams.decide.Graph.header;
import static ledger.streams.decide.Graph.use;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import ledger.AccountId;
import ledger.Credits;
import ledger.Note;
import ledger.Position;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.command.ChargeUsage;
import ledger.command.Cost;
import ledger.command.GrantCredits;
import ledger.command.LedgerCommand;
import ledger.command.PlaceHold;
import ledger.command.SpendCredits;
import ledger.log.Answer;
import ledger.pricing.Meter;
import ledger.pricing.ModelId;
import ledger.pricing.PriceChange;
import ledger.pricing.PriceFallback;
import ledger.pricing.Priced;
import ledger.pricing.Quote;
import ledger.pricing.RateCard;
import ledger.pricing.Usage;
import ledger.query.DayTotals;
import ledger.streams.topic.KeyPartition;
import ledger.streams.wire.CommandCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The totals of days and the balances that follow from commands. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DerivingTest {
    private static final AccountId BOB = new AccountId("bob");
    private static final RateCard PRICES = RateCard.EMPTY
            .fold(new PriceChange.InitializePrices("test", 0, false), 0)
            .card();
    private static final long DAY = 20_779;
    private static final long MIDNIGHT_MILLIS = DAY * 86_400_000;

    @TempDir
    private Path state;

    private Graph graph;

    @BeforeEach
    void open() {
        graph = new Graph(state.resolve("graph"));
    }

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void a_day_sums_what_happened_on_it() {
        graph.send(add("a", 1_000), MIDNIGHT_MILLIS);
        graph.send(used("u1", new ModelId("openai", "gpt-4"), 2), MIDNIGHT_MILLIS + 1);
        graph.send(used("u2", new ModelId("openai", "new"), 1), MIDNIGHT_MILLIS + 2);
        graph.send(spent("s1", 5, "{\"modelName\":\"gpt-4\",\"provider\":\"openai\"}"), MIDNIGHT_MILLIS + 3);
        graph.send(spent("s2", 1, "{\"modelName\":7,\"provider\":\"openai\"}"), MIDNIGHT_MILLIS + 4);

        assertThat(graph.day(ANN, DAY))
                .isEqualTo(new DayTotals(
                        DAY,
                        5,
                        Credits.of(76),
                        Credits.of(1_000),
                        Map.of(TransactionType.PURCHASE, Credits.of(1_000), TransactionType.USAGE, Credits.of(76)),
                        Map.of(
                                Reason.MANUAL_ADJUSTMENT,
                                Credits.of(1_000),
                                Reason.MODEL_USAGE,
                                Credits.of(70),
                                Reason.AI_CHAT,
                                Credits.of(6)),
                        Map.of("openai/gpt-4", Credits.of(65), "openai/new", Credits.of(10))));
    }

    @Test
    void a_day_ends_at_midnight_utc() {
        graph.send(add("a", 10), MIDNIGHT_MILLIS - 1);
        graph.send(use("b", 4), MIDNIGHT_MILLIS);

        assertThat(graph.day(ANN, DAY - 1).added()).isEqualTo(Credits.of(10));
        assertThat(graph.day(ANN, DAY - 1).used()).isEqualTo(Credits.ZERO);
        assertThat(graph.day(ANN, DAY).used()).isEqualTo(Credits.of(4));
    }

    @Test
    void a_command_that_comes_again_counts_nowhere() {
        graph.send(add("a", 10), MIDNIGHT_MILLIS);
        graph.send(use("b", 4), MIDNIGHT_MILLIS);
        graph.balances();
        DayTotals before = graph.day(ANN, DAY);

        graph.send(add("a", 10), MIDNIGHT_MILLIS);
        graph.send(use("b", 4), MIDNIGHT_MILLIS);

        assertThat(graph.day(ANN, DAY)).isEqualTo(before);
        assertThat(graph.balances()).isEmpty();
    }

    @Test
    void a_record_that_was_folded_before_counts_no_second_time() {
        graph.send(add("a", 10), MIDNIGHT_MILLIS);
        try (Graph again = new Graph(state.resolve("again")).restored(graph.copy())) {
            again.append(KeyPartition.key(ANN), CommandCodec.write(add("a", 10)), MIDNIGHT_MILLIS);

            assertThat(again.day(ANN, DAY)).isEqualTo(graph.day(ANN, DAY));
            assertThat(again.balances()).isEmpty();
        }
    }

    @Test
    void a_ledger_that_had_committed_nothing_comes_to_the_same_when_it_folds_again() {
        List<LedgerCommand> log = List.of(add("a", 10), use("b", 4), use("c", 11), use("b", 4));
        log.forEach(command -> graph.send(command, MIDNIGHT_MILLIS));
        try (Graph again = new Graph(state.resolve("again"))) {
            log.forEach(command -> again.send(command, MIDNIGHT_MILLIS));

            assertThat(again.day(ANN, DAY)).isEqualTo(graph.day(ANN, DAY));
            assertThat(again.day(ANN, DAY).entries()).isEqualTo(2);
            assertThat(again.balances()).isEqualTo(graph.balances());
        }
    }

    @Test
    void a_refusal_counts_in_the_sequence_alone() {
        graph.send(add("a", 10), MIDNIGHT_MILLIS);
        graph.balances();

        graph.send(use("b", 11), MIDNIGHT_MILLIS);

        assertThat(graph.row().sequence()).isEqualTo(2);
        assertThat(graph.day(ANN, DAY).entries()).isEqualTo(1);
        assertThat(graph.balances()).isEmpty();
    }

    @Test
    void every_change_of_a_balance_is_published_under_its_user() {
        graph.send(add("a", 10), MIDNIGHT_MILLIS);
        graph.send(
                new GrantCredits(
                        header(BOB, "b"), TransactionType.PURCHASE, Reason.MANUAL_ADJUSTMENT, Credits.of(7), Note.NONE),
                MIDNIGHT_MILLIS);
        graph.send(use("c", 4), MIDNIGHT_MILLIS);

        assertThat(graph.balances())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("ann ").contains("\"creditsBalance\":10,"),
                        second -> assertThat(second).startsWith("bob ").contains("\"creditsBalance\":7,"),
                        third -> assertThat(third)
                                .startsWith("ann ")
                                .contains("\"creditsBalance\":6,", "\"creditsUsed\":4,", "\"sequence\":2,"));
    }

    @Test
    void a_command_of_several_events_publishes_one_balance_which_includes_them_all() {
        graph.send(add("a", 10), MIDNIGHT_MILLIS);
        graph.send(
                new PlaceHold(header(ANN, "h"), Cost.named(Credits.of(4)), 60, Reason.AI_CHAT, Note.NONE),
                MIDNIGHT_MILLIS);
        graph.balances();
        graph.events();

        // The hold has expired by then, which is the third event, and the refusal is the fourth.
        graph.send(use("b", 11), MIDNIGHT_MILLIS + 60_000);

        assertThat(graph.events()).hasSize(2);
        assertThat(graph.balances())
                .singleElement()
                .asString()
                .contains("\"creditsHeld\":0,", "\"creditsAvailable\":10,", "\"sequence\":4,");
    }

    @Test
    void records_carry_nothing_but_what_is_documented() {
        graph.send(add("a", 10), MIDNIGHT_MILLIS);

        assertThat(graph.publishedRecords())
                .singleElement()
                .satisfies(event -> assertThat(event.headers().toArray()).isEmpty());
    }

    @Test
    void the_caller_is_answered_before_anything_is_derived_and_who_waits_for_that_a_moment_later() {
        CompletableFuture<Void> first =
                graph.progress.derived(new Position(0, 0)).toCompletableFuture();
        CompletableFuture<Void> second =
                graph.progress.derived(new Position(0, 1)).toCompletableFuture();
        CompletableFuture<Answer> answer = graph.callers.expect("id-a", 0);
        CompletableFuture<Boolean> derivedWhenAnswered = answer.thenApply(answered -> first.isDone());

        graph.append(KeyPartition.key(ANN), CommandCodec.write(add("a", 10)), MIDNIGHT_MILLIS);

        assertThat(derivedWhenAnswered).isCompletedWithValue(false);
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        graph.append("x".getBytes(StandardCharsets.UTF_8), new byte[0], MIDNIGHT_MILLIS);
        assertThat(second).isCompleted();
    }

    private static LedgerCommand spent(String key, long credits, String metadata) {
        return new SpendCredits(header(ANN, key), Reason.AI_CHAT, Credits.of(credits), new Note(null, metadata));
    }

    /** Costs 30 credits a message; a model that has no price costs what its provider's default does. */
    private static LedgerCommand used(String key, ModelId model, int messages) {
        Usage usage = new Usage(model, Map.of(Meter.MESSAGE_COUNT, BigDecimal.valueOf(messages)));
        Quote quote = ((Priced.Quoted) PRICES.quote(usage, MIDNIGHT_MILLIS, PriceFallback.DEFAULT)).quote();
        return new ChargeUsage(header(ANN, key), usage, Reason.MODEL_USAGE, true, Note.NONE, null, quote, null);
    }
}
