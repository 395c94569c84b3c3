package ledger.message;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import ledger.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Gives the values of one message as {@link ValueWriter} took them. What is not the value that is asked for is an
 * {@link IllegalArgumentException}, which names the field and shows nothing of its value.
 */
public interface ValueReader {
    /** Whose message it is. */
    AccountId owner();

    /** Whether numbers stand for names, and whether ids stand without their account. */
    boolean isCompact();

    String text();

    /** A text of at most so many UTF-16 units. */
    String text(int lengthMax);

    long whole();

    /** An amount of credit, micro-credits of either sign. */
    long micros();

    /** An exact number that is not negative, with at most so many decimals. */
    BigDecimal decimal(int scaleMax);

    boolean flag();

    /** Epoch milliseconds. */
    long time();

    /** Epoch milliseconds, or -1 for anything else that stands there. */
    long timeOrNone();

    /** A hash in lower-case hex. */
    String hash();

    /** A JSON object as text, its keys sorted. */
    String json();

    /** The fields of an object by their slots; null for one that is not there. */
    @Nullable
    Object[] object(Fields<?> fields);

    /** The elements of a list, at most so many. */
    <T> List<T> list(ValueType<T> element, int countMax);

    <T> Map<String, T> map(ValueType<T> value);

    /** How many entries follow of a map whose keys need not be text. Rows have such maps, JSON has not. */
    int entryCount();

    /** What to throw where the value that was just read will not do; {@code what} follows the name of its field. */
    IllegalArgumentException wrong(String what);
}
