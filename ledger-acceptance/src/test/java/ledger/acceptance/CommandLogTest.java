package ledger.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import ledger.streams.topic.KeyPartition;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The command log: who may write there, and what becomes of what nobody should have written. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(SharedLedger.class)
class CommandLogTest {
    private static final String COMMANDS = "ledger.commands";
    private static final String DEAD_LETTERS = "ledger.dead-letters";

    private final LedgerProcess ledger;
    private final LedgerTopics topics;
    private final String user = SharedLedger.newUser();

    CommandLogTest(LedgerProcess ledger) {
        this.ledger = ledger;
        topics = new LedgerTopics(ledger.bootstrapServers());
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void it_holds_no_transactional_records() {
        ledger.admin().add(user, "10");

        Map<TopicPartition, Long> ends = topics.ends(COMMANDS, "read_uncommitted");
        Map<TopicPartition, Long> records = new HashMap<>();
        ends.keySet().forEach(partition -> records.put(partition, 0L));
        for (ConsumerRecord<byte[], byte[]> record : topics.readAll(COMMANDS)) {
            TopicPartition partition = new TopicPartition(COMMANDS, record.partition());
            if (record.offset() < ends.getOrDefault(partition, 0L)) {
                records.merge(partition, 1L, Math::addExact);
            }
        }

        assertThat(records)
                .as("the mark that ends a transaction takes an offset and is no record")
                .containsExactlyInAnyOrderEntriesOf(ends);
    }

    @Test
    void a_command_in_the_wrong_partition_is_not_decided() {
        ledger.admin().add(user, "10");
        byte[] command = spend(user, "3");
        int wrong = (rightPartition(user) + 1) % topics.partitions(COMMANDS);

        RecordMetadata sent = topics.send(COMMANDS, wrong, user.getBytes(UTF_8), command);

        ConsumerRecord<byte[], byte[]> letter = deadLetterOf(sent);
        assertThat(letter.key()).isEqualTo(user.getBytes(UTF_8));
        assertThat(letter.value()).isEqualTo(command);
        assertThat(ledger.service().creditsOf(user)).isEqualTo("10");
    }

    @Test
    void a_command_in_the_right_partition_is_decided_whoever_wrote_it() {
        ledger.admin().add(user, "10");

        RecordMetadata sent = topics.send(COMMANDS, rightPartition(user), user.getBytes(UTF_8), spend(user, "3"));

        Answer balance = ledger.service()
                .with("X-Ledger-Min-Position", sent.partition() + "-" + sent.offset())
                .get("/balance?userId=" + user);
        assertThat(Json.decimal(balance.expect(200).data().path("creditsBalance")))
                .isEqualTo("7");
    }

    static Stream<Foreign> foreign() {
        String someone = "someone";
        return Stream.of(
                new Foreign("no value", someone, null),
                new Foreign("no key", null, spend(someone, "1")),
                new Foreign("an empty value", someone, new byte[0]),
                new Foreign("no JSON", someone, new byte[] {0, -1, 7, 'x'}),
                new Foreign("JSON of something else", someone, "[1,2,3]".getBytes(UTF_8)),
                Foreign.of("an unknown type", someone, spent(someone).put("type", "StealCredits")),
                Foreign.of("an unknown version", someone, spent(someone).put("version", 99)),
                Foreign.of("a negative amount", someone, spent(someone).put("amount", -1)),
                Foreign.of("an amount as text", someone, spent(someone).put("amount", "1")),
                Foreign.of(
                        "an amount with seven decimals", someone, spent(someone).put("amount", 0.0000001)),
                Foreign.of("a user other than the key", someone, spent("another")),
                Foreign.of("no idempotency key", someone, spent(someone).putNull("idempotencyKey")),
                new Foreign(
                        "more bytes than a command may have",
                        someone,
                        ("{\"type\":\"" + "x".repeat(100_000) + "\"}").getBytes(UTF_8)),
                new Foreign("deep nesting", someone, "[".repeat(50_000).getBytes(UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void what_is_no_command_is_a_dead_letter_byte_for_byte_and_deciding_goes_on(Foreign foreign) {
        byte @Nullable [] key = foreign.key == null ? null : foreign.key.getBytes(UTF_8);
        RecordHeader header = new RecordHeader("trace", new byte[] {1, 2, 3});

        RecordMetadata sent = topics.send(COMMANDS, rightPartition("someone"), key, foreign.value, header);

        ConsumerRecord<byte[], byte[]> letter = deadLetterOf(sent);
        assertThat(letter.key()).isEqualTo(key);
        assertThat(letter.value()).isEqualTo(foreign.value);
        assertThat(letter.headers().toArray()[0]).isEqualTo(header);
        assertThat(LedgerTopics.header(letter, "ledger-reason")).isNotBlank().isNotEqualTo("absent");
        ledger.admin().add("someone", "1");
    }

    /** No gateway writes these. Once they were taken, and the next command of their user stopped deciding for good. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'ChargeUsage','usage':{'provider':'openai','modelName':'gpt-4'},'quote':{"
                        + "'totalCost':9223372036854.775807,'breakdown':{'lines':[]},'modelPricing':{'provider':'openai',"
                        + "'modelName':'gpt-4','costPerMessage':1,'isActive':true,"
                        + "'effectiveFrom':'2026-01-01T00:00:00Z','version':0},'rateCardVersion':0}"
                        + " | totalCost must be 0 to 10^9",
                "'type':'SetAlerts','rules':["
                        + "{'name':'\\ud800','measure':'DEBT'},{'name':'\\ud801','measure':'DEBT'}]"
                        + " | an alert rule has a name of 1 to 64 characters without control characters",
            })
    void what_would_break_its_account_is_a_dead_letter_and_the_user_spends_on(String fields, String reason) {
        ledger.admin().add(user, "10");
        String command =
                "{'version':1,'id':'by-hand','userId':'%s','idempotencyKey':'by-hand','actor':'by-hand','reason':'MODEL_USAGE',%s}"
                        .formatted(user, fields)
                        .replace('\'', '"');

        RecordMetadata sent =
                topics.send(COMMANDS, rightPartition(user), user.getBytes(UTF_8), command.getBytes(UTF_8));

        ledger.service().use(user, "4").expect(201);
        ConsumerRecord<byte[], byte[]> letter = deadLetterOf(sent);
        assertThat(letter.value()).isEqualTo(command.getBytes(UTF_8));
        assertThat(LedgerTopics.header(letter, "ledger-reason")).isEqualTo(reason);
        assertThat(ledger.service().creditsOf(user)).isEqualTo("6");
    }

    private ConsumerRecord<byte[], byte[]> deadLetterOf(RecordMetadata sent) {
        return topics.await(
                DEAD_LETTERS,
                letter -> LedgerTopics.header(letter, "ledger-source-topic").equals(sent.topic())
                        && LedgerTopics.header(letter, "ledger-source-partition")
                                .equals(String.valueOf(sent.partition()))
                        && LedgerTopics.header(letter, "ledger-source-offset").equals(String.valueOf(sent.offset())));
    }

    private int rightPartition(String userId) {
        return KeyPartition.of(userId.getBytes(UTF_8), topics.partitions(COMMANDS));
    }

    private static byte[] spend(String userId, String amount) {
        return spent(userId).put("amount", Json.decimal(amount)).toString().getBytes(UTF_8);
    }

    private static ObjectNode spent(String userId) {
        return Json.object(
                "type",
                "SpendCredits",
                "version",
                1,
                "id",
                "by-hand-" + userId,
                "userId",
                userId,
                "idempotencyKey",
                "by-hand",
                "actor",
                "by-hand",
                "reason",
                "AI_CHAT",
                "amount",
                1);
    }

    /** A record that no ledger wrote. */
    @SuppressWarnings("ArrayRecordComponent") // It is never compared; bytes are what a record has.
    record Foreign(String name, @Nullable String key, byte @Nullable [] value) {
        static Foreign of(String name, String key, ObjectNode json) {
            return new Foreign(name, key, json.toString().getBytes(UTF_8));
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
