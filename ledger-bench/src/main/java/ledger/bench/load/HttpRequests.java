package ledger.bench.load;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import ledger.AccountId;
import ledger.api.auth.ExpectedClaims;
import ledger.api.auth.Role;
import ledger.api.auth.TokenSecret;
import ledger.api.auth.Tokens;
import ledger.bench.fold.Workload;
import ledger.bench.process.Ledger;

/** The requests of the benches, as bytes. */
public final class HttpRequests {
    private static final int REFUSED_ONE_IN = 100;
    /** More than anybody has. */
    private static final String TOO_MUCH = "900000000";

    private final String headers;

    /** For a server that shares the secret of the bench, with a token that outlasts every run. */
    public HttpRequests(URI server) {
        String token = new Tokens(new TokenSecret(Ledger.SECRET), ExpectedClaims.ANY, InstantSource.system())
                .mint(new AccountId("bench"), Role.SERVICE, Duration.ofDays(1));
        headers = "Host: " + server.getAuthority() + "\r\nAuthorization: Bearer " + token + "\r\n";
    }

    /** Spends one credit of a user drawn uniformly, and one in a hundred times more than anybody has. */
    public Requests spends(int users, long seed) {
        Workload texts = new Workload(users, seed);
        SplittableRandom random = new SplittableRandom(seed);
        return () -> post(
                "/api/credits/use",
                texts.key(),
                "{\"userId\":\"" + Workload.user(random.nextInt(users)) + "\",\"amount\":"
                        + (random.nextInt(REFUSED_ONE_IN) == 0 ? TOO_MUCH : "1")
                        + ",\"reason\":\"AI_CHAT\",\"metadata\":" + texts.metadata() + "}");
    }

    /** Spends in batches. */
    public Requests batches(int users, int size, long seed) {
        Workload texts = new Workload(users, seed);
        SplittableRandom random = new SplittableRandom(seed);
        return () -> {
            StringBuilder body = new StringBuilder("{\"commands\":[");
            for (int item = 0; item < size; item++) {
                body.append(item == 0 ? "" : ",")
                        .append("{\"kind\":\"use\",\"userId\":\"")
                        .append(Workload.user(random.nextInt(users)))
                        .append("\",\"amount\":")
                        .append(random.nextInt(REFUSED_ONE_IN) == 0 ? TOO_MUCH : "1")
                        .append(",\"reason\":\"AI_CHAT\",\"idempotencyKey\":\"")
                        .append(texts.key())
                        .append("\",\"metadata\":")
                        .append(texts.metadata())
                        .append('}');
            }
            return post("/api/credits/batch", "", body.append("]}").toString());
        };
    }

    /** Reads a path. */
    public byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\n" + headers + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** With a key, or none where each item has its own. */
    private byte[] post(String path, String key, String body) {
        String keyed = key.isEmpty() ? "" : "Idempotency-Key: " + key + "\r\n";
        return ("POST " + path + " HTTP/1.1\r\n" + headers + keyed
                        + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }
}
