package ledger.api.credits;

import java.util.function.Function;
import ledger.AccountId;
import ledger.IdempotencyKey;
import ledger.Position;
import ledger.api.http.Failure;
import ledger.api.http.Headers;
import ledger.api.http.Reply;
import ledger.api.http.json.ErrorCode;
import ledger.api.http.json.Json;
import ledger.api.http.json.JsonWriter;
import ledger.event.Rejection;
import ledger.fold.Entry;
import ledger.log.Answer;
import ledger.log.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What a command came to, as HTTP says it: alone or as an item of a batch.
 *
 * @param status the HTTP status
 * @param data writes the members of a success; nothing for a failure
 * @param failure what went wrong, or null
 * @param isReplay whether it answers an earlier command with the key
 * @param position where it stands in the log, or null where it was not appended
 */
record Answered(
        int status,
        Json data,
        @Nullable Failure failure,
        boolean isReplay,
        @Nullable Position position) {
    private static final int REPLAYED = 200;

    static Answered of(WriteKind kind, AccountId account, Answer answer) {
        return of(kind.status(), answer, outcome -> data(kind, account, outcome));
    }

    /** The answer to a command that succeeds with a status and what is written of its outcome. */
    static Answered of(int succeeded, Answer answer, Function<Outcome, Json> succeeding) {
        if (answer instanceof Answer.Conflicted conflicted) {
            return failed(conflict(conflicted.field().label()), false, conflicted.position());
        }
        Answer.Decided decided = (Answer.Decided) answer;
        if (decided.outcome() instanceof Outcome.Refused refused) {
            return failed(refusal(refused.rejection()), decided.repeated(), decided.position());
        }
        int status = decided.repeated() ? REPLAYED : succeeded;
        Json data = succeeding.apply(decided.outcome());
        return new Answered(status, data, null, decided.repeated(), decided.position());
    }

    /** One that never reached the log. */
    static Answered failed(Failure failure) {
        return failed(failure, false, null);
    }

    Reply reply() {
        Reply reply = failure == null ? Reply.object(status, data) : failure.reply();
        Reply placed = position == null ? reply : reply.with(Headers.POSITION, position.toString());
        return isReplay ? placed.with(Headers.IDEMPOTENT_REPLAYED, "true") : placed;
    }

    /** The members of an item of a batch's results. */
    void members(JsonWriter out, IdempotencyKey key) {
        out.number("status", status);
        out.flag("success", failure == null);
        if (failure == null) {
            out.object("data", data);
        } else {
            failure.members(out);
        }
        out.text("idempotencyKey", key.value());
        out.flag("replayed", isReplay);
    }

    private static Answered failed(Failure failure, boolean isReplay, @Nullable Position position) {
        return new Answered(failure.code().status(), Json.NOTHING, failure, isReplay, position);
    }

    private static Json data(WriteKind kind, AccountId account, Outcome outcome) {
        if (outcome instanceof Outcome.OfHold of) {
            return out -> HoldJson.members(out, of.hold());
        }
        if (outcome instanceof Outcome.Arranged arranged) {
            return out -> TermsJson.members(out, account, arranged);
        }
        Entry entry = ((Outcome.Accepted) outcome).entry();
        if (!kind.equals(WriteTypes.USAGE)) {
            return out -> EntryJson.members(out, entry);
        }
        return out -> {
            out.object("transaction", transaction -> EntryJson.members(transaction, entry));
            CostJson.member(out, entry.past().event().cost());
        };
    }

    private static Failure conflict(String field) {
        return new Failure(
                ErrorCode.IDEMPOTENCY_CONFLICT,
                "the idempotency key was used for a request with another " + field
                        + ": repeat that request or take a new key",
                out -> out.text("field", field));
    }

    private static Failure refusal(Rejection rejection) {
        ErrorCode code = switch (rejection.code()) {
            case ACCOUNT_CLOSED -> ErrorCode.ACCOUNT_CLOSED;
            case ACCOUNT_NOT_EMPTY -> ErrorCode.ACCOUNT_NOT_EMPTY;
            case PRICE_INACTIVE -> ErrorCode.PRICE_INACTIVE;
            case NOT_FOUND -> ErrorCode.NOT_FOUND;
            case HOLD_NOT_OPEN -> ErrorCode.HOLD_NOT_OPEN;
            case BUDGET_EXCEEDED -> ErrorCode.BUDGET_EXCEEDED;
            case ALREADY_GRANTED -> ErrorCode.ALREADY_GRANTED;
            case ALREADY_REFUNDED -> ErrorCode.ALREADY_REFUNDED;
            case INSUFFICIENT_CREDITS -> ErrorCode.INSUFFICIENT_CREDITS;
            case BALANCE_LIMIT -> ErrorCode.BALANCE_LIMIT;
        };
        return new Failure(code, rejection.message(), out -> {
            rejection.amounts().forEach(out::credits);
            rejection.facts().forEach(out::text);
        });
    }
}
