package ledger.fold;

import java.util.List;
import ledger.AccountId;
import ledger.EntryId;
import ledger.IdempotencyKey;
import ledger.Position;
import ledger.account.AccountTypes;
import ledger.account.Posting;
import ledger.command.CommandHeader;
import ledger.event.EventFacts;
import ledger.event.EventTypes;
import ledger.event.LedgerEvent;
import ledger.message.Field;
import ledger.message.Fields;
import ledger.message.MessageType;
import ledger.message.ValueType;
import ledger.message.ValueTypes;
import ledger.message.Values;

/** What every published event says before the fields of its type. */
public final class EventEnvelope {
    private static final long VERSION = 1;

    private static final ValueType<Position> POSITION = ValueTypes.TEXT.as(
            text -> Position.parse(text).orElseThrow(() -> new IllegalArgumentException("position is none")),
            Position::toString);

    private static final Fields.Declaration<RecordedEvent> OF = new Fields.Declaration<>();
    private static final Field<String> ID = OF.required("id", ValueTypes.TEXT, RecordedEvent::id);

    private static final Field<String> TYPE = OF.required(
            "type", ValueTypes.TEXT, event -> EventTypes.ALL.of(event.event()).name());
    private static final Field<Long> VERSIONED = OF.required("version", ValueTypes.WHOLE, event -> VERSION);
    private static final Field<AccountId> USER =
            OF.required("userId", ValueTypes.ACCOUNT, event -> event.command().account());
    private static final Field<Long> SEQUENCE =
            OF.nullable("sequence", ValueTypes.WHOLE, event -> event.isChained() ? event.sequence() : null);
    private static final Field<Long> TIME = OF.required("time", ValueTypes.TIME, RecordedEvent::timeMillis);
    private static final Field<Long> EFFECTIVE_AT =
            OF.nullable("effectiveAt", ValueTypes.TIME, RecordedEvent::effectiveAtMillis);
    private static final Field<String> COMMAND_ID =
            OF.required("commandId", ValueTypes.TEXT, event -> event.command().id());
    private static final Field<IdempotencyKey> KEY = OF.nullable(
            "idempotencyKey", ValueTypes.KEY, event -> event.command().key());
    private static final Field<String> ACTOR =
            OF.required("actor", ValueTypes.TEXT, event -> event.command().actor());
    private static final Field<Position> AT = OF.required("position", POSITION, RecordedEvent::position);
    private static final Field<List<Posting>> POSTINGS = OF.orElse(
            List.of(), "postings", AccountTypes.POSTINGS, event -> event.event().postings());
    private static final Field<Long> BALANCE_AFTER =
            OF.required("balanceAfter", ValueTypes.MICROS, RecordedEvent::balanceAfterMicros);

    static {
        OF.optional("transactionId", ValueTypes.TEXT, event -> {
            EntryId entry = event.entryId();
            return entry == null ? null : entry.toString();
        });
    }

    private static final Fields<RecordedEvent> FIELDS = OF.done();

    private EventEnvelope() {}

    /** The fields of an event of one type, in the order in which they are published; all but its hashes. */
    @SuppressWarnings("unchecked") // Only events of the type are written so.
    public static <E extends LedgerEvent> Fields<RecordedEvent> with(MessageType<E, EventFacts> type) {
        Fields.Declaration<RecordedEvent> of = new Fields.Declaration<>();
        of.add(FIELDS, event -> event);
        of.add(type.fields(), event -> (E) event.event());
        return of.done();
    }

    /** The event that published fields make. Throws {@link IllegalArgumentException} where they make none. */
    public static RecordedEvent read(
            MessageType<? extends LedgerEvent, EventFacts> type, Values in, String previousHash, String hash) {
        if (in.get(VERSIONED) != VERSION) {
            throw new IllegalArgumentException(
                    "version " + in.get(VERSIONED) + " of events is not known to this build");
        }
        if (!in.get(TYPE).equals(type.name())) {
            throw new IllegalArgumentException("type is there twice");
        }
        Long sequence = in.orNull(SEQUENCE);
        if (sequence != null && sequence > 0 && (previousHash.isEmpty() || hash.isEmpty())) {
            throw new IllegalArgumentException("an event with a sequence has no hash");
        }
        CommandHeader command = new CommandHeader(in.get(COMMAND_ID), in.get(USER), in.orNull(KEY), in.get(ACTOR));
        EventFacts facts = new EventFacts(in.get(TIME), in.get(POSTINGS));
        return new RecordedEvent(
                in.get(ID),
                sequence == null ? 0 : sequence,
                facts.timeMillis(),
                in.orNull(EFFECTIVE_AT),
                command,
                in.get(AT),
                type.make(in.from(FIELDS.count()), facts),
                in.get(BALANCE_AFTER),
                previousHash,
                hash);
    }
}
