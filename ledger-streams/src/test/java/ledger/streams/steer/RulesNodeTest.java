package ledger.streams.steer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import ledger.AccountId;
import ledger.Credits;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.Position;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.command.CommandHeader;
import ledger.command.GrantCredits;
import ledger.command.PartitionCommand.ActivateRules;
import ledger.decide.Rules;
import ledger.streams.KnownRules;
import ledger.streams.LedgerNode;
import ledger.streams.OwnBroker;
import ledger.streams.StreamsSettings;
import ledger.streams.TestSettings;
import ledger.streams.append.PartitionAppends;
import ledger.streams.decide.FoldStoppedException;
import ledger.streams.rows.RulesRow;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.DeadLetters;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.TopicSetup;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules and skips as an operator meets them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RulesNodeTest {
    private static final AccountId ANN = new AccountId("ann");
    private static final int HOME = KeyPartition.of(ANN, TestSettings.PARTITIONS);
    private static final LogRules.Watcher NOBODY = (partition, offset, end) -> {};

    @TempDir
    private Path folder;

    private OwnBroker broker;
    private StreamsSettings settings;

    @BeforeEach
    void start_a_broker() {
        broker = new OwnBroker(folder);
        settings = broker.settings();
    }

    @AfterEach
    void stop_the_broker() {
        broker.close();
    }

    @Test
    void a_new_ledger_begins_with_the_newest_rules_however_often_it_is_started() {
        // As a crash leaves it between making topics and anything else.
        try (Admin admin = Admin.create(ClientProperties.admin(settings))) {
            new TopicSetup(admin, settings).prepare();
        }
        for (int start = 0; start < 2; start++) {
            try (LedgerNode node = broker.readyNode()) {
                assertThat(node.behind()).isZero();
            }
        }

        try (LogRules rules = new LogRules(settings)) {
            assertThat(rules.read(NOBODY))
                    .hasSize(TestSettings.PARTITIONS)
                    .allSatisfy((partition, row) -> assertThat(row)
                            .isEqualTo(RulesRow.NONE.with(new RulesRow.Activation(
                                    0,
                                    Rules.newest().version(),
                                    settings.rules().build()))));
        }
        for (int partition = 0; partition < TestSettings.PARTITIONS; partition++) {
            assertThat(broker.read(Topics.COMMANDS, partition)).hasSize(1);
        }
    }

    @Test
    void rules_are_activated_once_in_each_partition() {
        try (LogRules rules = new LogRules(settings)) {
            assertThatThrownBy(() -> rules.read(NOBODY))
                    .hasMessage("Kafka has no topic ledger.commands; start the ledger, which makes it");
        }
        broker.readyNode(knowing(Rules.V1)).close();
        try (LogRules rules = new LogRules(settings)) {
            assertThat(rules.read(NOBODY))
                    .allSatisfy((partition, row) -> assertThat(row.version()).isEqualTo(1));

            assertThat(rules.activate(Rules.V2, rules.read(NOBODY)))
                    .allSatisfy((partition, asked) ->
                            assertThat(asked).isEqualTo(new LogRules.Asked(new Position(partition, 1), true)));
            assertThat(rules.activate(Rules.V2, rules.read(NOBODY)))
                    .allSatisfy((partition, asked) ->
                            assertThat(asked).isEqualTo(new LogRules.Asked(new Position(partition, 1), false)));
        }
    }

    @Test
    void a_node_that_cannot_go_on_says_where_and_goes_on_once_that_is_skipped() {
        try (LedgerNode node = broker.readyNode()) {
            grant(node, "a", 100);
        }
        Position stuck;
        try (PartitionAppends appends = new PartitionAppends(settings)) {
            stuck = appends.append(new ActivateRules("x", HOME, 99, "9.9.9", "somebody"));
        }
        try (LedgerNode node = broker.node()) {
            await().atMost(OwnBroker.START_MAX).until(() -> !broker.failures().isEmpty());
            assertThat(node.queries().isReady()).isFalse();
        }
        assertThat(broker.failures().remove())
                .isInstanceOf(FoldStoppedException.class)
                .hasMessageStartingWith("from position " + stuck + " of ledger.commands version 99 of the rules holds");

        Position skip = skip(stuck);
        assertThat(skip).isEqualTo(new Position(HOME, stuck.offset() + 1));

        for (int start = 0; start < 2; start++) {
            try (LedgerNode node = broker.readyNode()) {
                grant(node, "b" + start, 5);
            }
        }
        assertThat(broker.failures()).isEmpty();
        assertThat(broker.read(Topics.DEAD_LETTERS, 0))
                .singleElement()
                .satisfies(letter -> assertThat(new String(
                                letter.headers().lastHeader(DeadLetters.CODE).value(), UTF_8))
                        .isEqualTo("SKIPPED"));
    }

    @Test
    void only_what_was_not_folded_can_be_skipped() {
        try (LedgerNode node = broker.readyNode()) {
            grant(node, "a", 100);
        }

        assertThatThrownBy(() -> skip(new Position(HOME, 0)))
                .hasMessageContaining("position " + HOME + "-0 was folded: all before offset 2 was");
        assertThatThrownBy(() -> skip(new Position(HOME, 2)))
                .hasMessage("nothing stands at position " + HOME + "-2: the partition ends at offset 2");
        assertThatThrownBy(() -> skip(new Position(TestSettings.PARTITIONS, 0)))
                .hasMessage("ledger.commands has no partition " + TestSettings.PARTITIONS);
    }

    @Test
    void nothing_is_skipped_while_the_ledger_runs_and_may_have_answered_by_it() {
        try (LedgerNode node = broker.readyNode();
                LogRules rules = new LogRules(settings, Duration.ZERO)) {
            grant(node, "a", 100);

            assertThatThrownBy(() -> rules.skip(node.queries().position(ANN)))
                    .hasMessage("the ledger runs, group ledger has 1 members: stop every instance, and skip then");
        }
    }

    /** Asks twice: the second time it has been said. */
    private Position skip(Position position) {
        try (LogRules rules = new LogRules(settings)) {
            LogRules.Asked first = rules.skip(position);
            assertThat(rules.skip(position)).isEqualTo(new LogRules.Asked(first.position(), false));
            return first.position();
        }
    }

    private StreamsSettings knowing(Rules newest) {
        return new StreamsSettings(
                settings.bootstrapServers(),
                Map.of(),
                settings.applicationId(),
                settings.partitions(),
                1,
                0,
                1,
                settings.commitIntervalMillis(),
                false,
                settings.stateDirectory(),
                settings.advertisedUrl(),
                true,
                true,
                new KnownRules(newest, "0.0.1"),
                true);
    }

    private static void grant(LedgerNode node, String key, long credits) {
        node.commandLog()
                .append(new GrantCredits(
                        new CommandHeader("id-" + key, ANN, new IdempotencyKey(key), "tester"),
                        TransactionType.PURCHASE,
                        Reason.MANUAL_ADJUSTMENT,
                        Credits.of(credits),
                        Note.NONE))
                .toCompletableFuture()
                .join();
    }
}
