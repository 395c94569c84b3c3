package ledger.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Usage as chat services publish it. */
final class UsageRecords {
    static final String TOPIC = "ledger.usage";
    static final Header STRUCTURED =
            new RecordHeader("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(UTF_8));

    private static final List<String> ATTRIBUTES = List.of("specversion", "type", "source", "id", "subject", "time");

    private UsageRecords() {}

    /** So many messages of gpt-4, 30 credits each. */
    static ObjectNode event(String id, int messages, String subject) {
        return Json.object(
                "specversion", "1.0",
                "type", "credits.usage",
                "source", "/chat",
                "id", id,
                "subject", subject,
                "time", "2026-01-31T12:00:00+02:00",
                "datacontenttype", "application/json",
                "data", Json.object("provider", "openai", "modelName", "gpt-4", "messageCount", messages));
    }

    /** The event as one JSON object. */
    static ProducerRecord<byte[], byte[]> structured(ObjectNode event, int partition) {
        return new ProducerRecord<>(
                TOPIC, partition, (byte[]) null, event.toString().getBytes(UTF_8), List.of(STRUCTURED));
    }

    /** The event's data, and its attributes as headers. */
    static ProducerRecord<byte[], byte[]> binary(ObjectNode event, int partition) {
        List<Header> headers = new ArrayList<>();
        headers.add(new RecordHeader("content-type", "application/json".getBytes(UTF_8)));
        for (String attribute : ATTRIBUTES) {
            headers.add(new RecordHeader(
                    "ce_" + attribute, event.path(attribute).asText().getBytes(UTF_8)));
        }
        byte[] data = event.path("data").toString().getBytes(UTF_8);
        return new ProducerRecord<>(TOPIC, partition, (byte[]) null, data, headers);
    }

    /** Values that are no usage event, or none that could be charged. */
    static Stream<String> poison() {
        return Stream.of(
                "no JSON at all",
                "{",
                "[]",
                "{}",
                event("p", 1, "poisoned").put("type", "something.else").toString(),
                event("p", 1, "poisoned").put("specversion", "0.3").toString(),
                event("p", 1, "poisoned").put("subject", "").toString(),
                event("p", 1, "poisoned").put("id", "").toString(),
                event("p", 1, "poisoned").put("source", "").toString(),
                event("p", 1, "poisoned").put("time", "yesterday").toString(),
                event("p", 1, "poisoned").putNull("data").toString(),
                event("p", 1, "poisoned").put("data", "text").toString(),
                event("p", -1, "poisoned").toString(),
                withData("messageCount", "\"1\""),
                withData("provider", "\"a provider without any price\""),
                withData("unknownField", "1"),
                withData("holdId", "\"hold.1.YQ\""),
                withData("reason", "\"NO_REASON\""),
                withData("allowDebt", "\"yes\""),
                withData("metadata", "\"text\""),
                withData("images", "3"));
    }

    private static String withData(String field, String json) {
        ObjectNode event = event("p", 1, "poisoned");
        ((ObjectNode) event.path("data")).set(field, Json.read(json));
        return event.toString();
    }
}
