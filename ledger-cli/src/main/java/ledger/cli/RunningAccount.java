package ledger.cli;

import com.fasterxml.jackson.databind.JsonNode;
import ledger.Credits;
import ledger.replay.AccountState;

/** Reads an account as the list of accounts shows it. */
final class RunningAccount {
    private RunningAccount() {}

    static AccountState read(JsonNode account) {
        return new AccountState(
                account.path("sequence").asLong(),
                micros(account, "creditsBalance"),
                micros(account, "creditsUsed"),
                micros(account, "creditsPurchased"),
                micros(account, "creditsRefunded"),
                micros(account, "creditsExpired"),
                account.path("hash").asText());
    }

    private static long micros(JsonNode account, String field) {
        return account.path(field).decimalValue().movePointRight(Credits.SCALE).longValueExact();
    }
}
