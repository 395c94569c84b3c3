package ledger.streams.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;

/** What chat services publish, for tests. */
final class UsageRecords {
    /** Costs 60 credits. */
    static final String DATA = "{\"provider\":\"openai\",\"modelName\":\"gpt-4\",\"messageCount\":2}";

    private UsageRecords() {}

    static String event(String subject, String id, String data) {
        return "{\"specversion\":\"1.0\",\"type\":\"credits.usage\",\"source\":\"/chat\",\"id\":\"" + id
                + "\",\"subject\":\"" + subject + "\",\"data\":" + data + "}";
    }

    /** The attributes of an event whose data is the record's value. */
    static void addAttributes(Headers headers, String subject, String id) {
        headers.add("ce_specversion", bytes("1.0"))
                .add("ce_type", bytes("credits.usage"))
                .add("ce_source", bytes("/chat"))
                .add("ce_id", bytes(id))
                .add("ce_subject", bytes(subject))
                .add("content-type", bytes("application/json"));
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
