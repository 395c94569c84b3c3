package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import ledger.AccountId;
import ledger.Credits;
import ledger.event.Posting;
import org.jspecify.annotations.Nullable;

/** A posting as an object: {@code {"from", "to", "amount"}}. */
final class PostingJson {
    private @Nullable String from;
    private @Nullable String to;
    private @Nullable Credits amount;

    private PostingJson() {}

    static void write(JsonGenerator out, Posting posting, AccountId account) throws IOException {
        out.writeStartObject();
        out.writeStringField("from", BookNames.text(posting.source(), account));
        out.writeStringField("to", BookNames.text(posting.target(), account));
        Decimals.writeMicros(out, "amount", posting.amount().micros());
        out.writeEndObject();
    }

    static PostingJson read(JsonParser in) throws IOException {
        PostingJson posting = new PostingJson();
        Members.readObject(in, posting::member);
        return posting;
    }

    /** The posting, once it is known between whose books it is. */
    Posting of(AccountId account) {
        return new Posting(
                BookNames.parse(Members.required(from, "from"), account),
                BookNames.parse(Members.required(to, "to"), account),
                Members.required(amount, "amount"));
    }

    private void member(String name, JsonParser in) throws IOException {
        switch (name) {
            case "from" -> from = Members.text(in);
            case "to" -> to = Members.text(in);
            case "amount" -> amount = new Credits(Decimals.readMicros(in));
            default -> in.skipChildren();
        }
    }
}
