package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * A ledger under a steady load for as long as {@code -Dsoak.minutes=N} says, with garbage on its topics. In the first
 * half it is killed again and again; the second half is one life, whose memory and handles must stay what they are.
 * {@code target/soak.csv} has the samples.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SoakTest {
    private static final long MINUTES = Long.getLong("soak.minutes", 0);
    private static final int CALLS_PER_SECOND = Integer.getInteger("soak.rate", 200);
    private static final long LIFE_SECONDS = 180;
    private static final Duration SAMPLED_EVERY = Duration.ofSeconds(10);
    private static final double GROWTH_MAX = 1.15;
    private static final long SEED = System.nanoTime();

    private final Path folder = Path.of("target", "soak").toAbsolutePath();
    private volatile @Nullable LedgerProcess running;
    private final long startNanos = System.nanoTime();
    private int life;

    @Test
    void for_as_long_as_it_runs_memory_stays_flat_and_books_close() throws IOException {
        assumeTrue(MINUTES > 0, "skipped: it is for hand use; -Dsoak.minutes=N runs it for so many minutes");
        assertThat(MINUTES).as("soak.minutes, of which half are one life").isGreaterThanOrEqualTo(4);
        Utils.delete(folder.toFile());
        Files.createDirectories(folder);
        Path data = folder.resolve("data");
        running = LedgerProcess.start(data);
        try (ProcessSamples samples = new ProcessSamples(folder.resolveSibling("soak.csv"));
                SoakLoad load = new SoakLoad(() -> ledger().admin(), CALLS_PER_SECOND, SEED)) {
            while (seconds() < MINUTES * 30) {
                live(samples, Math.min(MINUTES * 30, seconds() + LIFE_SECONDS));
                ledger().kill9();
                running = LedgerProcess.start(data);
            }
            live(samples, MINUTES * 60);
            load.end();
            requireBooksToClose(data, load);
            requireFlat(samples.of(life), "kB resident", ProcessSamples.Sample::rssKb, 0);
            requireFlat(samples.of(life), "file handles", ProcessSamples.Sample::handles, 20);
            requireFlat(samples.of(life), "threads", ProcessSamples.Sample::threads, 5);
        } finally {
            ledger().close();
        }
    }

    /** One process, with garbage, until so many seconds since the beginning. */
    private void live(ProcessSamples samples, long untilSeconds) throws IOException {
        life++;
        try (SoakGarbage garbage = new SoakGarbage(ledger().bootstrapServers(), SEED + life)) {
            while (seconds() < untilSeconds) {
                LockSupport.parkNanos(SAMPLED_EVERY.toNanos());
                samples.take(life, ledger().pid());
            }
            System.out.printf(
                    "soak: life %d lasted until second %d, with %d records of garbage%n",
                    life, seconds(), garbage.written());
        }
    }

    private void requireBooksToClose(Path data, SoakLoad load) {
        System.out.printf("soak: %d calls%n", load.calls());
        assertThat(load.faults()).as("seed %d", SEED).isEmpty();
        Map<String, JsonNode> accounts = accounts();
        load.sums()
                .forEach((user, sum) -> assertThat(credits(accounts, user))
                        .as("seed %d: %s", SEED, user)
                        .isEqualByComparingTo(sum));
        JsonNode replay =
                Json.read(ledger().run("replay", "--json").expectSuccess().out());
        assertThat(replay.path("consistent").asBoolean()).as(replay.toString()).isTrue();
        assertThat(replay.path("breaks")).isEmpty();
        assertThat(Json.decimal(replay.path("totals").path("balance")))
                .isEqualByComparingTo(accounts.keySet().stream()
                        .map(user -> credits(accounts, user))
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
        ledger().stop();
        System.out.println("soak: rebuild "
                + LedgerProcess.run(data, "rebuild", "--json").expectSuccess().out());
        running = LedgerProcess.start(data);
        assertThat(accounts()).as("stores and a fold from zero").isEqualTo(accounts);
    }

    private SortedMap<String, JsonNode> accounts() {
        SortedMap<String, JsonNode> accounts = new TreeMap<>();
        String cursor = "";
        do {
            JsonNode page = ledger().admin()
                    .get("/accounts?limit=100" + (cursor.isEmpty() ? "" : "&cursor=" + LedgerClient.encoded(cursor)))
                    .expect(200)
                    .data();
            page.path("accounts")
                    .forEach(account ->
                            accounts.put(account.path("userId").asText(), ((ObjectNode) account).without("asOf")));
            cursor = page.path("nextCursor").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        return accounts;
    }

    private static BigDecimal credits(Map<String, JsonNode> accounts, String user) {
        return Json.decimal(Objects.requireNonNull(accounts.get(user), user).path("creditsBalance"));
    }

    /** The first quarter of a life it grows to its size. Of the rest, the last third must be like the first. */
    private static void requireFlat(
            List<ProcessSamples.Sample> life, String what, ToLongFunction<ProcessSamples.Sample> of, long allowance) {
        List<ProcessSamples.Sample> grown = life.subList(life.size() / 4, life.size());
        double first = ProcessSamples.median(grown.subList(0, grown.size() / 3), of);
        double last = ProcessSamples.median(grown.subList(grown.size() * 2 / 3, grown.size()), of);
        System.out.printf("soak: %s %.0f, then %.0f%n", what, first, last);
        assertThat(last).as("%s, %.0f before", what, first).isLessThan(first * GROWTH_MAX + allowance);
    }

    private LedgerProcess ledger() {
        return Objects.requireNonNull(running);
    }

    private long seconds() {
        return (System.nanoTime() - startNanos) / 1_000_000_000;
    }
}
