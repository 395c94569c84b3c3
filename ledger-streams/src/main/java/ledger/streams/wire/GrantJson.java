package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import ledger.AccountId;
import ledger.Credits;
import ledger.IsoTime;
import ledger.event.Grant;
import ledger.event.TransactionType;
import org.jspecify.annotations.Nullable;

/** The terms of a grant as an object; one that never expires has null for {@code expiresAt}. */
final class GrantJson {
    private @Nullable String grantId;
    private @Nullable TransactionType transactionType;
    private @Nullable Credits granted;
    private @Nullable Long priority;
    private long expiresAtMillis = Grant.NEVER;
    private @Nullable Long createdAtMillis;

    private GrantJson() {}

    static void write(JsonGenerator out, Grant grant, AccountId account) throws IOException {
        out.writeStartObject();
        out.writeStringField("grantId", grant.id().text(account));
        out.writeStringField("transactionType", grant.type().name());
        Decimals.writeMicros(out, "granted", grant.granted().micros());
        out.writeNumberField("priority", grant.priority());
        Json.timeOrNull(out, "expiresAt", grant.expiresAtMillis() == Grant.NEVER ? null : grant.expiresAtMillis());
        out.writeStringField("createdAt", IsoTime.text(grant.createdAtMillis()));
        out.writeEndObject();
    }

    static GrantJson read(JsonParser in) throws IOException {
        GrantJson grant = new GrantJson();
        Members.readObject(in, grant::member);
        return grant;
    }

    /** The grant, once it is known whose it is. */
    Grant of(AccountId account) {
        return new Grant(
                BookNames.grant(Members.required(grantId, "grantId"), account),
                Members.required(transactionType, "transactionType"),
                Members.required(granted, "granted"),
                Math.toIntExact(Members.required(priority, "priority")),
                expiresAtMillis,
                Members.required(createdAtMillis, "createdAt"));
    }

    private void member(String name, JsonParser in) throws IOException {
        switch (name) {
            case "grantId" -> grantId = Members.text(in);
            case "transactionType" -> transactionType = Members.constant(in, TransactionType.class);
            case "granted" -> granted = new Credits(Decimals.readMicros(in));
            case "priority" -> priority = Members.whole(in);
            case "expiresAt" -> expiresAtMillis = Members.time(in);
            case "createdAt" -> createdAtMillis = Members.time(in);
            default -> in.skipChildren();
        }
    }
}
