package ledger.api.credits;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalLong;
import ledger.Sha256;
import ledger.query.EntryQuery;

/** Where a page of history ended, bound to the question it was a page of. Opaque and URL-safe. */
final class Cursor {
    /** Of the hash: enough that a cursor of another question is found out. */
    private static final int BINDING_BYTES = 8;

    private Cursor() {}

    static String text(long afterSequence, EntryQuery query) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES + BINDING_BYTES)
                .putLong(afterSequence)
                .put(binding(query), 0, BINDING_BYTES)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The sequence after which the page begins; empty for a cursor of another question, or of none. */
    static OptionalLong read(String text, EntryQuery query) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length != Long.BYTES + BINDING_BYTES) {
                return OptionalLong.empty();
            }
            long after = ByteBuffer.wrap(bytes).getLong();
            return after > 0 && text(after, query).equals(text) ? OptionalLong.of(after) : OptionalLong.empty();
        } catch (IllegalArgumentException notBase64) {
            return OptionalLong.empty();
        }
    }

    private static byte[] binding(EntryQuery query) {
        String question = String.join(
                "\n",
                query.account().value(),
                String.valueOf(query.type()),
                String.valueOf(query.reason()),
                Long.toString(query.fromMillis()),
                Long.toString(query.untilMillis()),
                Boolean.toString(query.descending()));
        return Sha256.begin().digest(question.getBytes(StandardCharsets.UTF_8));
    }
}
