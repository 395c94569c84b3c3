package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An administrator who goes on editing prices and webhooks until the ledger is gone, and remembers what was taken. */
final class Edits {
    /** Edits are rare beside commands. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final String PROVIDER = "edited";
    private static final String TARGET = "http://127.0.0.1:9/";

    private @Nullable Thread editor;
    private volatile int edit;
    private volatile int pricesTaken;
    private volatile int targetsTaken;

    void begin(LedgerProcess ledger) {
        LedgerClient admin = ledger.admin();
        editor = new Thread(() -> editUntilGone(admin), "editor");
        editor.start();
    }

    /** Waits until the editor has seen that the ledger is gone. */
    void end() throws InterruptedException {
        if (editor != null) {
            editor.join();
        }
    }

    /** How many edits were taken. */
    int taken() {
        return pricesTaken + targetsTaken;
    }

    /** Requires the newest edits that were taken, or newer ones that were under way. */
    void requireAll(LedgerProcess ledger, String where) {
        LedgerClient admin = ledger.admin();
        if (pricesTaken > 0) {
            JsonNode price =
                    admin.get("/pricing/" + PROVIDER + "/m").expect(200).data();
            assertThat(price.path("costPerMessage").asInt())
                    .as("%s: price", where)
                    .isBetween(pricesTaken, edit);
        }
        if (targetsTaken > 0) {
            String target = admin.get("/webhooks")
                    .expect(200)
                    .data()
                    .path("targets")
                    .path(0)
                    .path("url")
                    .asText(TARGET + "0");
            assertThat(Integer.parseInt(target.substring(TARGET.length())))
                    .as("%s: webhook", where)
                    .isBetween(targetsTaken, edit);
        }
    }

    private void editUntilGone(LedgerClient admin) {
        try {
            while (true) {
                int number = edit + 1;
                edit = number;
                JsonNode price = Json.object("provider", PROVIDER, "modelName", "m", "costPerMessage", number);
                if (isTaken(admin.post("/pricing", price))) {
                    pricesTaken = number;
                }
                JsonNode targets = Json.read("[{\"url\":\"" + TARGET + number + "\"}]");
                if (isTaken(admin.put("/webhooks", Json.object("targets", targets)))) {
                    targetsTaken = number;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (CompletionException gone) {
            Thread.currentThread().interrupt(); // As is meant to happen: there is nothing left to edit.
        }
    }

    private static boolean isTaken(Answer answer) {
        if (answer.status() >= 300 && answer.status() != 503) {
            throw new AssertionError("no edit: " + answer);
        }
        return answer.status() < 300;
    }
}
