package ledger.api.credits;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.api.auth.Role;

/** What can be asked of an account: its name in a batch, who may, and the fields of its request. */
public final class WriteKind {
    public static final WriteKind USE = new WriteKind(
            "use", Role.SERVICE, Set.of("userId", "amount", "reason", "description", "metadata"), CommandReader::use);
    public static final WriteKind USAGE = new WriteKind("usage", Role.SERVICE, usageFields(), CommandReader::usage);
    public static final WriteKind ADD = new WriteKind(
            "add",
            Role.ADMIN,
            Set.of("userId", "amount", "transactionType", "reason", "description", "metadata"),
            CommandReader::add);
    public static final WriteKind REFUND = new WriteKind(
            "refund",
            Role.SERVICE,
            Set.of("userId", "transactionId", "amount", "reason", "description"),
            CommandReader::refund);

    private static final List<WriteKind> ALL = List.of(USE, USAGE, ADD, REFUND);

    private final String label;
    private final Role least;
    private final Set<String> fields;
    private final CommandReader reader;

    private WriteKind(String label, Role least, Set<String> fields, CommandReader reader) {
        this.label = label;
        this.least = least;
        this.fields = fields;
        this.reader = reader;
    }

    /** The kind of that name in a batch. */
    static Optional<WriteKind> find(String label) {
        return ALL.stream().filter(kind -> kind.label.equals(label)).findFirst();
    }

    static String listed() {
        return ALL.stream().map(kind -> kind.label).collect(Collectors.joining(", "));
    }

    /** The least role that may ask it. */
    public Role least() {
        return least;
    }

    Set<String> fields() {
        return fields;
    }

    CommandReader reader() {
        return reader;
    }

    private static Set<String> usageFields() {
        Set<String> fields = new HashSet<>(UsageBody.FIELDS);
        fields.addAll(Set.of("userId", "reason", "description", "metadata", "allowDebt"));
        return Set.copyOf(fields);
    }
}
