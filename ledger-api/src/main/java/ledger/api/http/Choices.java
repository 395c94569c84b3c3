package ledger.api.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Enumerations as callers write them: in any case. */
final class Choices {
    private Choices() {}

    static <E extends Enum<E>> Optional<E> find(String text, List<E> choices) {
        return choices.stream()
                .filter(choice -> choice.name().equalsIgnoreCase(text))
                .findFirst();
    }

    static String listed(List<? extends Enum<?>> choices) {
        return choices.stream().map(Enum::name).collect(Collectors.joining(", "));
    }
}
