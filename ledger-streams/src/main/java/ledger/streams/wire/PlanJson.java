package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import ledger.AccountId;
import ledger.Credits;
import ledger.GrantId;
import ledger.IsoTime;
import ledger.Period;
import ledger.event.Plan;
import ledger.event.Refill;
import org.jspecify.annotations.Nullable;

/** A plan as an object, and what it pays; a rollover limit that is absent or null is none. */
final class PlanJson {
    private @Nullable String creditPlan;
    private @Nullable Credits refillAmount;
    private @Nullable Period refillInterval;
    private @Nullable Credits rolloverLimit;
    private @Nullable Long sinceMillis;
    private @Nullable Long periods;
    private @Nullable String grantId;

    static void write(JsonGenerator out, Plan plan, AccountId account) throws IOException {
        out.writeObjectFieldStart("plan");
        out.writeStringField("creditPlan", plan.name());
        if (plan.refill() != null) {
            writeRefill(out, plan.refill());
        }
        out.writeStringField("since", IsoTime.text(plan.anchorMillis()));
        out.writeNumberField("periods", plan.periods());
        GrantId grant = plan.grant();
        Json.textOrNull(out, "grantId", grant == null ? null : grant.text(account));
        out.writeEndObject();
    }

    static void writeRefill(JsonGenerator out, Refill refill) throws IOException {
        Decimals.writeMicros(out, "refillAmount", refill.amount().micros());
        out.writeStringField("refillInterval", refill.interval().name());
        Credits limit = refill.rolloverLimit();
        if (limit != null) {
            Decimals.writeMicros(out, "rolloverLimit", limit.micros());
        }
    }

    static PlanJson read(JsonParser in) throws IOException {
        PlanJson plan = new PlanJson();
        Members.readObject(in, plan::member);
        return plan;
    }

    /** Takes one member; unknown ones are ignored. */
    void member(String name, JsonParser in) throws IOException {
        switch (name) {
            case "creditPlan" -> creditPlan = Members.text(in);
            case "refillAmount" -> refillAmount = new Credits(Decimals.readMicros(in));
            case "refillInterval" -> refillInterval = Members.constant(in, Period.class);
            case "rolloverLimit" -> rolloverLimit = new Credits(Decimals.readMicros(in));
            case "since" -> sinceMillis = Members.time(in);
            case "periods" -> periods = Members.whole(in);
            case "grantId" -> grantId = Members.text(in);
            default -> in.skipChildren();
        }
    }

    String creditPlan() {
        return Members.required(creditPlan, "creditPlan");
    }

    @Nullable
    Refill refill() {
        return refillAmount == null
                ? null
                : new Refill(refillAmount, Members.required(refillInterval, "refillInterval"), rolloverLimit);
    }

    /** The plan, once it is known whose it is. */
    Plan of(AccountId account) {
        return new Plan(
                creditPlan(),
                refill(),
                Members.required(sinceMillis, "since"),
                Members.required(periods, "periods"),
                grantId == null ? null : BookNames.grant(grantId, account));
    }
}
