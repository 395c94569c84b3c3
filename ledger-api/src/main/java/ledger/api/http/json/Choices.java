package ledger.api.http.json;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Enumerations as callers write them: in any case. */
public final class Choices {
    private Choices() {}

    public static <E extends Enum<E>> Optional<E> find(String text, List<E> choices) {
        return choices.stream()
                .filter(choice -> choice.name().equalsIgnoreCase(text))
                .findFirst();
    }

    public static String listed(List<? extends Enum<?>> choices) {
        return choices.stream().map(Enum::name).collect(Collectors.joining(", "));
    }
}
