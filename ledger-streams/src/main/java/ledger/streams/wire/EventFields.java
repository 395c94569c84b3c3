package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ledger.AccountId;
import ledger.EntryId;
import ledger.IdempotencyKey;
import ledger.Position;
import ledger.command.CommandHeader;
import ledger.event.AlertsSet;
import ledger.event.Booking;
import ledger.event.EntryReversed;
import ledger.event.GrantActivated;
import ledger.event.GrantExpired;
import ledger.event.GrantRevoked;
import ledger.event.GrantScheduled;
import ledger.event.Hold;
import ledger.event.HoldCaptured;
import ledger.event.HoldExpired;
import ledger.event.HoldPlaced;
import ledger.event.HoldVoided;
import ledger.event.LedgerEvent;
import ledger.event.LimitsSet;
import ledger.event.PlanRefilled;
import ledger.event.PlanSet;
import ledger.event.Posting;
import ledger.event.Rejection;
import ledger.event.RejectionCode;
import ledger.event.ScheduledGrant;
import ledger.fold.RecordedEvent;
import ledger.pricing.Quote;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/** The members of one event while it is read, in whatever order they come. */
final class EventFields {
    private final BookingFields booking = new BookingFields();
    private final TermsFields terms = new TermsFields();
    private final List<PostingJson> postings = new ArrayList<>();
    private Map<String, Long> amounts = Map.of();
    private Map<String, String> facts = Map.of();
    private @Nullable String id;
    private @Nullable String type;
    private @Nullable Long version;
    private @Nullable String userId;
    private long sequence;
    private @Nullable Long timeMillis;
    private @Nullable Long effectiveAtMillis;
    private @Nullable String commandId;
    private @Nullable String idempotencyKey;
    private @Nullable String actor;
    private @Nullable String position;
    private @Nullable Long balanceAfterMicros;
    private @Nullable Usage usage;
    private @Nullable Quote cost;
    private @Nullable Long usedAtMillis;
    private @Nullable String relatedTransactionId;
    private @Nullable String kind;
    private @Nullable RejectionCode code;
    private @Nullable String message;
    private @Nullable String field;
    private @Nullable Long firstSequence;
    private String previousHash = "";
    private String hash = "";

    /** Takes one member; unknown ones are ignored. */
    void member(String name, JsonParser in) throws IOException {
        switch (name) {
            case "id" -> id = Members.text(in);
            case "type" -> type = Members.text(in);
            case "version" -> version = Members.whole(in);
            case "userId" -> userId = Members.text(in);
            case "sequence" -> sequence = Members.whole(in);
            case "time" -> timeMillis = Members.time(in);
            case "effectiveAt" -> effectiveAtMillis = Members.time(in);
            case "commandId" -> commandId = Members.text(in);
            case "idempotencyKey" -> idempotencyKey = Members.text(in);
            case "actor" -> actor = Members.text(in);
            case "position" -> position = Members.text(in);
            case "postings" -> Members.readList(in, (list, element) -> postings.add(PostingJson.read(element)));
            case "balanceAfter" -> balanceAfterMicros = Decimals.readMicros(in);
            case "previousHash" -> previousHash = Members.text(in);
            case "hash" -> hash = Members.text(in);
            default -> memberOfType(name, in);
        }
    }

    private void memberOfType(String name, JsonParser in) throws IOException {
        switch (name) {
            case "usage" -> usage = UsageJson.read(in);
            case "cost" -> cost = QuoteJson.read(in);
            case "usedAt" -> usedAtMillis = Members.time(in);
            case "relatedTransactionId" -> relatedTransactionId = Members.text(in);
            case "kind" -> kind = Members.text(in);
            case "code" -> code = Members.constant(in, RejectionCode.class);
            case "message" -> message = Members.text(in);
            case "amounts" -> amounts = Members.readMap(in, Decimals::readMicros);
            case "facts" -> facts = Members.readMap(in, Members::text);
            case "field" -> field = Members.text(in);
            case "firstSequence" -> firstSequence = Members.whole(in);
            default -> {
                if (!terms.member(name, in)) {
                    booking.member(name, in);
                }
            }
        }
    }

