package ledger.api.credits;

import java.util.Arrays;
import ledger.Credits;
import ledger.EntryId;
import ledger.Note;
import ledger.account.Reason;
import ledger.api.http.json.Amounts;
import ledger.api.http.json.Body;
import ledger.command.LedgerCommand;
import ledger.command.RefundEntry;
import ledger.command.ReverseEntry;
import org.jspecify.annotations.Nullable;

/** Reads requests to undo an entry. */
final class RefundReader {
    private static final String EXPIRED = "expired";
    private static final String DAYS = "days";

    /** What becomes of credits whose grant has expired since they were spent. */
    private enum Expired {
        FORFEIT,
        REGRANT
    }

    private RefundReader() {}

    static LedgerCommand refund(Asked asked) {
        Body body = asked.body();
        EntryId entry = asked.entry();
        Credits amount = Amounts.positiveOrNull(body, "amount");
        Reason reason = body.choiceOrNull("reason", CommandReader.REASONS);
        Note note = new Note(asked.description(), null);
        return new RefundEntry(asked.header(entry.account()), entry, amount, reason, note, regrantDays(body));
    }

    static LedgerCommand reverse(Asked asked) {
        EntryId entry = asked.entry();
        return new ReverseEntry(asked.header(entry.account()), entry, asked.note());
    }

    private static @Nullable Integer regrantDays(Body body) {
        Expired expired = body.choiceOrNull(EXPIRED, Arrays.asList(Expired.values()));
        Integer days = body.wholeOrNull(DAYS, 1, RefundEntry.REGRANT_DAYS_MAX);
        if (expired == Expired.REGRANT) {
            return body.required(DAYS, days);
        }
        if (days != null) {
            throw body.invalid(DAYS, " may only stand beside expired REGRANT");
        }
        return null;
    }
}
