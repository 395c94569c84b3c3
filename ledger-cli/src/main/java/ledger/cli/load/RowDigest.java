package ledger.cli.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import ledger.AccountId;
import ledger.Sha256;

/** Values that are made from a row's text alone, so that they are the same in every load. */
final class RowDigest {
    private RowDigest() {}

    /**
     * The event id for a row without an id of its own: a hash of the row, its number in the file, and the event made
     * from it. Neither the name of the file nor the way that the mapping was written matters.
     */
    static String eventId(FileRow row, AccountId account, String data) {
        byte[] digest = sha256(Long.toString(row.number()), row.text(), account.value(), data);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    /** One of so many users, by the row's text. */
    static AccountId user(FileRow row, int users) {
        long hash = ByteBuffer.wrap(sha256(row.text())).getLong();
        return new AccountId("user-" + (Long.remainderUnsigned(hash, users) + 1));
    }

    private static byte[] sha256(String... texts) {
        MessageDigest digest = Sha256.begin();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return digest.digest();
    }
}
