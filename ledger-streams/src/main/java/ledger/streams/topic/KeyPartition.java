package ledger.streams.topic;

import java.nio.charset.StandardCharsets;
import ledger.AccountId;
import org.apache.kafka.common.utils.Utils;

/** Which partition a user's records belong to: what Java's default partitioner makes of the key. */
public final class KeyPartition {
    private KeyPartition() {}

    /** The key of an account's records. */
    public static byte[] key(AccountId account) {
        return account.value().getBytes(StandardCharsets.UTF_8);
    }

    /** The account whose records have that key. Throws {@link IllegalArgumentException} where no account can. */
    public static AccountId account(byte[] key) {
        return new AccountId(new String(key, StandardCharsets.UTF_8));
    }

    /** The partition of an account among so many. */
    public static int of(AccountId account, int partitions) {
        return of(key(account), partitions);
    }

    /** The partition of a key among so many: murmur2, as for every Java client. */
    public static int of(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
