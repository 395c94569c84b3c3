package ledger.streams.wire;

import ledger.message.Field;
import ledger.message.Shape;
import ledger.message.ValueTypes;
import ledger.streams.json.Decoded;
import ledger.streams.json.JsonMessage;

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

    private static final Shape<AccountMessage> SHAPE = Shape.of(of -> {
        Field<String> userId = of.required("userId", ValueTypes.TEXT, AccountMessage::userId);
        Field<Long> sequence = of.required("sequence", ValueTypes.WHOLE, AccountMessage::sequence);
        return in -> new AccountMessage(in.get(userId), in.get(sequence));
    });

    /**
     * Reads what anybody wrote. One with a line break is malformed, even between two members: passed on byte for byte
     * it would end where its writer likes.
     */
    public static Decoded<AccountMessage> read(byte[] json) {
        return Decoded.of(json, BYTES_MAX, in -> {
            requireOneLine(json);
            return new JsonMessage(in, json).whole(SHAPE);
        });
    }

    private static void requireOneLine(byte[] json) {
        for (byte unit : json) {
            if (unit >= 0 && unit < FIRST_PRINTABLE) {
                throw new IllegalArgumentException("a control character stands in it");
            }
        }
    }
}
