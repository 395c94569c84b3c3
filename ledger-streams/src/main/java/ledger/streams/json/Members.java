package ledger.streams.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import ledger.IsoTime;
import ledger.Text;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of an object one by one; a null is an absent member, and the last of two with one name counts. What
 * is wrong is an {@link IllegalArgumentException} that names the member and shows nothing of its value.
 */
public final class Members {
    private Members() {}

    /** Takes the member that the parser stands on, or skips it when it does not know the name. */
    public interface Reader {
        void read(String name, JsonParser in) throws IOException;
    }

    /** Reads the object that the parser stands on. */
    public static void readObject(JsonParser in, Reader reader) throws IOException {
        requireObject(in);
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            if (in.nextToken() != JsonToken.VALUE_NULL) {
                reader.read(name, in);
            }
        }
    }

    /** Reads an object in which null says something of its own. */
    public static void readObjectWithNulls(JsonParser in, Reader reader) throws IOException {
        requireObject(in);
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            reader.read(name, in);
        }
    }

    /** Reads one object that is the whole message. */
    public static void readMessage(JsonParser in, Reader reader) throws IOException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("not a JSON object");
        }
        readObject(in, reader);
        if (in.nextToken() != null) {
            throw new IllegalArgumentException("something stands after the JSON object");
        }
    }

    /** Reads a list of objects into whatever the reader keeps, one call per object with the parser on its start. */
    public static void readList(JsonParser in, Reader element) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(in, "must be a list");
        }
        String name = in.currentName();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            element.read(name, in);
        }
    }

    public static String text(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong(in, "must be a string");
        }
        return in.getText();
    }

    public static String text(JsonParser in, int lengthMax) throws IOException {
        String text = text(in);
        if (text.length() > lengthMax || !Text.isEncodable(text)) {
            throw wrong(in, "must have at most " + lengthMax + " characters");
        }
        return text;
    }

    public static boolean bool(JsonParser in) throws IOException {
        if (!in.currentToken().isBoolean()) {
            throw wrong(in, "must be true or false");
        }
        return in.getBooleanValue();
    }

    public static long whole(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw wrong(in, "must be a whole number");
        }
        return in.getLongValue();
    }

    public static long time(JsonParser in) throws IOException {
        long millis = IsoTime.millis(text(in));
        if (!IsoTime.isInRange(millis)) {
            throw wrong(in, "must be in a year of four digits");
        }
        return millis;
    }

    public static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static void requireObject(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw wrong(in, "must be an object");
        }
    }

    static IllegalArgumentException wrong(JsonParser in, String what) throws IOException {
        return new IllegalArgumentException(in.currentName() + " " + what);
    }
}
