package ledger.api.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import ledger.Text;
import org.jspecify.annotations.Nullable;

/** Reads one JSON object. It refuses everything that two readers could understand differently. */
final class StrictJson {
    /** Metadata may nest; nobody needs more, and recursion stays shallow. */
    private static final int DEPTH_MAX = 32;

    /** A number of 400 digits is read and then refused by the name of its field; a longer one is not read. */
    private static final int NUMBER_LENGTH_MAX = 1_000;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxNumberLength(NUMBER_LENGTH_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // Names of fields come from outside: remembering them would fill a table for ever.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .readerFor(JsonNode.class);

    private StrictJson() {}

    /** The object that the bytes are. Throws {@link ApiException} for anything else. */
    static ObjectNode object(byte[] bytes) {
        if (bytes.length == 0) {
            throw new ApiException(ErrorCode.INVALID_REQUEST, "the body is missing: a JSON object is expected");
        }
        String text = utf8(bytes);
        if (!(parse(text) instanceof ObjectNode object)) {
            throw new ApiException(ErrorCode.INVALID_REQUEST, "the body must be a JSON object");
        }
        // After strict decoding only an escape can name half of a surrogate pair.
        if (text.contains("\\u")) {
            requireEncodable(object, null);
        }
        return object;
    }

    private static @Nullable JsonNode parse(String text) {
        try (JsonParser parser = READER.createParser(text)) {
            try {
                JsonNode value = READER.readTree(parser);
                if (parser.nextToken() != null) {
                    throw new ApiException(
                            ErrorCode.INVALID_REQUEST, "the body must be one JSON object, and nothing after it");
                }
                return value;
            } catch (JsonProcessingException malformed) {
                throw refused(parser);
            }
        } catch (IOException cannotHappen) {
            throw new UncheckedIOException(cannotHappen);
        }
    }

    /** Says where it went wrong and nothing of what was sent. */
    private static ApiException refused(JsonParser parser) {
        JsonLocation location = parser.currentLocation();
        String why = " is not valid JSON at line " + location.getLineNr() + ", column " + location.getColumnNr();
        String field = outermostField(parser.getParsingContext());
        return field == null
                ? new ApiException(ErrorCode.INVALID_REQUEST, "the body" + why)
                : ApiException.invalid(field, field + why);
    }

    private static @Nullable String outermostField(JsonStreamContext innermost) {
        String name = null;
        for (JsonStreamContext context = innermost; !context.inRoot(); context = context.getParent()) {
            name = context.getCurrentName();
        }
        return name != null && Text.isEncodable(name) ? Names.shown(name) : null;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new ApiException(ErrorCode.INVALID_REQUEST, "the body is not valid UTF-8");
        }
    }

    private static void requireEncodable(JsonNode node, @Nullable String field) {
        if (node.isTextual() && !Text.isEncodable(node.textValue())) {
            throw half(field);
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!Text.isEncodable(member.getKey())) {
                throw half(field);
            }
            requireEncodable(member.getValue(), field == null ? member.getKey() : field);
        }
        if (node.isArray()) {
            node.forEach(element -> requireEncodable(element, field));
        }
    }

    private static ApiException half(@Nullable String field) {
        String message = "must not contain half of a surrogate pair";
        return field == null
                ? new ApiException(ErrorCode.INVALID_REQUEST, "names of fields " + message)
                : ApiException.invalid(Names.shown(field), Names.shown(field) + ' ' + message);
    }
}
