package ledger.api.credits;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import ledger.AccountId;
import ledger.EntryId;
import ledger.OwnedId;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.api.http.Call;
import ledger.api.http.Query;
import ledger.api.http.Reply;
import ledger.api.http.json.Body;
import ledger.fold.Entry;
import ledger.query.EntryPage;
import ledger.query.EntryQuery;
import ledger.query.LedgerQueries;
import org.jspecify.annotations.Nullable;

/** History: one transaction, and pages of them. */
public final class HistoryReads {
    private static final Set<String> PARAMETERS = Set.of(
            "limit",
            "offset",
            "cursor",
            "orderBy",
            "orderDirection",
            "transactionType",
            "reason",
            "startDate",
            "endDate",
            "userId");
    private static final int LIMIT_DEFAULT = 50;
    /** As far as one can count; how far one may look is for the query to say. */
    private static final int OFFSET_MAX = 999_999_999;

    private final LedgerQueries queries;

    public HistoryReads(LedgerQueries queries) {
        this.queries = queries;
    }

    /** One transaction, of the caller or for a service of any user. */
    public Reply transaction(Call call) {
        AccountId named = call.query(Set.of("userId")).accountOrNull("userId");
        OwnedId.Named id = Target.id(call.caller(), named, call.pathParameter("id"), OwnedId.ENTRY, "transaction");
        call.about(id.account(), queries.position(id.account()));
        Entry entry =
                queries.entry(new EntryId(id.account(), id.sequence())).orElseThrow(() -> Target.noSuch("transaction"));
        return Reply.object(200, out -> EntryJson.members(out, entry));
    }

    /** A page of history. */
    public Reply transactions(Call call) {
        Body query = call.query(PARAMETERS);
        EntryQuery asked = asked(query, Target.of(call.caller(), query.accountOrNull("userId")));
        call.about(asked.account(), queries.position(asked.account()));
        EntryPage page = queries.entries(asked);
        return Reply.object(200, out -> {
            out.array(
                    "transactions",
                    all -> page.entries().forEach(entry -> all.object(one -> EntryJson.members(one, entry))));
            out.number("total", page.total());
            out.number("limit", asked.limit());
            out.number("offset", asked.offset());
            out.flag("hasMore", page.hasMore());
            out.text("nextCursor", nextCursor(asked, page.nextAfter()));
        });
    }

    private static EntryQuery asked(Body query, AccountId account) {
        long from = query.startMillis("startDate").orElse(Long.MIN_VALUE);
        long until = query.endMillis("endDate").orElse(Long.MAX_VALUE);
        if (from > until) {
            throw query.invalid("endDate", " must not be before startDate");
        }
        EntryQuery asked = new EntryQuery(
                account,
                query.choiceOrNull("transactionType", Arrays.asList(TransactionType.values())),
                query.choiceOrNull("reason", Arrays.asList(Reason.values())),
                from,
                until,
                order(query),
                isDescending(query),
                Query.integer(query, "limit", 1, EntryQuery.LIMIT_MAX, LIMIT_DEFAULT),
                Query.integer(query, "offset", 0, OFFSET_MAX, 0),
                null);
        return query.has("cursor") ? after(query, asked) : asked;
    }

    private static EntryQuery after(Body query, EntryQuery asked) {
        if (query.has("offset")) {
            throw query.invalid("offset", " cannot stand beside cursor");
        }
        if (asked.order() == EntryQuery.Order.AMOUNT) {
            throw query.invalid("cursor", " cannot follow the order by amount: use offset");
        }
        String cursor = query.textOrNull("cursor", text -> true, "");
        long after = Cursor.read(String.valueOf(cursor), asked)
                .orElseThrow(() -> query.invalid("cursor", " must be the nextCursor of a page with the same filters"));
        return new EntryQuery(
                asked.account(),
                asked.type(),
                asked.reason(),
                asked.fromMillis(),
                asked.untilMillis(),
                asked.order(),
                asked.descending(),
                asked.limit(),
                0,
                after);
    }

    private static EntryQuery.Order order(Body query) {
        List<String> orders = List.of("createdAt", "amount");
        String order = query.textOrNull(
                "orderBy", text -> orders.stream().anyMatch(text::equalsIgnoreCase), "createdAt or amount");
        return "amount".equalsIgnoreCase(order) ? EntryQuery.Order.AMOUNT : EntryQuery.Order.CREATED_AT;
    }

    private static boolean isDescending(Body query) {
        List<String> directions = List.of("desc", "asc");
        String direction = query.textOrNull(
                "orderDirection", text -> directions.stream().anyMatch(text::equalsIgnoreCase), "desc or asc");
        return !"asc".equalsIgnoreCase(direction);
    }

    private static @Nullable String nextCursor(EntryQuery asked, @Nullable Long after) {
        return after == null || asked.order() == EntryQuery.Order.AMOUNT ? null : Cursor.text(after, asked);
    }
}
