package ledger.message;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import ledger.AccountId;

/**
 * The declaration of one kind of message. Immutable.
 *
 * @param <T> the message
 * @param <C> what its envelope says, and making it needs
 */
public final class MessageType<T, C> {
    private final Class<T> type;
    private final int code;
    private final String kind;
    private final String summary;
    private final Fields<T> fields;
    private final BiFunction<Values, C, T> maker;
    private final Map<RequestField, Function<T, String>> derived;

    private MessageType(
            Class<T> type,
            int code,
            String kind,
            String summary,
            Fields<T> fields,
            BiFunction<Values, C, T> maker,
            Map<RequestField, Function<T, String>> derived) {
        this.type = type;
        this.code = code;
        this.kind = kind;
        this.summary = summary;
        this.fields = fields;
        this.maker = maker;
        this.derived = derived;
    }

    /**
     * Declares a message. Its name is that of its class.
     *
     * @param code the number that rows keep for it, 1 to 127, never used again
     * @param kind what a batch, a refusal and a fingerprint call it, or the empty text where nobody asks for it
     * @param summary a line of text about it
     * @param declaration declares the fields in their order, and gives what makes the message of them
     */
    public static <T, C> MessageType<T, C> of(
            Class<T> type,
            int code,
            String kind,
            String summary,
            Function<Declaration<T>, BiFunction<Values, C, T>> declaration) {
        Declaration<T> fields = new Declaration<>();
        BiFunction<Values, C, T> maker = declaration.apply(fields);
        return new MessageType<>(type, code, kind, summary, fields.done(), maker, fields.derived);
    }

    /** The class of the message. */
    public Class<T> type() {
        return type;
    }

    /** Its name in JSON, never changed or used again. */
    public String name() {
        return type.getSimpleName();
    }

    public int code() {
        return code;
    }

    public String kind() {
        return kind;
    }

    public String summary() {
        return summary;
    }

    public Fields<T> fields() {
        return fields;
    }

    /** The message. Throws {@link IllegalArgumentException} where the values make none. */
    public T make(Values values, C envelope) {
        return maker.apply(values, envelope);
    }

    /** What a retry of the message must repeat. */
    public Fingerprint fingerprint(T message, AccountId owner) {
        Map<RequestField, Integer> hashes = new EnumMap<>(RequestField.class);
        hashes.put(RequestField.KIND, Fingerprint.hash(kind));
        fields.fingerprint(message, owner, hashes);
        derived.forEach((field, text) -> hashes.put(field, Fingerprint.hash(text.apply(message))));
        return new Fingerprint(hashes);
    }

    /** Collects the fields of a message in their order. Not thread-safe. */
    public static final class Declaration<T> extends Fields.Declaration<T> {
        private final Map<RequestField, Function<T, String>> derived = new EnumMap<>(RequestField.class);

        /** What a retry must repeat although the message has it in no field, or in another form. */
        public void repeated(RequestField field, Function<T, String> text) {
            derived.put(field, text);
        }
    }
}
