package ledger.streams.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static ledger.streams.ingest.UsageRecords.DATA;
import static ledger.streams.ingest.UsageRecords.bytes;
import static ledger.streams.ingest.UsageRecords.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import ledger.HoldId;
import ledger.command.ChargeUsage;
import ledger.command.LedgerCommand;
import ledger.pricing.PriceFallback;
import ledger.streams.json.Decoded;
import ledger.streams.topic.DeadLetters;
import ledger.streams.topic.Topics;
import ledger.streams.wire.CommandCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UsageIntakeTest {
    private static final long NOON_MILLIS = 1_795_348_800_000L;

    @Test
    void an_event_becomes_a_command_of_its_user_with_the_price_pinned() {
        List<ProducerRecord<byte[], byte[]>> appended = take(record(event("alice", "e-1", DATA)));

        assertThat(appended).hasSize(1);
        ChargeUsage command = command(appended.get(0));
        assertThat(appended.get(0).topic()).isEqualTo(Topics.COMMANDS);
        assertThat(appended.get(0).key()).isEqualTo(bytes("alice"));
        assertThat(command.header().actor()).isEqualTo("usage:/chat");
        assertThat(command.key()).isEqualTo(UsageKey.of("/chat", "e-1"));
        assertThat(command.allowDebt()).isTrue();
        assertThat(Objects.requireNonNull(command.quote()).total()).hasToString("60");
    }

    @Test
    void an_event_names_the_hold_that_was_placed_for_it() {
        String data = DATA.replace("}", ",\"holdId\":\"hold.7.YWxpY2U\"}");

        ChargeUsage command = command(take(record(event("alice", "e-1", data))).get(0));

        assertThat(command.hold()).isEqualTo(new HoldId(7));
    }

    @Test
    void an_event_taken_again_has_the_same_key_and_another_id() {
        ChargeUsage first = command(take(record(event("alice", "e-1", DATA))).get(0));

        ChargeUsage second = command(take(record(event("alice", "e-1", DATA))).get(0));

        assertThat(second.key()).isEqualTo(first.key());
        assertThat(second.header().id()).isNotEqualTo(first.header().id());
    }

    @Test
    void the_key_is_made_of_source_and_id_and_tells_them_apart() {
        assertThat(UsageKey.of("/chat", "e-1").value()).isEqualTo("ce:aG4KPoBGv0QqtjvUNpJAEgxpTOgZJ7-i-n8keHNI6-E");
        assertThat(UsageKey.of("ab", "c")).isNotEqualTo(UsageKey.of("a", "bc"));
    }

    @Test
    void every_mode_says_the_same() {
        ConsumerRecord<byte[], byte[]> structured = record(event("alice", "e-1", DATA));
        structured.headers().add("content-type", bytes("application/cloudevents+json; charset=UTF-8"));
        ConsumerRecord<byte[], byte[]> batch = record("[" + event("alice", "e-1", DATA) + "]");
        batch.headers().add("Content-Type", bytes("application/cloudevents-batch+json"));
        ConsumerRecord<byte[], byte[]> withoutHeaders = record(event("alice", "e-1", DATA));

        assertThat(List.of(structured, binary(DATA), batch, withoutHeaders)).allSatisfy(record -> {
            ChargeUsage command = command(take(record).get(0));
            assertThat(command.account()).hasToString("alice");
            assertThat(command.key()).isEqualTo(UsageKey.of("/chat", "e-1"));
        });
    }

    @Test
    void what_cannot_be_taken_is_kept_byte_for_byte_with_the_reason() {
        ConsumerRecord<byte[], byte[]> record = binary("{\"provider\":\"openai\",\"a\":1}");

        List<ProducerRecord<byte[], byte[]>> appended = take(record);

        ProducerRecord<byte[], byte[]> letter = appended.get(0);
        assertThat(appended).hasSize(1);
        assertThat(letter.topic()).isEqualTo(Topics.DEAD_LETTERS);
        assertThat(letter.key()).isEqualTo(record.key());
        assertThat(letter.value()).isEqualTo(record.value());
        assertThat(letter.headers().toArray()).startsWith(record.headers().toArray());
        assertThat(header(letter, DeadLetters.CODE)).isEqualTo("INVALID_REQUEST");
        assertThat(header(letter, DeadLetters.REASON)).isEqualTo("a is not known in the data of a usage");
        assertThat(header(letter, DeadLetters.SOURCE_TOPIC)).isEqualTo(Topics.USAGE);
        assertThat(header(letter, DeadLetters.SOURCE_PARTITION)).isEqualTo("3");
        assertThat(header(letter, DeadLetters.SOURCE_OFFSET)).isEqualTo("42");
        assertThat(header(letter, DeadLetters.TIME)).isEqualTo("2026-11-22T12:00:00Z");
    }

    @Test
    void of_a_batch_what_can_be_taken_is_taken_and_the_whole_is_kept_once() {
        ConsumerRecord<byte[], byte[]> batch =
                record("[" + event("alice", "e-1", DATA) + ",{},7," + event("bob", "e-2", DATA) + "]");
        batch.headers().add("content-type", bytes("application/cloudevents-batch+json"));

        List<ProducerRecord<byte[], byte[]>> appended = take(batch);

        assertThat(appended)
                .extracting(ProducerRecord::topic)
                .containsExactly(Topics.COMMANDS, Topics.COMMANDS, Topics.DEAD_LETTERS);
        assertThat(appended.get(2).value()).isEqualTo(batch.value());
        assertThat(header(appended.get(2), DeadLetters.REASON))
                .isEqualTo("2 of 4 events cannot be taken: [1] specversion is missing; [2] not a JSON object");
    }

    @Test
    void an_empty_batch_asks_for_nothing() {
        ConsumerRecord<byte[], byte[]> batch = record("[]");
        batch.headers().add("content-type", bytes("application/cloudevents-batch+json"));

        assertThat(take(batch)).isEmpty();
    }

    @Test
    void a_model_without_a_price_is_a_dead_letter_unless_its_key_was_answered() {
        ConsumerRecord<byte[], byte[]> record =
                record(event("alice", "e-1", "{\"provider\":\"acme\",\"modelName\":\"x\"}"));

        ProducerRecord<byte[], byte[]> unanswered =
                take(record, PriceFallback.DEFAULT, command -> false).get(0);
        ProducerRecord<byte[], byte[]> answered = take(
                        record, PriceFallback.DEFAULT, command -> command.key().equals(UsageKey.of("/chat", "e-1")))
                .get(0);

        assertThat(header(unanswered, DeadLetters.CODE)).isEqualTo("PRICE_NOT_FOUND");
        assertThat(header(unanswered, DeadLetters.REASON)).isEqualTo("No pricing found for acme:x");
        assertThat(command(answered).quote()).isNull();
    }

    @Test
    void an_unknown_model_is_charged_as_the_default_only_where_settings_say_so() {
        ConsumerRecord<byte[], byte[]> record =
                record(event("alice", "e-1", DATA.replace("\"gpt-4\"", "\"from tomorrow\"")));

        ProducerRecord<byte[], byte[]> charged =
                take(record, PriceFallback.DEFAULT, command -> false).get(0);
        ProducerRecord<byte[], byte[]> refused =
                take(record, PriceFallback.REFUSE, command -> false).get(0);

        assertThat(Objects.requireNonNull(command(charged).quote()).total()).hasToString("20");
        assertThat(header(refused, DeadLetters.CODE)).isEqualTo("PRICE_NOT_FOUND");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            application/cloudevents+avro       | {} | a CloudEvent must be JSON
            application/cloudevents-batch+avro | [] | a batch of CloudEvents must be JSON
            application/cloudevents-batch+json | {} | a batch must be a JSON list
            application/cloudevents+json       | [] | not a JSON object
            text/plain                         | hi | not valid JSON
            """)
    void a_record_that_is_no_event_is_a_dead_letter(String contentType, String value, String reason) {
        ConsumerRecord<byte[], byte[]> record = record(value);
        record.headers().add("content-type", bytes(contentType));

        ProducerRecord<byte[], byte[]> letter = take(record).get(0);

        assertThat(header(letter, DeadLetters.REASON)).startsWith(reason);
    }

    @Test
    void a_record_without_key_and_value_is_a_dead_letter() {
        ProducerRecord<byte[], byte[]> letter =
                take(new ConsumerRecord<>(Topics.USAGE, 3, 42, null, null)).get(0);

        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
        assertThat(header(letter, DeadLetters.REASON)).isEqualTo("the record has no value");
    }

    @Test
    void of_a_record_too_large_for_a_dead_letter_only_its_place_is_kept() {
        byte[] large = new byte[DeadLetters.RECORD_BYTES_MAX + 1];

        ProducerRecord<byte[], byte[]> letter = take(new ConsumerRecord<>(Topics.USAGE, 3, 42, bytes("k"), large))
                .get(0);

        assertThat(letter.value()).isNull();
        assertThat(header(letter, DeadLetters.SOURCE_OFFSET)).isEqualTo("42");
    }

    @Test
    void attributes_that_are_not_text_are_a_dead_letter() {
        ConsumerRecord<byte[], byte[]> record = binary(DATA);
        record.headers().add("ce_tenant", new byte[] {(byte) 0xff});

        ProducerRecord<byte[], byte[]> letter = take(record).get(0);

        assertThat(header(letter, DeadLetters.REASON)).contains("not UTF-8");
    }

    @Test
    void the_actor_of_a_long_source_is_cut_between_characters() {
        String source = "x".repeat(249) + "😀".repeat(20);

        ChargeUsage command = command(take(record(event("alice", "e-1", DATA).replace("/chat", source)))
                .get(0));

        assertThat(command.header().actor()).isEqualTo("usage:" + "x".repeat(249));
    }

    private static List<ProducerRecord<byte[], byte[]>> take(ConsumerRecord<byte[], byte[]> record) {
        return take(record, PriceFallback.DEFAULT, command -> false);
    }

    private static List<ProducerRecord<byte[], byte[]>> take(
            ConsumerRecord<byte[], byte[]> record, PriceFallback fallback, Predicate<LedgerCommand> isAnswered) {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(NOON_MILLIS));
        return new UsageIntake(new FixedPrices(), fallback, isAnswered, clock)
                .take(record)
                .records(NOON_MILLIS);
    }

    private static ChargeUsage command(ProducerRecord<byte[], byte[]> appended) {
        Decoded<LedgerCommand> read = CommandCodec.read(appended.value());
        assertThat(read).isInstanceOf(Decoded.Valid.class);
        return (ChargeUsage) ((Decoded.Valid<LedgerCommand>) read).value();
    }

    private static ConsumerRecord<byte[], byte[]> record(String value) {
        return new ConsumerRecord<>(Topics.USAGE, 3, 42, bytes("any key"), bytes(value));
    }

    private static ConsumerRecord<byte[], byte[]> binary(String data) {
        ConsumerRecord<byte[], byte[]> record = record(data);
        UsageRecords.addAttributes(record.headers(), "alice", "e-1");
        return record;
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
