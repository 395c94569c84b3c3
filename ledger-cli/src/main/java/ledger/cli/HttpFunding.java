package ledger.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import ledger.AccountId;
import ledger.Credits;
import ledger.cli.load.Funding;

/** Adds the same amount to every user once, by HTTP. The key is made of the amount, so it is once for ever. */
final class HttpFunding implements Funding {
    /** Half of what a batch may hold: names of users are long at times, and a batch may have 2 MiB. */
    private static final int BATCH_USERS = 500;

    private static final int CREATED = 201;
    private static final int REPLAYED = 200;

    private final LedgerHttp http;
    private final Credits amount;

    HttpFunding(LedgerHttp http, Credits amount) {
        this.http = http;
        this.amount = amount;
    }

    @Override
    public void fund(Set<AccountId> users) throws IOException, InterruptedException {
        List<AccountId> all = new ArrayList<>(users);
        for (int from = 0; from < all.size(); from += BATCH_USERS) {
            fund(all.subList(from, Math.min(all.size(), from + BATCH_USERS)));
        }
    }

    private void fund(List<AccountId> users) throws IOException, InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode commands = body.putArray("commands");
        for (AccountId user : users) {
            commands.addObject()
                    .put("kind", "add")
                    .put("userId", user.value())
                    .put("amount", Credits.decimal(amount.micros()))
                    .put("transactionType", "BONUS")
                    .put("reason", "MANUAL_ADJUSTMENT")
                    .put("description", "funded by ledger load")
                    .put("idempotencyKey", "ledger-load-fund/" + amount);
        }
        JsonNode results = http.post("/batch", body).path("results");
        for (int i = 0; i < users.size(); i++) {
            JsonNode result = results.path(i);
            int status = result.path("status").asInt();
            if (status != CREATED && status != REPLAYED) {
                throw new UserError("--fund: " + users.get(i) + " was not funded: " + status + " "
                        + result.path("error").asText());
            }
        }
    }
}
