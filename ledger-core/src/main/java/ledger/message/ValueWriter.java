package ledger.message;

import java.math.BigDecimal;
import ledger.AccountId;

/** Takes the values of one message in their order, and gives them a form: JSON, or the bytes of a row. */
public interface ValueWriter {
    /** Whose message it is: ids within it carry the account where they are text. */
    AccountId owner();

    /** Whether numbers stand for names, and whether ids stand without their account. */
    boolean isCompact();

    void text(String value);

    void whole(long value);

    /** An amount of credit, micro-credits of either sign. */
    void micros(long value);

    /** An exact number. */
    void decimal(BigDecimal value);

    void flag(boolean value);

    /** Epoch milliseconds. */
    void time(long millis);

    /** A hash in lower-case hex. */
    void hash(String hex);

    /** JSON that stands as it is. */
    void json(String value);

    /** An object with fields of its own. */
    <T> void object(Fields<T> fields, T value);

    /** Begins a list of so many elements, which follow one by one. */
    void beginList(int count);

    void endList();

    /** Begins a map of so many entries; each is a key, then its value. */
    void beginMap(int count);

    void key(String key);

    void endMap();
}
