package ledger.streams.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ledger.AccountId;
import ledger.HoldId;
import ledger.Note;
import ledger.account.Reason;
import ledger.pricing.Meter;
import ledger.pricing.ModelId;
import ledger.pricing.Usage;
import ledger.streams.json.Decoded;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UsageEventCodecTest {
    private static final String DATA = "{\"provider\":\"openai\",\"modelName\":\"gpt-4\",\"inputTokens\":1200}";
    private static final Map<String, String> ATTRIBUTES =
            Map.of("specversion", "1.0", "type", "credits.usage", "source", "/chat", "id", "e-1", "subject", "alice");

    @Test
    void a_structured_event_says_all_of_it() {
        String json = """
                {"specversion":"1.0","type":"credits.usage","source":"/chat","id":"e-1","subject":"alice",
                 "time":"2026-11-22T12:00:00.5+01:00","datacontenttype":"application/json","traceparent":"00-1",
                 "data":{"provider":"openai","modelName":"gpt-4","messageCount":1,"audioSeconds":1.5,
                  "reason":"ai_chat","description":"hi","metadata":{"b":1,"a":[2]},"allowDebt":false,
                  "holdId":"hold.7.YWxpY2U"}}
                """;

        Decoded<UsageEvent> read = UsageEventCodec.readStructured(json.getBytes(UTF_8));

        assertThat(read)
                .isEqualTo(new Decoded.Valid<>(new UsageEvent(
                        "/chat",
                        "e-1",
                        new AccountId("alice"),
                        1_795_345_200_500L,
                        new Usage(
                                new ModelId("openai", "gpt-4"),
                                Map.of(
                                        Meter.MESSAGE_COUNT,
                                        BigDecimal.ONE,
                                        Meter.AUDIO_SECONDS,
                                        new BigDecimal("1.5"))),
                        Reason.AI_CHAT,
                        false,
                        new HoldId(7),
                        new Note("hi", "{\"a\":[2],\"b\":1}"))));
    }

    @Test
    void what_an_event_leaves_out_has_a_default() {
        Decoded<UsageEvent> read = UsageEventCodec.readBinary(ATTRIBUTES, DATA.getBytes(UTF_8));

        assertThat(read)
                .isEqualTo(new Decoded.Valid<>(new UsageEvent(
                        "/chat",
                        "e-1",
                        new AccountId("alice"),
                        null,
                        new Usage(new ModelId("openai", "gpt-4"), Map.of(Meter.INPUT_TOKENS, new BigDecimal("1200"))),
                        Reason.MODEL_USAGE,
                        true,
                        null,
                        Note.NONE)));
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(delimiter = '|', nullValues = "absent", textBlock = """
            specversion     | absent                  | specversion is missing
            specversion     | 0.3                     | specversion must be 1.0
            type            | absent                  | type is missing
            type            | credits.Usage           | type must be credits.usage
            source          | absent                  | source is missing
            source          | ''                      | source must not be empty
            id              | absent                  | id is missing
            id              | ''                      | id must not be empty
            subject         | absent                  | subject is missing
            subject         | ''                      | subject must be a user id
            time            | yesterday               | time is not ISO 8601
            time            | 2026-13-01T00:00:00Z    | a time is not ISO 8601
            time            | 2026-11-22              | a time is not ISO 8601
            time            | +29999-01-01T00:00:00Z  | time is not ISO 8601
            datacontenttype | text/plain              | datacontenttype must be JSON
            """)
    void an_attribute_that_is_wrong_is_named(String name, String value, String reason) {
        Map<String, String> attributes = new HashMap<>(ATTRIBUTES);
        attributes.remove(name);
        if (value != null) {
            attributes.put(name, value);
        }

        Decoded<UsageEvent> read = UsageEventCodec.readBinary(attributes, DATA.getBytes(UTF_8));

        assertThat(reasonOf(read)).contains(reason);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"modelName":"m"}                                        | provider is missing
            {"provider":"p"}                                         | modelName is missing
            {"provider":"a/b","modelName":"m"}                       | provider must have
            {"provider":"p","modelName":""}                          | modelName must have
            {"provider":1,"modelName":"m"}                           | provider must be a string
            {"provider":"p","modelName":"m","inputTokens":"5"}       | inputTokens must be a number
            {"provider":"p","modelName":"m","inputTokens":-1}        | inputTokens must not be negative
            {"provider":"p","modelName":"m","inputTokens":1.5}       | inputTokens has too many decimals
            {"provider":"p","modelName":"m","inputTokens":1e13}      | inputTokens must be 0 to 10^12
            {"provider":"p","modelName":"m","inputTokens":1e999999}  | inputTokens is too large
            {"provider":"p","modelName":"m","inputTokens":true}      | inputTokens must be a number
            {"provider":"p","modelName":"m","inputTokens":[1]}       | inputTokens must be a number
            {"provider":"p","modelName":"m","audioSeconds":0.0000001} | audioSeconds has more than 6 decimals
            {"provider":"p","modelName":"m","tokenCount":1,"inputTokens":1} | tokenCount cannot stand beside
            {"provider":"p","modelName":"m","holdId":"h"}            | holdId is no hold of the subject
            {"provider":"p","modelName":"m","holdId":"hold.7.Ym9i"}  | holdId is no hold of the subject
            {"provider":"p","modelName":"m","holdId":7}              | holdId must be a string
            {"provider":"p","modelName":"m","expiresAt":"h"}         | expiresAt is not known
            {"provider":"p","modelName":"m","userId":"bob"}          | userId is not known
            {"provider":"p","modelName":"m","a field":1}             | a field is not known
            {"provider":"p","modelName":"m","reason":"FUN"}          | reason is none of [AI_CHAT
            {"provider":"p","modelName":"m","reason":"GRANT_EXPIRED"} | reason is none of [AI_CHAT
            {"provider":"p","modelName":"m","allowDebt":"true"}      | allowDebt must be true or false
            {"provider":"p","modelName":"m","description":5}         | description must be a string
            {"provider":"p","modelName":"m","metadata":[]}           | metadata must be an object
            {"provider":"p","modelName":"m"} x                       | not valid JSON
            {"provider":"p","modelName":"m"}{}                       | something stands after the data
            []                                                       | data must be a JSON object
            {"provider":"p"                                          | not valid JSON
            """)
    void data_that_is_wrong_is_refused_with_the_field_named(String data, String reason) {
        Decoded<UsageEvent> read = UsageEventCodec.readBinary(ATTRIBUTES, data.getBytes(UTF_8));

        assertThat(reasonOf(read)).contains(reason);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            nonsense                                          | not valid JSON
            ["specversion"]                                   | not a JSON object
            {}                                                | specversion is missing
            {"specversion":1.0}                               | specversion must be a string
            {"specversion":"1.0","data_base64":"e30="}        | not data_base64
            {"specversion":"1.0","data":"{}"}                 | data must be an object
            {"specversion":"1.0","type":"credits.usage"}      | data is missing
            """)
    void a_structured_event_that_is_wrong_is_refused(String json, String reason) {
        Decoded<UsageEvent> read = UsageEventCodec.readStructured(json.getBytes(UTF_8));

        assertThat(reasonOf(read)).contains(reason);
    }

    @Test
    void text_that_could_not_be_kept_is_refused() {
        Map<String, String> halfPair = new HashMap<>(ATTRIBUTES);
        halfPair.put("id", "\ud800");
        Map<String, String> control = new HashMap<>(ATTRIBUTES);
        control.put("source", "/chat\n");

        assertThat(reasonOf(UsageEventCodec.readBinary(halfPair, DATA.getBytes(UTF_8))))
                .contains("id must not");
        assertThat(reasonOf(UsageEventCodec.readBinary(control, DATA.getBytes(UTF_8))))
                .contains("source must not");
    }

    @Test
    void an_event_is_bounded() {
        byte[] event = ("{\"specversion\":\"1.0\",\"extension\":\"" + "x".repeat(UsageEventCodec.EVENT_BYTES_MAX)
                        + "\"}")
                .getBytes(UTF_8);

        assertThat(reasonOf(UsageEventCodec.readStructured(event))).contains("longer than 65536 bytes");
    }

    @Test
    void a_batch_is_split_into_the_bytes_of_its_events() {
        String batch = " [ {\"id\":\"ä€😀\",\"n\":[1,{\"a\":\"}]\"}]} ,\n{} , 12345, \"text ü\",null,true,[[]] ] ";

        Decoded<List<byte[]>> split = UsageEventCodec.splitBatch(batch.getBytes(UTF_8));

        assertThat(((Decoded.Valid<List<byte[]>>) split)
                        .value().stream().map(bytes -> new String(bytes, UTF_8).strip()))
                .containsExactly(
                        "{\"id\":\"ä€😀\",\"n\":[1,{\"a\":\"}]\"}]}",
                        "{}",
                        "12345",
                        "\"text ü\"",
                        "null",
                        "true",
                        "[[]]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}      | a batch must be a JSON list
            [{},    | not valid JSON
            [{}] {} | something stands after the batch
            """)
    void a_batch_that_is_no_list_is_refused(String json, String reason) {
        Decoded<List<byte[]>> split = UsageEventCodec.splitBatch(json.getBytes(UTF_8));

        assertThat(((Decoded.Malformed<List<byte[]>>) split).reason()).contains(reason);
    }

    private static String reasonOf(Decoded<UsageEvent> read) {
        assertThat(read).isInstanceOf(Decoded.Malformed.class);
        return ((Decoded.Malformed<UsageEvent>) read).reason();
    }
}
