package ledger.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All messages of one language: the commands, or the events. Immutable.
 *
 * @param <M> what they are
 * @param <C> what their envelopes say
 */
public final class MessageTypes<M, C> {
    private final List<MessageType<? extends M, C>> all;
    private final Map<Class<?>, MessageType<? extends M, C>> byClass = new LinkedHashMap<>();
    private final Map<String, MessageType<? extends M, C>> byName = new LinkedHashMap<>();
    private final Map<Integer, MessageType<? extends M, C>> byCode = new LinkedHashMap<>();

    public MessageTypes(List<MessageType<? extends M, C>> all) {
        this.all = List.copyOf(all);
        for (MessageType<? extends M, C> type : all) {
            byClass.put(type.type(), type);
            byName.put(type.name(), type);
            byCode.put(type.code(), type);
        }
        if (byClass.size() < all.size() || byName.size() < all.size() || byCode.size() < all.size()) {
            throw new IllegalStateException("two messages have one class, name or code");
        }
    }

    public List<MessageType<? extends M, C>> all() {
        return all;
    }

    /** The declaration of a message. Throws {@link IllegalStateException} for one that was not declared. */
    @SuppressWarnings("unchecked") // Each class stands with its own declaration.
    public <T extends M> MessageType<T, C> of(T message) {
        return (MessageType<T, C>) declared((Class<? extends M>) message.getClass());
    }

    /** The declaration of a class. Throws {@link IllegalStateException} for one that was not declared. */
    public MessageType<? extends M, C> declared(Class<? extends M> message) {
        MessageType<? extends M, C> type = byClass.get(message);
        if (type == null) {
            throw new IllegalStateException("not declared: " + message);
        }
        return type;
    }

    /** The declaration of that name, or null. */
    public @Nullable MessageType<? extends M, C> named(String name) {
        return byName.get(name);
    }

    /** The declaration of that code, or null. */
    public @Nullable MessageType<? extends M, C> coded(int code) {
        return byCode.get(code);
    }
}
