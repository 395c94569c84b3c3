package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ledger.AccountId;
import ledger.Credits;
import ledger.Note;
import ledger.event.Booking;
import ledger.event.BudgetCount;
import ledger.event.Grant;
import ledger.event.Milestone;
import ledger.event.Posting;
import ledger.event.Reason;
import ledger.event.TransactionType;
import org.jspecify.annotations.Nullable;

/** The members that every event with a booking has; its postings stand in the envelope. */
final class BookingFields {
    private final List<GrantJson> grants = new ArrayList<>();
    private final List<Milestone> milestones = new ArrayList<>();
    private @Nullable TransactionType transactionType;
    private @Nullable Reason reason;
    private @Nullable Long amountMicros;
    private @Nullable String description;
    private @Nullable String metadata;

    static void write(JsonGenerator out, Booking booking, AccountId account) throws IOException {
        out.writeStringField("transactionType", booking.type().name());
        out.writeStringField("reason", booking.reason().name());
        Decimals.writeMicros(out, "amount", booking.amountMicros());
        writeNote(out, booking.note());
        out.writeArrayFieldStart("grants");
        for (Grant grant : booking.grants()) {
            GrantJson.write(out, grant, account);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("milestones");
        for (Milestone milestone : booking.milestones()) {
            out.writeString(milestone.name());
        }
        out.writeEndArray();
        if (!booking.budgets().isEmpty()) {
            BudgetJson.writeCounts(out, booking.budgets());
        }
    }

    static void writeNote(JsonGenerator out, Note note) throws IOException {
        Json.textOrNull(out, "description", note.description());
        String metadata = note.metadata();
        out.writeFieldName("metadata");
        out.writeRawValue(metadata == null ? "null" : metadata);
    }

    /** Takes one member; unknown ones are ignored. */
    void member(String name, JsonParser in) throws IOException {
        switch (name) {
            case "transactionType" -> transactionType = Members.constant(in, TransactionType.class);
            case "reason" -> reason = Members.constant(in, Reason.class);
            case "amount" -> amountMicros = Decimals.readMicros(in);
            case "description" -> description = Members.text(in);
            case "metadata" -> metadata = MetadataText.read(in);
            case "grants" -> Members.readList(in, (list, element) -> grants.add(GrantJson.read(element)));
            case "milestones" ->
                Members.readList(in, (list, element) -> milestones.add(Members.constant(element, Milestone.class)));
            default -> in.skipChildren();
        }
    }

    /** The booking, once it is known whose it is. */
    Booking of(AccountId account, List<Posting> postings, List<BudgetCount> budgets) {
        return new Booking(
                Members.required(transactionType, "transactionType"),
                Members.required(reason, "reason"),
                Members.required(amountMicros, "amount"),
                postings,
                grants(account),
                milestones,
                note(),
                budgets);
    }

    private List<Grant> grants(AccountId account) {
        List<Grant> read = new ArrayList<>(grants.size());
        for (GrantJson grant : grants) {
            read.add(grant.of(account));
        }
        return read;
    }

    Note note() {
        return description == null && metadata == null ? Note.NONE : new Note(description, metadata);
    }

    Reason reason() {
        return Members.required(reason, "reason");
    }

    /** The amount of what is no entry. */
    Credits amount() {
        return new Credits(Members.required(amountMicros, "amount"));
    }

    /** The grant of an entry that names one, once it is known whose it is. */
    Grant grant(AccountId account) {
        if (grants.size() != 1) {
            throw new IllegalArgumentException("grants must have one element");
        }
        return grants.get(0).of(account);
    }
}
