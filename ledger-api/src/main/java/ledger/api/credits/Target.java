package ledger.api.credits;

import ledger.AccountId;
import ledger.OwnedId;
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

    /**
     * What an id names. 404 where it is not ours, the caller may not see it, or it is of another user than is named.
     */
    static OwnedId.Named id(Caller caller, @Nullable AccountId named, String text, OwnedId kind, String what) {
        return kind.parse(text)
                .filter(found -> maySee(caller, found.account()))
                .filter(found -> named == null || named.equals(found.account()))
                .orElseThrow(() -> noSuch(what));
    }

    /** 404 for an id of something that is not there, or not for this caller. */
    static ApiException noSuch(String what) {
        return new ApiException(ErrorCode.NOT_FOUND, "there is no such " + what);
    }

    private static boolean maySee(Caller caller, AccountId account) {
        return caller.role().covers(Role.SERVICE) || caller.account().equals(account);
    }
}
