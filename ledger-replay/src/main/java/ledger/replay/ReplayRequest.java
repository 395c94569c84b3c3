package ledger.replay;

import java.util.Map;
import ledger.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * What is to be folded.
 *
 * @param bootstrapServers where Kafka is
 * @param clientProperties further properties of the client
 * @param untilMillis only events up to this time, inclusive, epoch milliseconds, or null for all
 * @param user only events of this user, or null for all
 * @param running what the running ledger says of each account by user id, read before this request was made; null where
 *     nothing is to be compared
 */
public record ReplayRequest(
        String bootstrapServers,
        Map<String, String> clientProperties,
        @Nullable Long untilMillis,
        @Nullable AccountId user,
        @Nullable Map<String, AccountState> running) {}
