package ledger.message;

import java.io.IOException;
import java.math.BigDecimal;
import ledger.AccountId;

/** Takes the values of one message in their order, and gives them a form: JSON, or the bytes of a row. */
public interface ValueWriter {
    /** Whose message it is: ids within it carry the account where they are text. */
    AccountId owner();

    /** Whether numbers stand for names, and whether ids stand without their account. */
    boolean isCompact();

    void text(String value) throws IOException;

    void whole(long value) throws IOException;

    /** An amount of credit, micro-credits of either sign. */
    void micros(long value) throws IOException;

    /** An exact number. */
    void decimal(BigDecimal value) throws IOException;

    void flag(boolean value) throws IOException;

    /** Epoch milliseconds. */
    void time(long millis) throws IOException;

    /** A hash in lower-case hex. */
    void hash(String hex) throws IOException;

    /** JSON that stands as it is. */
    void json(String value) throws IOException;

    /** An object with fields of its own. */
    <T> void object(Fields<T> fields, T value) throws IOException;

    /** Begins a list of so many elements, which follow one by one. */
    void beginList(int count) throws IOException;

    void endList() throws IOException;

    /** Begins a map of so many entries; each is a key, then its value. */
    void beginMap(int count) throws IOException;

    void key(String key) throws IOException;

    void endMap() throws IOException;
}
