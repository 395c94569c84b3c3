package ledger.streams.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.function.Consumer;
import ledger.message.Shape;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes of a message turned out to be. Anybody may write to a topic, so what cannot be read is a value too.
 *
 * @param <T> what was expected
 */
public sealed interface Decoded<T> {
    /** Gives the value to the one, or why there is none to the other. */
    void either(Consumer<T> onValid, Consumer<String> onMalformed);

    /** It can be taken. */
    record Valid<T>(T value) implements Decoded<T> {
        @Override
        public void either(Consumer<T> onValid, Consumer<String> onMalformed) {
            onValid.accept(value);
        }
    }

    /**
     * It cannot.
     *
     * @param reason why, for people; shows nothing of the message
     */
    record Malformed<T>(String reason) implements Decoded<T> {
        @Override
        public void either(Consumer<T> onValid, Consumer<String> onMalformed) {
            onMalformed.accept(reason);
        }
    }

    /** Reads what a JSON parser stands before. */
    interface Reader<T> {
        T read(JsonParser in) throws IOException;
    }

    /** What is too long or nested too deeply has no place. */
    private static String place(@Nullable JsonLocation location) {
        return location == null ? ": too long or too deep" : ", at byte " + location.getByteOffset();
    }

    /** What a reader makes of the bytes, whatever they are. */
    static <T> Decoded<T> of(byte[] json, int bytesMax, Reader<T> reader) {
        if (json.length > bytesMax) {
            return new Malformed<>("longer than " + bytesMax + " bytes");
        }
        try (JsonParser in = JsonText.parser(json)) {
            return new Valid<>(reader.read(in));
        } catch (JacksonException e) {
            return new Malformed<>("not valid JSON" + place(e.getLocation()));
        } catch (DateTimeException e) {
            return new Malformed<>("a time is not ISO 8601 in UTC");
        } catch (IOException e) {
            return new Malformed<>("not valid UTF-8");
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new Malformed<>(String.valueOf(e.getMessage()));
        }
    }

    /** What the fields of a message make that has no others. */
    static <T> Decoded<T> of(byte[] json, int bytesMax, Shape<T> shape) {
        return of(json, bytesMax, in -> new JsonMessage(in, json).whole(shape));
    }
}
