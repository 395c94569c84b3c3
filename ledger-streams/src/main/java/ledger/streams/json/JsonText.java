package ledger.streams.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import ledger.IsoTime;
import ledger.Note;
import org.jspecify.annotations.Nullable;

/** How JSON is read and written here: UTF-8 only, in a fixed order of members, the same in every process. */
public final class JsonText {
    /** An envelope, a list in it, an object in that and the metadata at its deepest; checked again where it is read. */
    private static final int DEPTH_MAX = 96;
    /** A number that fills the metadata, where numbers stay text; any other is bounded where it is read. */
    private static final int NUMBER_LENGTH_MAX = Note.METADATA_BYTES_MAX;
    /** Most events are smaller, so the buffer seldom grows. */
    private static final int BUFFER_BYTES = 1_024;

    /**
     * Whether a message can be read depends on its bytes alone: the symbol table, which all parsers share, must not
     * refuse one for what was read before it.
     */
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .build())
            .build();

    private JsonText() {}

    /** Writes the members of an object. */
    public interface Body {
        void writeTo(JsonGenerator out) throws IOException;
    }

    public static JsonParser parser(byte[] json) throws IOException {
        return FACTORY.createParser(json);
    }

    public static JsonGenerator generator(ByteArrayOutputStream out) throws IOException {
        return FACTORY.createGenerator(out, JsonEncoding.UTF8);
    }

    /** One object as bytes. */
    public static byte[] object(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER_BYTES);
        try (JsonGenerator out = generator(bytes)) {
            out.writeStartObject();
            body.writeTo(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static void textOrNull(JsonGenerator out, String name, @Nullable String value) throws IOException {
        if (value == null) {
            out.writeNullField(name);
        } else {
            out.writeStringField(name, value);
        }
    }

    public static void timeOrNull(JsonGenerator out, String name, @Nullable Long millis) throws IOException {
        textOrNull(out, name, millis == null ? null : IsoTime.text(millis));
    }
}
