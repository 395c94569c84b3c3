package ledger.streams.rows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import ledger.account.AccountTypes;
import ledger.account.AlertRules;
import ledger.account.Book;
import ledger.account.Grant;
import ledger.account.Hold;
import ledger.account.Limits;
import ledger.account.Milestone;
import ledger.account.Plan;
import ledger.account.ScheduledGrant;
import ledger.account.Terms;
import ledger.fold.Account;
import ledger.fold.RecordedEvent;
import ledger.message.Field;
import ledger.message.Part;
import ledger.message.Shape;
import ledger.message.ValueTypes;

/**
 * The row of an account: all that the next decision about it needs.
 *
 * @param account what its events left
 * @param sequence of its last chained event, 0 before the first
 * @param entryCount how many of its events are entries
 * @param lastTimeMillis of its last event, epoch milliseconds; time never goes back behind it
 * @param lastOffset of the last command decided for it; one at or below it is a replay
 * @param lastHash of its last event, lower-case hex
 * @param otherCount how many more rows its history has: of holds, and of what is no entry
 */
public record AccountRow(
        Account account,
        long sequence,
        long entryCount,
        long lastTimeMillis,
        long lastOffset,
        String lastHash,
        long otherCount) {
    private static final Shape<Terms> TERMS = Shape.of(of -> {
        Field<List<Hold>> holds = of.unless(
                List.of(),
                "holds",
                AccountTypes.HOLDS,
                terms -> List.copyOf(terms.holds().values()));
        Field<List<ScheduledGrant>> scheduled = of.unless(
                List.of(),
                "scheduled",
                AccountTypes.SCHEDULED,
                terms -> List.copyOf(terms.scheduled().values()));
        Field<Limits> limits = of.unless(Limits.NONE, "limits", ValueTypes.object(AccountTypes.LIMITS), Terms::limits);
        Field<Plan> plan = of.optional("plan", AccountTypes.PLAN, Terms::plan);
        Field<AlertRules> alerts = of.unless(AlertRules.NONE, "alerts", AccountTypes.ALERT_RULES, Terms::alerts);
        Field<Boolean> closed = of.unless(false, "closed", ValueTypes.FLAG, Terms::isClosed);
        return in -> new Terms(
                byId(in.get(holds), Hold::id),
                byId(in.get(scheduled), grant -> grant.terms().id()),
                in.get(limits),
                in.orNull(plan),
                in.get(alerts),
                in.get(closed));
    });

    static final RowFormat<AccountRow> FORMAT = RowFormat.of(of -> {
        Field<Long> sequence = of.required("sequence", ValueTypes.WHOLE, AccountRow::sequence);
        Field<Long> entries = of.required("entryCount", ValueTypes.WHOLE, AccountRow::entryCount);
        Field<Long> others = of.required("otherCount", ValueTypes.WHOLE, AccountRow::otherCount);
        Field<Long> lastTime = of.required("lastTime", ValueTypes.TIME, AccountRow::lastTimeMillis);
        Field<Long> lastOffset = of.required("lastOffset", ValueTypes.WHOLE, AccountRow::lastOffset);
        Field<String> lastHash = of.required("lastHash", ValueTypes.HASH, AccountRow::lastHash);
        Field<Map<Book, Long>> books = of.required(
                "books",
                ValueTypes.entries(AccountTypes.BOOK, ValueTypes.MICROS, LinkedHashMap::new),
                row -> row.account().books());
        Field<List<Grant>> grants = of.required(
                "grants",
                AccountTypes.GRANTS,
                row -> List.copyOf(row.account().grants().values()));
        Field<Map<Milestone, Long>> milestones = of.unless(
                Map.of(),
                "milestones",
                ValueTypes.entries(AccountTypes.MILESTONE, ValueTypes.TIME, LinkedHashMap::new),
                row -> row.account().milestones());
        Part<Terms> terms = of.part(TERMS, row -> row.account().terms());
        return in -> new AccountRow(
                new Account(in.get(books), byId(in.get(grants), Grant::id), in.get(milestones), in.get(terms)),
                in.get(sequence),
                in.get(entries),
                in.get(lastTime),
                in.get(lastOffset),
                in.get(lastHash),
                in.get(others));
    });

    /** The row of a user never seen. */
    public static final AccountRow NEW = new AccountRow(Account.EMPTY, 0, 0, 0, -1, RecordedEvent.GENESIS_HASH);

    /** The row of an account whose history has nothing but entries. */
    public AccountRow(
            Account account, long sequence, long entryCount, long lastTimeMillis, long lastOffset, String lastHash) {
        this(account, sequence, entryCount, lastTimeMillis, lastOffset, lastHash, 0);
    }

    public byte[] write() {
        return FORMAT.write(this);
    }

    /** Throws for a row that this build cannot read. */
    public static AccountRow read(byte[] row) {
        return FORMAT.read(row);
    }

    private static <K, V> Map<K, V> byId(List<V> values, Function<V, K> id) {
        Map<K, V> byId = new LinkedHashMap<>();
        values.forEach(value -> byId.put(id.apply(value), value));
        return byId;
    }
}
