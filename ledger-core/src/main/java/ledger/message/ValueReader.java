package ledger.message;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import ledger.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Gives the values of one message as {@link ValueWriter} took them. What is not the value that is asked for is an
 * {@link IllegalArgumentException}, which names the field and shows nothing of its value; what cannot be read at all is
 * an {@link IOException}.
 */
public interface ValueReader {
    /** Whose message it is. */
    AccountId owner() throws IOException;

    /** Whether numbers stand for names, and whether ids stand without their account. */
    boolean isCompact();

    String text() throws IOException;

    /** A text of at most so many UTF-16 units. */
    String text(int lengthMax) throws IOException;

    long whole() throws IOException;

    /** An amount of credit, micro-credits of either sign. */
    long micros() throws IOException;

    /** An exact number that is not negative, with at most so many decimals. */
    BigDecimal decimal(int scaleMax) throws IOException;

    boolean flag() throws IOException;

    /** Epoch milliseconds. */
    long time() throws IOException;

    /** Epoch milliseconds, or -1 for anything else that stands there. */
    long timeOrNone() throws IOException;

    /** A hash in lower-case hex. */
    String hash() throws IOException;

    /** A JSON object as text, its keys sorted. */
    String json() throws IOException;

    /** The fields of an object by their slots; null for one that is not there. */
    @Nullable
    Object[] object(Fields<?> fields) throws IOException;

    /** The elements of a list, at most so many. */
    <T> List<T> list(ValueType<T> element, int countMax) throws IOException;

    <T> Map<String, T> map(ValueType<T> value) throws IOException;

    /** How many entries follow of a map whose keys need not be text. Rows have such maps, JSON has not. */
    int entryCount() throws IOException;

    /** What to throw where the value that was just read will not do; {@code what} follows the name of its field. */
    IllegalArgumentException wrong(String what) throws IOException;
}
