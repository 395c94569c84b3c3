package ledger.streams.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ledger.UnavailableException;
import ledger.account.AlertType;
import ledger.alert.WebhookSecret;
import ledger.alert.WebhookTarget;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import ledger.streams.StreamsSettings;
import ledger.streams.TestSettings;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.TopicSetup;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class WebhookDeliveryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = WebhookSecret.text("of thirty-two bytes or about so!".getBytes(UTF_8));
    private static final int DAYS_OLD_MILLIS = 2 * 86_400_000;

    @TempDir
    private Path folder;

    private EmbeddedBroker broker;
    private StreamsSettings settings;
    private Receiver receiver;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0));
        settings = TestSettings.of(broker.bootstrapServers(), folder.resolve("state"));
        try (Admin admin = Admin.create(ClientProperties.admin(settings))) {
            new TopicSetup(admin, settings).prepare();
        }
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
        broker.close();
    }

    @Test
    void an_alert_is_posted_once_and_signed() {
        try (WebhookDelivery delivery = begun()) {
            set(delivery, target("a", "/a", EnumSet.of(AlertType.DEBT)));
            raise("1", AlertType.REMAINING, 0);
            raise("2", AlertType.DEBT, 0);

            await().atMost(PATIENCE).until(() -> committed("a"), offset -> offset == 2);

            assertThat(receiver.received).hasSize(1);
            Receiver.Received one = receiver.received.get(0);
            assertThat(one.id()).isEqualTo("2");
            assertThat(one.body())
                    .isEqualTo("{\"type\":\"alert.debt\",\"timestamp\":\"2026-03-01T09:30:00.000Z\",\"data\":%s}"
                            .formatted(alert("2", AlertType.DEBT)));
            assertThat(one.signature())
                    .isEqualTo(WebhookPost.signature(
                            SECRET, "2", one.timestampSeconds(), one.body().getBytes(UTF_8)));
        }
    }

    @Test
    void an_alert_that_failed_is_tried_again_after_a_restart_where_it_stood() {
        receiver.answer(503);
        try (WebhookDelivery delivery = begun()) {
            set(delivery, target("a", "/a", EnumSet.allOf(AlertType.class)));
            raise("1", AlertType.USED, 0);
            await().atMost(PATIENCE).until(() -> failed("a"), attempts -> attempts == 2);
        }
        int before = receiver.received.size();
        receiver.answer(200);

        try (WebhookDelivery delivery = begun()) {
            await().atMost(PATIENCE).until(() -> committed("a"), offset -> offset == 1);
            assertThat(delivery.targets()).hasSize(1);
        }

        assertThat(before).isEqualTo(2);
        assertThat(receiver.received).extracting(Receiver.Received::id).containsExactly("1", "1", "1");
    }

    @Test
    void a_dead_target_holds_up_nobody_else_and_what_it_missed_becomes_a_dead_letter() {
        try (WebhookDelivery delivery = begun()) {
            set(
                    delivery,
                    target("dead", "/dead", EnumSet.allOf(AlertType.class)),
                    target("a", "/a", EnumSet.allOf(AlertType.class)));
            // So old that one attempt is enough.
            raise("1", AlertType.REMAINING, DAYS_OLD_MILLIS);
            raise("2", AlertType.REMAINING, 0);

            await().atMost(PATIENCE).until(() -> receiver.bodies("/a").size(), count -> count == 2);
            await().atMost(PATIENCE).until(() -> failed("dead"), attempts -> attempts > 0);

            List<ConsumerRecord<byte[], byte[]>> letters = deadLetters();
            assertThat(letters).hasSize(1);
            assertThat(letters.get(0).value())
                    .isEqualTo(alert("1", AlertType.REMAINING).getBytes(UTF_8));
            assertThat(header(letters.get(0), "ledger-code")).isEqualTo("WEBHOOK_FAILED");
            assertThat(header(letters.get(0), "ledger-reason"))
                    .isEqualTo("webhook dead: the target answered with status 500, after 1 attempts");
        }
    }

    @Test
    void an_alert_that_is_refused_lets_those_of_other_users_pass_and_its_own_wait() {
        receiver.refuse("1");
        try (WebhookDelivery delivery = begun()) {
            set(delivery, target("a", "/a", EnumSet.allOf(AlertType.class)));
            raise("ann", "1", AlertType.DEBT, 0);
            raise("ben", "2", AlertType.DEBT, 0);
            raise("ann", "3", AlertType.DEBT, 0);
            raise("ben", "4", AlertType.DEBT, 0);
            await().atMost(PATIENCE).until(() -> ids().contains("4"));
            assertThat(ids()).contains("2").doesNotContain("3");

            receiver.refuse(null);

            await().atMost(PATIENCE).until(() -> committed("a"), offset -> offset == 4);
            assertThat(ids().lastIndexOf("1")).isLessThan(ids().indexOf("3"));
        }
    }

    @Test
    void a_redirect_is_not_followed() {
        receiver.answer(307);
        try (WebhookDelivery delivery = begun()) {
            set(delivery, target("a", "/a", EnumSet.allOf(AlertType.class)));
            raise("1", AlertType.BUDGET, 0);

            await().atMost(PATIENCE).until(() -> failed("a"), attempts -> attempts > 0);

            assertThat(receiver.bodies("/elsewhere")).isEmpty();
        }
    }

    @Test
    void a_target_hears_nothing_from_before_it_was_there() {
        raise("1", AlertType.DEBT, 60_000);
        try (WebhookDelivery delivery = begun()) {
            set(
                    delivery,
                    new WebhookTarget(
                            "a",
                            receiver.url("/a"),
                            EnumSet.allOf(AlertType.class),
                            true,
                            SECRET,
                            nowMillis() - 30_000));
            raise("2", AlertType.DEBT, 0);

            await().atMost(PATIENCE).until(() -> committed("a"), offset -> offset == 2);
        }

        assertThat(receiver.received).extracting(Receiver.Received::id).containsExactly("2");
    }

    private List<String> ids() {
        return receiver.received.stream().map(Receiver.Received::id).toList();
    }

    private WebhookDelivery begun() {
        WebhookDelivery delivery = new WebhookDelivery(settings, InstantSource.system());
        delivery.start();
        await().atMost(PATIENCE).ignoreException(UnavailableException.class).until(() -> delivery.targets() != null);
        return delivery;
    }

    private static void set(WebhookDelivery delivery, WebhookTarget... targets) {
        delivery.replace(List.of(targets)).toCompletableFuture().join();
    }

    /** Older than every alert of the test. */
    private WebhookTarget target(String id, String path, Set<AlertType> types) {
        URI url = receiver.url(path);
        return new WebhookTarget(id, url, types, true, SECRET, nowMillis() - 10L * DAYS_OLD_MILLIS);
    }

    private void raise(String id, AlertType type, int ageMillis) {
        raise("ann", id, type, ageMillis);
    }

    private void raise(String user, String id, AlertType type, int ageMillis) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                ClientProperties.waitedProducer(settings, "webhooks", ClientProperties.BLOCK_MILLIS))) {
            producer.send(new ProducerRecord<>(
                            Topics.ALERTS,
                            0,
                            nowMillis() - ageMillis,
                            user.getBytes(UTF_8),
                            alert(id, type).getBytes(UTF_8)))
                    .get();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String alert(String id, AlertType type) {
        return "{\"id\":\"%s\",\"type\":\"%s\",\"time\":\"2026-03-01T09:30:00.000Z\"}".formatted(id, type);
    }

    private long committed(String target) {
        OffsetAndMetadata place = place(target);
        return place == null ? -1 : place.offset();
    }

    /** How many attempts of the oldest alarm that waits have failed. */
    private int failed(String target) {
        OffsetAndMetadata place = place(target);
        return place == null || place.metadata().isEmpty()
                ? 0
                : Integer.parseInt(place.metadata().split("[ :]", -1)[2]);
    }

    private @Nullable OffsetAndMetadata place(String target) {
        String group = settings.applicationId() + "-webhook-" + target;
        try (Admin admin = Admin.create(ClientProperties.admin(settings))) {
            Map<TopicPartition, OffsetAndMetadata> places = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return places.get(new TopicPartition(Topics.ALERTS, 0));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(ClientProperties.readingConsumer(settings, "test"))) {
            TopicPartition partition = new TopicPartition(Topics.DEAD_LETTERS, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(PATIENCE).records(partition);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    private static long nowMillis() {
        return System.currentTimeMillis();
    }
}
