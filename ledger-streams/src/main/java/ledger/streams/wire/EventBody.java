package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import ledger.AccountId;
import ledger.EntryId;
import ledger.GrantId;
import ledger.HoldId;
import ledger.IsoTime;
import ledger.event.AlertsSet;
import ledger.event.Booking;
import ledger.event.BudgetCount;
import ledger.event.EntryReversed;
import ledger.event.GrantActivated;
import ledger.event.GrantExpired;
import ledger.event.GrantRevoked;
import ledger.event.GrantScheduled;
import ledger.event.HoldCaptured;
import ledger.event.HoldExpired;
import ledger.event.HoldPlaced;
import ledger.event.HoldVoided;
import ledger.event.LedgerEvent;
import ledger.event.LimitsSet;
import ledger.event.PlanRefilled;
import ledger.event.PlanSet;
import ledger.event.Rejection;
import ledger.fold.RecordedEvent;
import ledger.pricing.Quote;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/** The members that each type of event has of its own. */
final class EventBody implements LedgerEvent.Handler<Json.Body> {
    private final RecordedEvent recorded;
    private final AccountId account;

    EventBody(RecordedEvent recorded) {
        this.recorded = recorded;
        this.account = recorded.command().account();
    }

    @Override
    public Json.Body on(LedgerEvent.CreditsGranted event) {
        return out -> {
            writeEntry(out, event.booking());
            writeReferral(out, event.referredUserId());
        };
    }

    @Override
    public Json.Body on(LedgerEvent.CreditsDeducted event) {
        return out -> writeEntry(out, event.booking());
    }

    @Override
    public Json.Body on(LedgerEvent.CreditsSpent event) {
        return out -> writeEntry(out, event.booking());
    }

    @Override
    public Json.Body on(LedgerEvent.UsageCharged event) {
        return out -> {
            writeEntry(out, event.booking());
            UsageJson.write(out, "usage", event.usage());
            QuoteJson.write(out, "cost", event.cost());
            Json.timeOrNull(out, "usedAt", event.usedAtMillis());
            if (event.closedHold() != null) {
                out.writeStringField("closedHoldId", event.closedHold().text(account));
            }
        };
    }

    @Override
    public Json.Body on(LedgerEvent.EntryRefunded event) {
        return out -> {
            writeEntry(out, event.booking());
            out.writeStringField("relatedTransactionId", event.entry().toString());
        };
    }

    @Override
    public Json.Body on(LedgerEvent.CommandRejected event) {
        return out -> {
            Rejection rejection = event.rejection();
            out.writeStringField("kind", event.kind());
            out.writeStringField("code", rejection.code().name());
            out.writeStringField("message", rejection.message());
            out.writeObjectFieldStart("amounts");
            for (Map.Entry<String, Long> amount : rejection.amounts().entrySet()) {
                Decimals.writeMicros(out, amount.getKey(), amount.getValue());
            }
            out.writeEndObject();
            if (!rejection.facts().isEmpty()) {
                out.writeObjectFieldStart("facts");
                for (Map.Entry<String, String> fact : rejection.facts().entrySet()) {
                    out.writeStringField(fact.getKey(), fact.getValue());
                }
                out.writeEndObject();
            }
        };
    }

    @Override
    public Json.Body on(LedgerEvent.CommandRepeated event) {
        return out -> out.writeNumberField("firstSequence", event.firstSequence());
    }

    @Override
    public Json.Body on(LedgerEvent.CommandConflicted event) {
        return out -> {
            out.writeStringField("field", event.field());
            out.writeNumberField("firstSequence", event.firstSequence());
        };
    }

    @Override
    public Json.Body on(HoldPlaced event) {
        return out -> {
            out.writeStringField("holdId", event.hold().id().text(account));
            Decimals.writeMicros(out, "amount", event.hold().amount().micros());
            out.writeStringField("reason", event.hold().reason().name());
            out.writeStringField("expiresAt", IsoTime.text(event.hold().expiresAtMillis()));
            BookingFields.writeNote(out, event.note());
            writeUsage(out, event.usage(), "estimate", event.estimate());
            BudgetJson.writeCounts(out, event.budgets());
        };
    }

    @Override
    public Json.Body on(HoldCaptured event) {
        return out -> {
            writeEntry(out, event.booking());
            out.writeStringField("holdId", event.hold().text(account));
            Decimals.writeMicros(out, "released", event.released().micros());
            Decimals.writeMicros(out, "debt", event.debt().micros());
            writeUsage(out, event.usage(), "cost", event.cost());
            Json.timeOrNull(out, "usedAt", event.usedAtMillis());
        };
    }

    @Override
    public Json.Body on(HoldVoided event) {
        return out -> writeHoldEnd(out, event.hold(), event.budgets());
    }

    @Override
    public Json.Body on(HoldExpired event) {
        return out -> writeHoldEnd(out, event.hold(), event.budgets());
    }

    @Override
    public Json.Body on(GrantScheduled event) {
        return out -> {
            writeEntry(out, event.booking());
            out.writeStringField("scheduledFor", IsoTime.text(event.grant().effectiveAtMillis()));
            writeReferral(out, event.referredUserId());
        };
    }

    @Override
    public Json.Body on(GrantActivated event) {
        return out -> writeOfGrant(out, event.booking(), event.grant());
    }

    @Override
    public Json.Body on(GrantExpired event) {
        return out -> writeOfGrant(out, event.booking(), event.grant());
    }

    @Override
    public Json.Body on(GrantRevoked event) {
        return out -> writeOfGrant(out, event.booking(), event.grant());
    }

    @Override
    public Json.Body on(EntryReversed event) {
        return out -> {
            writeEntry(out, event.booking());
            out.writeStringField("relatedTransactionId", event.entry().toString());
            Decimals.writeMicros(out, "debt", event.debt().micros());
        };
    }

    @Override
    public Json.Body on(PlanSet event) {
        return out -> PlanJson.write(out, event.plan(), account);
    }

    @Override
    public Json.Body on(PlanRefilled event) {
        return out -> {
            writeEntry(out, event.booking());
            PlanJson.write(out, event.plan(), account);
        };
    }

    @Override
    public Json.Body on(LimitsSet event) {
        return out -> BudgetJson.writeLimits(out, event.limits());
    }

    @Override
    public Json.Body on(AlertsSet event) {
        return out -> AlertJson.write(out, "rules", event.rules());
    }

    private void writeEntry(JsonGenerator out, Booking booking) throws IOException {
        out.writeStringField("transactionId", new EntryId(account, recorded.sequence()).toString());
        BookingFields.write(out, booking, account);
    }

    private void writeOfGrant(JsonGenerator out, Booking booking, GrantId grant) throws IOException {
        writeEntry(out, booking);
        out.writeStringField("grantId", grant.text(account));
    }

    private void writeHoldEnd(JsonGenerator out, HoldId hold, List<BudgetCount> budgets) throws IOException {
        out.writeStringField("holdId", hold.text(account));
        BudgetJson.writeCounts(out, budgets);
    }

    private static void writeUsage(JsonGenerator out, @Nullable Usage usage, String name, @Nullable Quote quote)
            throws IOException {
        if (usage == null || quote == null) {
            out.writeNullField("usage");
            out.writeNullField(name);
        } else {
            UsageJson.write(out, "usage", usage);
            QuoteJson.write(out, name, quote);
        }
    }

    private static void writeReferral(JsonGenerator out, @Nullable String referredUserId) throws IOException {
        if (referredUserId != null) {
            out.writeStringField("referredUserId", referredUserId);
        }
    }
}
