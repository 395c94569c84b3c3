package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import ledger.AccountId;
import ledger.command.GrantTerms;
import ledger.event.Grant;
import org.jspecify.annotations.Nullable;

/** The members of a command that say on which terms credits are granted. */
final class GrantTermsFields {
    private long priority = Grant.PRIORITY_DEFAULT;
    private @Nullable Long effectiveAtMillis;
    private @Nullable Long expiresAtMillis;
    private @Nullable String referredUserId;

    /** Takes one member; unknown ones are ignored. */
    void member(String name, JsonParser in) throws IOException {
        switch (name) {
            case "priority" -> priority = Members.whole(in);
            case "effectiveAt" -> effectiveAtMillis = Members.time(in);
            case "expiresAt" -> expiresAtMillis = Members.time(in);
            case "referredUserId" -> referredUserId = Members.text(in, AccountId.LENGTH_MAX);
            default -> in.skipChildren();
        }
    }

    GrantTerms terms() {
        boolean isDefault = priority == Grant.PRIORITY_DEFAULT && effectiveAtMillis == null && expiresAtMillis == null;
        return isDefault
                ? GrantTerms.DEFAULT
                : new GrantTerms(Math.toIntExact(priority), effectiveAtMillis, expiresAtMillis);
    }

    @Nullable
    String referredUserId() {
        return referredUserId;
    }
}
