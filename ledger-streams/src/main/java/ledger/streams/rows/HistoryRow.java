package ledger.streams.rows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ledger.AccountId;
import ledger.Credits;
import ledger.IdempotencyKey;
import ledger.account.AccountTypes;
import ledger.account.HoldStatus;
import ledger.account.Posting;
import ledger.event.EventFacts;
import ledger.event.EventTypes;
import ledger.event.LedgerEvent;
import ledger.fold.PastEvent;
import ledger.message.Field;
import ledger.message.Fields;
import ledger.message.MessageType;
import ledger.message.ValueTypes;
import ledger.message.Values;
import org.jspecify.annotations.Nullable;

/**
 * One row of an account's history: an event, what became of it, and at times the account after it. Whose it is and its
 * sequence stand in its key.
 *
 * @param past the event
 * @param snapshot the account after it, where this row carries one; else null
 */
public record HistoryRow(PastEvent past, @Nullable AccountRow snapshot) {
    private static final Fields.Declaration<HistoryRow> OF = new Fields.Declaration<>();
    private static final Field<Long> TIME =
            OF.required("time", ValueTypes.TIME, row -> row.past().timeMillis());
    private static final Field<Long> EFFECTIVE_AT =
            OF.optional("effectiveAt", ValueTypes.TIME, row -> row.past().effectiveAtMillis());
    private static final Field<IdempotencyKey> KEY =
            OF.optional("idempotencyKey", ValueTypes.KEY, row -> row.past().key());
    private static final Field<String> ACTOR =
            OF.required("actor", ValueTypes.TEXT, row -> row.past().actor());
    private static final Field<List<Posting>> POSTINGS = OF.unless(
            List.of(),
            "postings",
            AccountTypes.POSTINGS,
            row -> row.past().event().postings());
    private static final Field<Long> BALANCE_AFTER =
            OF.required("balanceAfter", ValueTypes.MICROS, row -> row.past().balanceAfterMicros());
    private static final Field<String> HASH =
            OF.required("hash", ValueTypes.HASH, row -> row.past().hash());
    private static final Field<Credits> REFUNDED = OF.unless(
            Credits.ZERO,
            "refundedSince",
            ValueTypes.CREDITS,
            row -> row.past().since().refunded());
    private static final Field<Credits> FORFEITED = OF.unless(
            Credits.ZERO,
            "forfeitedSince",
            ValueTypes.CREDITS,
            row -> row.past().since().forfeited());
    private static final Field<HoldStatus> STATUS = OF.unless(
            HoldStatus.OPEN,
            "status",
            ValueTypes.constant(HoldStatus.class),
            row -> row.past().since().status());
    private static final Field<Long> CLOSED_BY = OF.unless(
            0L, "closedBySequence", ValueTypes.WHOLE, row -> row.past().since().closedBySequence());
    private static final Field<AccountRow> SNAPSHOT =
            OF.optional("snapshot", AccountRow.FORMAT.type(), HistoryRow::snapshot);
    private static final Fields<HistoryRow> OF_ALL = OF.done();

    private static final Map<Class<?>, Fields<HistoryRow>> FIELDS = new HashMap<>();

    static {
        for (MessageType<? extends LedgerEvent, EventFacts> type : EventTypes.ALL.all()) {
            FIELDS.put(type.type(), with(type));
        }
    }

    public byte[] write() {
        RowValues out = new RowValues();
        out.octet(EventTypes.ALL.of(past.event()).code());
        out.object(fields(past.event().getClass()), this);
        return out.toBytes();
    }

    /** Reads the row of a history key. Throws for one that this build cannot read. */
    public static HistoryRow read(byte[] historyKey, byte[] row) {
        return read(StoreKeys.accountOf(historyKey), StoreKeys.sequenceOf(historyKey), row);
    }

    /** Reads the row of an account's event. Throws for one that this build cannot read. */
    public static HistoryRow read(AccountId account, long sequence, byte[] row) {
        RowMessage in = new RowMessage(row, account);
        int code = in.octet();
        MessageType<? extends LedgerEvent, EventFacts> type = EventTypes.ALL.coded(code);
        if (type == null) {
            throw new IllegalStateException("a stored row is of unknown kind " + code);
        }
        Values values = new Values(in.object(fields(type.type())));
        in.done();
        EventFacts facts = new EventFacts(values.get(TIME), values.get(POSTINGS));
        PastEvent past = new PastEvent(
                account,
                sequence,
                facts.timeMillis(),
                values.orNull(EFFECTIVE_AT),
                values.orNull(KEY),
                values.get(ACTOR),
                type.make(values.from(OF_ALL.count()), facts),
                values.get(BALANCE_AFTER),
                values.get(HASH),
                new PastEvent.Since(
                        values.get(REFUNDED), values.get(FORFEITED), values.get(STATUS), values.get(CLOSED_BY)));
        return new HistoryRow(past, values.orNull(SNAPSHOT));
    }

    @SuppressWarnings("unchecked") // Only events of the type are written so.
    private static <E extends LedgerEvent> Fields<HistoryRow> with(MessageType<E, EventFacts> type) {
        Fields.Declaration<HistoryRow> of = new Fields.Declaration<>();
        of.add(OF_ALL, row -> row);
        of.add(type.fields(), row -> (E) row.past().event());
        return of.done();
    }

    private static Fields<HistoryRow> fields(Class<?> type) {
        Fields<HistoryRow> fields = FIELDS.get(type);
        if (fields == null) {
            throw new IllegalStateException("not declared: " + type);
        }
        return fields;
    }
}
