package ledger.streams.decide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import ledger.AccountId;
import ledger.IdempotencyKey;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import ledger.command.PartitionCommand.ActivateRules;
import ledger.streams.NodeProcess;
import ledger.streams.OwnBroker;
import ledger.streams.TestSettings;
import ledger.streams.append.PartitionAppends;
import ledger.streams.rows.OutcomeRow;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This build, and this build with only the first rules, in one ledger, killed now and then. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RollingUpgradeTest {
    private static final int ANSWERS = 60;
    /** A member that was killed is missed after ten seconds, and then all partitions move. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final List<Node> nodes = new ArrayList<>();

    @TempDir
    private Path folder;

    private EmbeddedBroker broker;

    @BeforeEach
    void start_a_broker() {
        broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0));
    }

    @AfterEach
    void stop_everything() {
        nodes.forEach(node -> node.process.destroyForcibly());
        broker.close();
    }

    @Test
    void an_upgrade_in_turns_comes_to_what_one_fold_from_zero_comes_to() throws Exception {
        Node old = start("old", 1);
        old.awaitAnswers();
        Node first = start("new", 2);
        first.awaitAnswers();
        first.kill();
        old.awaitAnswers();
        Node second = start("new", 2);
        second.awaitAnswers();

        activateTheSecondRules();

        waiting().until(() -> !old.process.isAlive());
        assertThat(old.process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(old.errors))
                .containsPattern(
                        "from position \\d-\\d+ of ledger\\.commands version 2 of the rules holds, and this build,"
                                + " 0\\.0\\.1, knows version 1 at most; start build 0\\.0\\.2, which knows it, or a newer one");
        second.awaitAnswersOfEveryPartition();
        second.kill();
        Node last = start("new", 2);
        last.awaitAnswersOfEveryPartition();
        last.end();

        assertThat(last.process.exitValue()).isZero();
        assertFoldedFromZeroAlike(last);
    }

    private void activateTheSecondRules() {
        try (PartitionAppends appends =
                new PartitionAppends(NodeProcess.settings(broker.bootstrapServers(), folder, 0, TestSettings.RULES))) {
            for (int partition = 0; partition < NodeProcess.PARTITIONS; partition++) {
                appends.append(new ActivateRules("up-" + partition, partition, 2, "0.0.2", "tester"));
            }
        }
    }

    private void assertFoldedFromZeroAlike(Node last) {
        List<FoldFromZero> folds = new ArrayList<>();
        for (int partition = 0; partition < NodeProcess.PARTITIONS; partition++) {
            FoldFromZero fold = new FoldFromZero(partition, NodeProcess.PARTITIONS);
            read(Topics.COMMANDS, partition).forEach(fold::take);
            List<String> published = read(Topics.EVENTS, partition).stream()
                    .map(event -> new String(event.value(), UTF_8))
                    .toList();
            assertThat(published)
                    .as("events of partition %d", partition)
                    .isNotEmpty()
                    .isEqualTo(fold.events());
            assertThat(fold.version()).isEqualTo(2);
            folds.add(fold);
        }
        assertThat(last.accounts).hasSize(NodeProcess.USERS).allSatisfy(line -> {
            AccountId user = new AccountId(line.split(" ", -1)[1]);
            // What was asked last, and holds that ended since, may have come after it said so.
            assertThat(folds.get(partitionOf(user)).said(user)).contains(line);
        });
        assertThat(answers).allSatisfy(line -> {
            String[] told = line.split(" ", -1);
            AccountId user = new AccountId(told[1]);
            OutcomeRow row = folds.get(partitionOf(user))
                    .outcome(user, new IdempotencyKey(told[2]))
                    .orElseThrow();
            assertThat(row.rejection() != null).as(line).isEqualTo(Boolean.parseBoolean(told[3]));
        });
    }

    private static int partitionOf(AccountId user) {
        return KeyPartition.of(user, NodeProcess.PARTITIONS);
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic, int partition) {
        return OwnBroker.read(broker.bootstrapServers(), topic, partition);
    }

    private Node start(String name, int rules) throws IOException {
        Node node = new Node(name, nodes.size(), rules);
        nodes.add(node);
        return node;
    }

    private static ConditionFactory waiting() {
        return Awaitility.await().atMost(PATIENCE);
    }

    /** One process. */
    private final class Node {
        private final Process process;
        private final Path errors;
        private final Queue<String> told = new ConcurrentLinkedQueue<>();
        private final Queue<String> accounts = new ConcurrentLinkedQueue<>();
        private final Thread reading;

        Node(String name, int number, int rules) throws IOException {
            errors = folder.resolve("errors-" + number);
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx256m",
                            NodeProcess.class.getName(),
                            broker.bootstrapServers(),
                            folder.resolve(name).toString(),
                            String.valueOf(7070 + number),
                            String.valueOf(rules))
                    .redirectError(errors.toFile())
                    .start();
            reading = new Thread(this::listen, "told-by-" + name);
            reading.start();
        }

        void awaitAnswers() {
            int before = told.size();
            waiting().until(() -> told.size() >= before + ANSWERS);
        }

        void awaitAnswersOfEveryPartition() {
            int before = told.size();
            waiting()
                    .until(() -> told.stream()
                                    .skip(before)
                                    .map(line -> partitionOf(new AccountId(line.split(" ", -1)[1])))
                                    .collect(Collectors.toCollection(TreeSet::new))
                                    .size()
                            == NodeProcess.PARTITIONS);
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
            reading.join();
        }

        void end() throws IOException, InterruptedException {
            process.getOutputStream().close();
            waiting().until(() -> !process.isAlive());
            reading.join();
        }

        /** Whoever is killed in the middle of a line did not say it. */
        private void listen() {
            try (var lines = process.inputReader(UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.matches("answer \\S+ \\S{36} (true|false)")) {
                        told.add(line);
                        answers.add(line);
                    } else if (line.startsWith("account ")) {
                        accounts.add(line);
                    }
                }
            } catch (IOException killed) {
                assertThat(process.isAlive()).isFalse();
            }
        }
    }
}
