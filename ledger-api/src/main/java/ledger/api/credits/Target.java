package ledger.api.credits;

import ledger.AccountId;
import ledger.api.auth.Caller;
import ledger.api.auth.Role;
import ledger.api.http.json.ApiException;
import ledger.api.http.json.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Whose account a request is about. */
final class Target {
    private Target() {}

    /** The account named, or the caller's own. Throws {@link ApiException} 403 where a user names another's. */
    static AccountId of(Caller caller, @Nullable AccountId named) {
        AccountId account = named == null ? caller.account() : named;
        if (!maySee(caller, account)) {
            throw new ApiException(
                    ErrorCode.FORBIDDEN,
                    "userId may only be the caller's own for role user",
                    out -> out.text("field", "userId"));
        }
        return account;
    }

    /** Whether the account named beside an id, if any, is the id's, and the caller may see it. */
    static boolean mayUseId(Caller caller, AccountId ofId, @Nullable AccountId named) {
        return maySee(caller, ofId) && (named == null || named.equals(ofId));
    }

    /** 404 for an id of something that is not there, or not for this caller. */
    static ApiException noSuch(String what) {
        return new ApiException(ErrorCode.NOT_FOUND, "there is no such " + what);
    }

    private static boolean maySee(Caller caller, AccountId account) {
        return caller.role().covers(Role.SERVICE) || caller.account().equals(account);
    }
}
