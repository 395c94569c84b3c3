package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import ledger.streams.json.Decoded;
import ledger.streams.json.Members;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a message on {@code ledger.balances} or {@code ledger.alerts} to pass it on as it stands.
 *
 * @param userId whose account it is about
 * @param sequence of the last event that it includes
 */
public record AccountMessage(String userId, long sequence) {
    /** More than any balance or alarm takes. */
    private static final int BYTES_MAX = 64 << 10;

    private static final int FIRST_PRINTABLE = ' ';

    /**
     * Reads what anybody wrote. One with a line break is malformed, even between two members: passed on byte for byte
     * it would end where its writer likes.
     */
    public static Decoded<AccountMessage> read(byte[] json) {
        return Decoded.of(json, BYTES_MAX, in -> {
            requireOneLine(json);
            Fields fields = new Fields();
            Members.readMessage(in, fields::member);
            return new AccountMessage(
                    Members.required(fields.userId, "userId"), Members.required(fields.sequence, "sequence"));
        });
    }

    private static void requireOneLine(byte[] json) {
        for (byte unit : json) {
            if (unit >= 0 && unit < FIRST_PRINTABLE) {
                throw new IllegalArgumentException("a control character stands in it");
            }
        }
    }

    private static final class Fields {
        private @Nullable String userId;
        private @Nullable Long sequence;

        void member(String name, JsonParser in) throws IOException {
            switch (name) {
                case "userId" -> userId = Members.text(in);
                case "sequence" -> sequence = Members.whole(in);
                default -> in.skipChildren();
            }
        }
    }
}
