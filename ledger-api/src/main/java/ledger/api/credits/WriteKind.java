package ledger.api.credits;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.api.auth.Role;
import org.jspecify.annotations.Nullable;

/** What can be asked of an account: its name in a batch, who may, and the fields of its request. */
public final class WriteKind {
    public static final WriteKind USE = new WriteKind(
            "use", Role.SERVICE, SpendReader::use, Set.of("userId", "amount", "reason", "description", "metadata"));
    public static final WriteKind USAGE = new WriteKind(
            "usage",
            Role.SERVICE,
            SpendReader::usage,
            and(UsageBody.FIELDS, "userId", "reason", "description", "metadata", "allowDebt", "holdId"));
    public static final WriteKind ADD = new WriteKind(
            "add",
            Role.ADMIN,
            GrantReader::add,
            Set.of(
                    "userId",
                    "amount",
                    "transactionType",
                    "reason",
                    "description",
                    "metadata",
                    "priority",
                    "effectiveAt",
                    "expiresAt",
                    "referredUserId"));
    public static final WriteKind REFUND = new WriteKind(
            "refund",
            Role.SERVICE,
            RefundReader::refund,
            Set.of("userId", "transactionId", "amount", "reason", "description", "expired", "days"));
    public static final WriteKind HOLD = new WriteKind(
            "hold",
            Role.SERVICE,
            HoldReader::place,
            and(CostBody.FIELDS, "userId", "expiresInSeconds", "reason", "description", "metadata"));
    public static final WriteKind CAPTURE = new WriteKind(
                    "capture",
                    Role.SERVICE,
                    HoldReader::capture,
                    and(CostBody.FIELDS, "userId", "description", "metadata"))
            .ofPath("holdId");
    public static final WriteKind VOID = new WriteKind("void", Role.SERVICE, HoldReader::release, Set.of("userId"))
            .ofPath("holdId")
            .updating();
    public static final WriteKind REVERSE = new WriteKind(
                    "reverse", Role.ADMIN, RefundReader::reverse, Set.of("userId", "description", "metadata"))
            .ofPath("transactionId");
    public static final WriteKind REVOKE = new WriteKind(
                    "revoke", Role.ADMIN, GrantReader::revoke, Set.of("userId", "description", "metadata"))
            .ofPath("grantId");
    public static final WriteKind PLAN = new WriteKind(
                    "plan",
                    Role.ADMIN,
                    PlanReader::plan,
                    Set.of("userId", "creditPlan", "refillAmount", "refillInterval", "rolloverLimit"))
            .updating();
    public static final WriteKind LIMITS = new WriteKind(
                    "limits", Role.ADMIN, LimitsReader::limits, Set.of("userId", "overdraftLimit", "budgets"))
            .updating();
    public static final WriteKind ALERTS =
            new WriteKind("alerts", Role.ADMIN, AlertReader::alerts, Set.of("userId", "rules")).updating();

    private static final List<WriteKind> IN_BATCHES = List.of(USE, USAGE, ADD, REFUND, HOLD, CAPTURE, VOID);
    private static final int CREATED = 201;
    private static final int UPDATED = 200;

    private final String label;
    private final Role least;
    private final CommandReader reader;
    private final Set<String> fields;
    private final @Nullable String idField;
    private final int status;

    private WriteKind(String label, Role least, CommandReader reader, Set<String> fields) {
        this(label, least, reader, fields, null, CREATED);
    }

    private WriteKind(
            String label, Role least, CommandReader reader, Set<String> fields, @Nullable String idField, int status) {
        this.label = label;
        this.least = least;
        this.reader = reader;
        this.fields = fields;
        this.idField = idField;
        this.status = status;
    }

    /** The kind of that name in a batch. */
    static Optional<WriteKind> inBatch(String label) {
        return IN_BATCHES.stream().filter(kind -> kind.label.equals(label)).findFirst();
    }

    static String listed() {
        return IN_BATCHES.stream().map(kind -> kind.label).collect(Collectors.joining(", "));
    }

    /** The least role that may ask it. */
    public Role least() {
        return least;
    }

    CommandReader reader() {
        return reader;
    }

    /** The fields of its body, alone. */
    Set<String> fields() {
        return fields;
    }

    /** The fields of an item of a batch: with the id that is in the path otherwise. */
    Set<String> itemFields() {
        return idField == null ? fields : and(fields, idField);
    }

    /** Whether its path has the id of what it is about. */
    boolean isOfPath() {
        return idField != null;
    }

    /** The status of its first success. */
    int status() {
        return status;
    }

    private WriteKind ofPath(String field) {
        return new WriteKind(label, least, reader, fields, field, status);
    }

    private WriteKind updating() {
        return new WriteKind(label, least, reader, fields, idField, UPDATED);
    }

    private static Set<String> and(Set<String> fields, String... more) {
        Set<String> all = new HashSet<>(fields);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }
}
