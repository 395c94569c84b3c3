package ledger.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Chat services publish usage to Kafka, with any client. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(SharedLedger.class)
class UsageEventsTest {
    private static final String USAGE = "ledger.usage";

    private final LedgerClient admin;
    private final LedgerClient service;
    private final LedgerTopics topics;
    private final String user = SharedLedger.newUser();

    UsageEventsTest(LedgerProcess ledger) {
        admin = ledger.admin();
        service = ledger.service();
        topics = new LedgerTopics(ledger.bootstrapServers());
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void an_event_is_charged_at_the_price_in_force() {
        admin.add(user, "100");

        topics.send(UsageRecords.structured(event("e1", 2), 0));

        awaitBalance("40");
        JsonNode charged = service.transactionsOf(user).get(0);
        assertThat(charged.path("transactionType").asText()).isEqualTo("USAGE");
        assertThat(charged.path("reason").asText()).isEqualTo("MODEL_USAGE");
        assertThat(charged.path("idempotencyKey").asText()).startsWith("ce:");
        assertThat(Json.decimal(charged.path("cost").path("totalCost"))).isEqualTo("60");
    }

    @Test
    void the_same_event_in_any_partition_and_form_is_charged_once() {
        admin.add(user, "100");

        for (int partition = 0; partition < topics.partitions(USAGE); partition++) {
            topics.send(UsageRecords.structured(event("twin", 1), partition));
            topics.send(UsageRecords.structured(event("twin", 1), partition));
        }
        topics.send(UsageRecords.binary(event("twin", 1), 0));
        topics.send(UsageRecords.structured(event("last", 1), 1));

        awaitBalance("40");
        assertThat(service.transactionsOf(user)).hasSize(3);
    }

    @Test
    void the_same_id_from_another_source_is_another_event() {
        admin.add(user, "100");

        topics.send(UsageRecords.structured(event("e", 1), 0));
        topics.send(UsageRecords.structured(event("e", 1).put("source", "/another"), 0));

        awaitBalance("40");
    }

    @Test
    void a_binary_event_is_charged() {
        admin.add(user, "100");

        topics.send(UsageRecords.binary(event("e", 1), 2));

        awaitBalance("70");
    }

    @Test
    void a_batch_is_charged_event_by_event() {
        admin.add(user, "100");
        String batch = "[" + event("b1", 1) + "," + event("b2", 1) + "," + event("b1", 1) + ",{\"no\":\"event\"}]";

        RecordMetadata sent = topics.send(
                USAGE,
                0,
                null,
                batch.getBytes(UTF_8),
                new RecordHeader("content-type", "application/cloudevents-batch+json".getBytes(UTF_8)));

        awaitBalance("40");
        assertThat(LedgerTopics.text(deadLetterOf(sent).value())).contains("no");
    }

    @Test
    void usage_that_has_happened_becomes_debt_unless_the_event_says_otherwise() {
        admin.add(user, "10");
        ObjectNode strict = event("strict", 1);
        ((ObjectNode) strict.path("data")).put("allowDebt", false);

        topics.send(UsageRecords.structured(strict, 0));
        awaitRefusal();
        topics.send(UsageRecords.structured(event("honest", 1), 0));

        awaitBalance("-20");
        service.use(user, "1").expect(402);
        admin.add(user, "25");
        assertThat(service.creditsOf(user)).isEqualTo("5");
    }

    @Test
    void what_was_aborted_is_not_charged() {
        admin.add(user, "100");
        try (KafkaProducer<byte[], byte[]> producer =
                topics.producer(Map.of("transactional.id", "chat-service-" + user, "transaction.timeout.ms", 10_000))) {
            producer.initTransactions();
            producer.beginTransaction();
            Future<RecordMetadata> aborted = producer.send(UsageRecords.structured(event("aborted", 1), 0));
            producer.flush();
            assertThat(aborted).isDone();
            producer.abortTransaction();
            producer.beginTransaction();
            Future<RecordMetadata> kept = producer.send(UsageRecords.structured(event("kept", 1), 0));
            producer.commitTransaction();
            assertThat(kept).isDone();
        }

        awaitBalance("70");
        assertThat(service.transactionsOf(user)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("ledger.acceptance.UsageRecords#poison")
    void what_cannot_be_charged_is_a_dead_letter_byte_for_byte(String value) {
        RecordMetadata sent =
                topics.send(USAGE, 3, "any".getBytes(UTF_8), value.getBytes(UTF_8), UsageRecords.STRUCTURED);

        ConsumerRecord<byte[], byte[]> letter = deadLetterOf(sent);

        assertThat(LedgerTopics.text(letter.value())).isEqualTo(value);
        assertThat(LedgerTopics.text(letter.key())).isEqualTo("any");
        assertThat(LedgerTopics.header(letter, "ledger-reason")).isNotBlank().isNotEqualTo("absent");
    }

    @Test
    void balances_follow() {
        admin.add(user, "100");
        topics.send(UsageRecords.structured(event("e", 1), 0));
        awaitBalance("70");
        ObjectNode balance = (ObjectNode) service.balanceOf(user);

        ConsumerRecord<byte[], byte[]> latest = topics.await(
                "ledger.balances",
                record -> LedgerTopics.text(record.key()).equals(user)
                        && Json.read(LedgerTopics.text(record.value()))
                                        .path("sequence")
                                        .asLong()
                                == balance.path("sequence").asLong());

        ObjectNode published = (ObjectNode) Json.read(LedgerTopics.text(latest.value()));
        balance.remove(List.of("grants", "asOf"));
        published.remove("asOf");
        assertThat(published).isEqualTo(balance);
    }

    private ConsumerRecord<byte[], byte[]> deadLetterOf(RecordMetadata sent) {
        return topics.await(
                "ledger.dead-letters",
                letter -> LedgerTopics.header(letter, "ledger-source-topic").equals(sent.topic())
                        && LedgerTopics.header(letter, "ledger-source-partition")
                                .equals(String.valueOf(sent.partition()))
                        && LedgerTopics.header(letter, "ledger-source-offset").equals(String.valueOf(sent.offset())));
    }

    private void awaitBalance(String credits) {
        await("balance " + credits)
                .atMost(LedgerTopics.SEEN_MAX)
                .untilAsserted(() -> assertThat(service.creditsOf(user)).isEqualTo(credits));
    }

    private void awaitRefusal() {
        topics.await(
                "ledger.events",
                record -> LedgerTopics.text(record.key()).equals(user)
                        && Json.read(LedgerTopics.text(record.value()))
                                .path("type")
                                .asText()
                                .equals("CommandRejected"));
    }

    private ObjectNode event(String id, int messages) {
        return UsageRecords.event(id, messages, user);
    }
}