    /** The event that the members make. */
    RecordedEvent event() {
        if (Members.required(version, "version") != EventCodec.VERSION) {
            throw new IllegalArgumentException("version " + version + " of events is not known to this build");
        }
        CommandHeader command = new CommandHeader(
                Members.required(commandId, "commandId"),
                new AccountId(Members.required(userId, "userId")),
                idempotencyKey == null ? null : new IdempotencyKey(idempotencyKey),
                Members.required(actor, "actor"));
        if (sequence > 0 && (previousHash.isEmpty() || hash.isEmpty())) {
            throw new IllegalArgumentException("an event with a sequence has no hash");
        }
        return new RecordedEvent(
                Members.required(id, "id"),
                sequence,
                Members.required(timeMillis, "time"),
                effectiveAtMillis,
                command,
                Position.parse(Members.required(position, "position"))
                        .orElseThrow(() -> new IllegalArgumentException("position is none")),
                ofType(Members.required(type, "type"), command.account()),
                Members.required(balanceAfterMicros, "balanceAfter"),
                previousHash,
                hash);
    }

    private LedgerEvent ofType(String name, AccountId account) {
        return switch (name) {
            case EventTypes.CREDITS_GRANTED -> new LedgerEvent.CreditsGranted(booking(account), terms.referredUserId());
            case EventTypes.CREDITS_DEDUCTED -> new LedgerEvent.CreditsDeducted(booking(account));
            case EventTypes.CREDITS_SPENT -> new LedgerEvent.CreditsSpent(booking(account));
            case EventTypes.USAGE_CHARGED ->
                new LedgerEvent.UsageCharged(
                        booking(account),
                        Members.required(usage, "usage"),
                        Members.required(cost, "cost"),
                        usedAtMillis,
                        terms.closedHold(account));
            case EventTypes.ENTRY_REFUNDED -> new LedgerEvent.EntryRefunded(booking(account), related());
            case EventTypes.COMMAND_REJECTED ->
                new LedgerEvent.CommandRejected(
                        Members.required(kind, "kind"),
                        new Rejection(
                                Members.required(code, "code"), Members.required(message, "message"), amounts, facts));
            case EventTypes.COMMAND_REPEATED -> new LedgerEvent.CommandRepeated(first());
            case EventTypes.COMMAND_CONFLICTED ->
                new LedgerEvent.CommandConflicted(Members.required(field, "field"), first());
            case EventTypes.HOLD_PLACED -> placed(account);
            case EventTypes.HOLD_CAPTURED ->
                new HoldCaptured(
                        booking(account),
                        terms.hold(account),
                        terms.released(),
                        terms.debt(),
                        usage,
                        cost,
                        usedAtMillis);
            case EventTypes.HOLD_VOIDED -> new HoldVoided(terms.hold(account), postings(account), terms.counts());
            case EventTypes.HOLD_EXPIRED -> new HoldExpired(terms.hold(account), postings(account), terms.counts());
            case EventTypes.GRANT_SCHEDULED -> scheduled(account);
            case EventTypes.GRANT_ACTIVATED -> new GrantActivated(booking(account), terms.grant(account));
            case EventTypes.GRANT_EXPIRED -> new GrantExpired(booking(account), terms.grant(account));
            case EventTypes.GRANT_REVOKED -> new GrantRevoked(booking(account), terms.grant(account));
            case EventTypes.ENTRY_REVERSED -> new EntryReversed(booking(account), related(), terms.debt());
            case EventTypes.PLAN_SET -> new PlanSet(terms.plan(account));
            case EventTypes.PLAN_REFILLED -> new PlanRefilled(booking(account), terms.plan(account));
            case EventTypes.LIMITS_SET -> new LimitsSet(terms.limits());
            case EventTypes.ALERTS_SET -> new AlertsSet(terms.rules());
            default -> throw new IllegalArgumentException("type is of no event known to this build");
        };
    }

    private LedgerEvent placed(AccountId account) {
        Hold hold = new Hold(
                terms.hold(account),
                booking.amount(),
                booking.reason(),
                Members.required(timeMillis, "time"),
                terms.expiresAtMillis());
        return new HoldPlaced(hold, booking.note(), postings(account), usage, terms.estimate(), terms.counts());
    }

    private LedgerEvent scheduled(AccountId account) {
        ScheduledGrant grant = new ScheduledGrant(booking.grant(account), booking.reason(), terms.scheduledForMillis());
        return new GrantScheduled(booking(account), grant, terms.referredUserId());
    }

    private List<Posting> postings(AccountId account) {
        List<Posting> read = new ArrayList<>(postings.size());
        for (PostingJson posting : postings) {
            read.add(posting.of(account));
        }
        return read;
    }

    private Booking booking(AccountId account) {
        return booking.of(account, postings(account), terms.counts());
    }

    private EntryId related() {
        return EntryId.parse(Members.required(relatedTransactionId, "relatedTransactionId"))
                .orElseThrow(() -> new IllegalArgumentException("relatedTransactionId is no id of this ledger"));
    }

    private long first() {
        return Members.required(firstSequence, "firstSequence");
    }
}
