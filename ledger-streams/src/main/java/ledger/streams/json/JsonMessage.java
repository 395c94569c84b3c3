package ledger.streams.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.AccountId;
import ledger.message.Field;
import ledger.message.Fields;
import ledger.message.Shape;
import ledger.message.ValueReader;
import ledger.message.ValueType;
import ledger.message.Values;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one message from JSON, whose members may come in any order. Unknown members are ignored, a null
 * is an absent member, and the last of two with one name counts.
 */
public final class JsonMessage implements ValueReader {
    private final JsonParser in;
    private final byte[] json;
    private @Nullable AccountId owner;

    /** Reads what a parser stands before, which reads those bytes. */
    public JsonMessage(JsonParser in, byte[] json) {
        this.in = in;
        this.json = json;
    }

    /** The fields of a message that is all there is. */
    @Nullable
    public Object[] whole(Fields<?> fields) throws IOException {
        @Nullable Object[] values = new Object[fields.count()];
        Members.readMessage(in, (name, value) -> member(fields, name, values));
        return values;
    }

    /** What the fields of a message that is all there is make. */
    public <T> T whole(Shape<T> shape) throws IOException {
        return shape.make(new Values(whole(shape.fields())));
    }

    /** A text of the message itself; null where it has none of that name. It is found wherever it stands. */
    public static @Nullable String text(byte[] json, String name) throws IOException {
        try (JsonParser in = JsonText.parser(json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a JSON object");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                boolean isWanted = in.currentName().equals(name);
                JsonToken value = in.nextToken();
                if (isWanted && value != JsonToken.VALUE_NULL) {
                    return Members.text(in);
                }
                in.skipChildren();
            }
            return null;
        }
    }

    /** Throws where ids in it were read as those of another account than it turned out to be of. */
    public void requireOf(AccountId account) {
        if (owner != null && !owner.equals(account)) {
            throw new IllegalArgumentException("userId is there twice");
        }
    }

    @Override
    public AccountId owner() throws IOException {
        if (owner == null) {
            owner = new AccountId(Members.required(text(json, "userId"), "userId"));
        }
        return owner;
    }

    @Override
    public boolean isCompact() {
        return false;
    }

    @Override
    public String text() throws IOException {
        return Members.text(in);
    }

    @Override
    public String text(int lengthMax) throws IOException {
        return Members.text(in, lengthMax);
    }

    @Override
    public long whole() throws IOException {
        return Members.whole(in);
    }

    @Override
    public long micros() throws IOException {
        return JsonDecimals.readMicros(in);
    }

    @Override
    public BigDecimal decimal(int scaleMax) throws IOException {
        return JsonDecimals.read(in, scaleMax);
    }

    @Override
    public boolean flag() throws IOException {
        return Members.bool(in);
    }

    @Override
    public long time() throws IOException {
        return Members.time(in);
    }

    @Override
    public long timeOrNone() throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            in.skipChildren();
            return -1L;
        }
        try {
            return Members.time(in);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException noTime) {
            return -1L;
        }
    }

    @Override
    public IllegalArgumentException wrong(String what) throws IOException {
        return Members.wrong(in, what);
    }

    @Override
    public String hash() throws IOException {
        return text();
    }

    @Override
    public String json() throws IOException {
        return MetadataText.read(in);
    }

    @Override
    public @Nullable Object[] object(Fields<?> fields) throws IOException {
        @Nullable Object[] values = new Object[fields.count()];
        Members.readObject(in, (name, value) -> member(fields, name, values));
        return values;
    }

    private void member(Fields<?> fields, String name, @Nullable Object[] values) throws IOException {
        Field<?> field = fields.named(name);
        if (field == null) {
            in.skipChildren();
        } else {
            values[field.slot()] = field.type().read(this);
        }
    }

    @Override
    public <T> List<T> list(ValueType<T> element, int countMax) throws IOException {
        List<T> list = new ArrayList<>();
        Members.readList(in, (name, one) -> {
            if (list.size() == countMax) {
                throw new IllegalArgumentException(name + " has more than " + countMax + " elements");
            }
            list.add(element.read(this));
        });
        return list;
    }

    @Override
    public <T> Map<String, T> map(ValueType<T> value) throws IOException {
        Map<String, T> map = new LinkedHashMap<>();
        Members.readObject(in, (name, one) -> map.put(name, value.read(this)));
        return map;
    }

    @Override
    public int entryCount() {
        throw new UnsupportedOperationException("maps in JSON have text for keys");
    }
}
