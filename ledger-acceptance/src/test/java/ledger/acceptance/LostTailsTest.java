package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import ledger.streams.topic.StartRefusedException;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A ledger that lost the end of something, of everything that has an end, alone and in pairs: it answers as before, or
 * says that it cannot. Three cases are always tried and three are drawn by a seed; {@code -Dcuts=REGEX} tries those
 * whose text has a match, {@code .} every one, and {@code -Dcuts.seed=N} loses other ends.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(3_600)
class LostTailsTest {
    /** What a power cut takes most often: a changelog is synced now and then, and the group's offsets never. */
    private static final List<Case> ALWAYS = Stream.of(
                    Loss.What.LEDGER_CHANGELOG, Loss.What.HISTORY_CHANGELOG, Loss.What.GROUP_OFFSETS)
            .map(what -> new Case(List.of(new Loss(what, false))))
            .toList();

    private static final int DRAWN = 3;
    private static final int COMMANDS = 320;
    private static final long SEED = Long.getLong("cuts.seed", System.nanoTime());

    @TempDir
    private static Path folder;

    private static final AnsweredLoad LOAD = new AnsweredLoad(SEED);

    /** What is lost at once. */
    record Case(List<Loss> losses) {
        @Override
        public String toString() {
            return losses.stream().map(Loss::toString).collect(Collectors.joining(", "));
        }

        boolean mayRefuse() {
            return losses.stream().anyMatch(loss -> loss.what() == Loss.What.COMMANDS);
        }
    }

    @BeforeAll
    static void run_a_ledger_and_stop_it() throws IOException {
        Path base = folder.resolve("base");
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(base.resolve("broker"), 0))) {
            run(broker, base);
            Directories.copy(base.resolve("state"), base.resolve("older-state"));
            run(broker, base);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatever_is_lost_all_answers_stand_or_the_start_refuses(Case lost) throws IOException {
        String where = "seed " + SEED + ": " + lost;
        Random random = new Random(SEED + lost.toString().hashCode());
        Path copy = folder.resolve("copy");
        Directories.copy(folder.resolve("base"), copy);
        int partition = random.nextInt(2);
        lost.losses().forEach(loss -> loss.apply(copy, partition, random));
        try {
            requireAllStands(copy, where, lost.mayRefuse());
        } finally {
            Utils.delete(copy.toFile());
        }
    }

    static Stream<Case> cases() {
        List<Case> all = new ArrayList<>();
        List<Loss> losses = new ArrayList<>();
        for (Loss.What what : Loss.What.values()) {
            losses.add(new Loss(what, false));
            losses.add(new Loss(what, true));
        }
        for (int i = 0; i < losses.size(); i++) {
            all.add(new Case(List.of(losses.get(i))));
            for (int j = 0; j < i; j++) {
                if (losses.get(i).what() != losses.get(j).what()) {
                    all.add(new Case(List.of(losses.get(i), losses.get(j))));
                }
            }
        }
        String wanted = System.getProperty("cuts");
        if (wanted != null) {
            return all.stream()
                    .filter(lost ->
                            Pattern.compile(wanted).matcher(lost.toString()).find());
        }
        all.removeAll(ALWAYS);
        Collections.shuffle(all, new Random(SEED));
        return Stream.concat(ALWAYS.stream(), all.stream().limit(DRAWN));
    }

    private static void requireAllStands(Path copy, String where, boolean mayRefuse) {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(copy.resolve("broker"), 0));
                LedgerTopics topics = new LedgerTopics(broker.bootstrapServers())) {
            try (RepairingNode node = RepairingNode.start(broker, copy)) {
                LOAD.requireAllStands(node.ledger(), where);
            } catch (StartRefusedException refused) {
                assertThat(mayRefuse)
                        .as("%s: may refuse: %s", where, refused.getMessage())
                        .isTrue();
                assertThat(refused).as(where).hasMessageContaining("missing from the log");
                return;
            }
            PublishedLog.of(topics).requireSound(where);
            try (RepairingNode again = RepairingNode.start(broker, copy)) {
                LOAD.requireAllStands(again.ledger(), where + ", started again");
                assertThat(again.repairs())
                        .as("%s: repairs at the second start", where)
                        .isEmpty();
            }
            PublishedLog.of(topics).requireSound(where);
        }
    }

    private static void run(EmbeddedBroker broker, Path base) {
        try (LedgerTopics topics = new LedgerTopics(broker.bootstrapServers());
                RepairingNode node = RepairingNode.start(broker, base)) {
            LOAD.run(node.ledger(), topics, COMMANDS);
            PublishedLog.of(topics).requireSound("before anything is lost");
        }
    }
}
