package ledger.api.credits;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import ledger.AccountId;
import ledger.Credits;
import ledger.GrantRef;
import ledger.account.Grant;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.api.http.json.Amounts;
import ledger.api.http.json.Body;
import ledger.command.DeductCredits;
import ledger.command.GrantCredits;
import ledger.command.GrantTerms;
import ledger.command.LedgerCommand;
import ledger.command.RevokeGrant;
import org.jspecify.annotations.Nullable;

/** Reads requests to give credits, and to take back what is left of them. */
final class GrantReader {
    /** Those a caller may add. */
    private static final List<TransactionType> TYPES = Stream.of(TransactionType.values())
            .filter(type -> type != TransactionType.USAGE && type != TransactionType.EXPIRATION)
            .toList();

    private static final String PRIORITY = "priority";
    private static final String EFFECTIVE_AT = "effectiveAt";
    private static final String EXPIRES_AT = "expiresAt";
    private static final String REFERRED = "referredUserId";

    private GrantReader() {}

    static LedgerCommand add(Asked asked) {
        Body body = asked.body();
        AccountId account = asked.accountOrCaller();
        long micros = Amounts.signedMicros(body, "amount");
        TransactionType type = body.choice("transactionType", TYPES);
        Reason reason = body.choice("reason", CommandReader.REASONS);
        GrantTerms terms = terms(body);
        String referred = referred(body, reason);
        if (micros > 0) {
            return new GrantCredits(
                    asked.header(account), type, reason, new Credits(micros), asked.note(), terms, referred);
        }
        if (type != TransactionType.ADJUSTMENT) {
            throw body.invalid("amount", " may only be negative with transactionType ADJUSTMENT");
        }
        for (String field : List.of(PRIORITY, EFFECTIVE_AT, EXPIRES_AT, REFERRED)) {
            if (body.has(field)) {
                throw body.invalid(field, " is for credits that are given: amount is negative");
            }
        }
        return new DeductCredits(asked.header(account), reason, new Credits(-micros), asked.note());
    }

    static LedgerCommand revoke(Asked asked) {
        GrantRef grant = asked.grant();
        return new RevokeGrant(asked.header(grant.account()), grant.grant(), asked.note());
    }

    private static GrantTerms terms(Body body) {
        Integer priority = body.wholeOrNull(PRIORITY, 0, Grant.PRIORITY_MAX);
        Long effectiveAt = orNull(body.startMillis(EFFECTIVE_AT));
        Long expiresAt = orNull(body.endMillis(EXPIRES_AT));
        if (effectiveAt != null && expiresAt != null && expiresAt <= effectiveAt) {
            throw body.invalid(EXPIRES_AT, " must be after effectiveAt");
        }
        return new GrantTerms(priority == null ? Grant.PRIORITY_DEFAULT : priority, effectiveAt, expiresAt);
    }

    private static @Nullable String referred(Body body, Reason reason) {
        AccountId referred = body.accountOrNull(REFERRED);
        if (referred != null && reason != Reason.REFERRAL_BONUS) {
            throw body.invalid(REFERRED, " may only stand beside reason REFERRAL_BONUS");
        }
        return referred == null ? null : referred.value();
    }

    private static @Nullable Long orNull(OptionalLong millis) {
        return millis.isPresent() ? millis.getAsLong() : null;
    }
}
