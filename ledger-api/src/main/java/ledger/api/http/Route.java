package ledger.api.http;

import java.util.concurrent.CompletableFuture;
import ledger.api.auth.Role;
import org.jspecify.annotations.Nullable;

/**
 * One line of the API.
 *
 * @param method the HTTP method
 * @param path a pattern; {@code {name}} is one segment
 * @param kind what asking does
 * @param least the least role that may ask, or null for everybody, without a token
 * @param bodyBytesMax how long a body may be
 * @param endpoint what answers
 */
public record Route(
        String method, String path, Kind kind, @Nullable Role least, int bodyBytesMax, Endpoint endpoint) {
    /** Fits every request but a batch and an import, with room. */
    private static final int BODY_BYTES_MAX = 64 * 1_024;

    /** What a request may do to the ledger. */
    public enum Kind {
        /** Reports the state of the ledger. It has threads of its own, so it is answered whatever the others do. */
        VITAL,
        /** Changes nothing and is not about an account. */
        PLAIN,
        /** Reads an account: waits for {@code X-Ledger-Min-Position}, answers {@code X-Ledger-Position}. */
        READ,
        /** Changes something: answers {@code Idempotency-Key} and {@code X-Ledger-Position}. */
        WRITE,
        /** Stays open. A browser cannot send a header here, so it may send its token in the query. */
        STREAM
    }

    /** Open to everybody, without a token. */
    public static Route open(String path, Endpoint.Immediate endpoint) {
        return new Route("GET", path, Kind.PLAIN, null, BODY_BYTES_MAX, atOnce(endpoint));
    }

    /** Open to everybody, and answered whatever the others do. */
    public static Route vital(String path, Endpoint.Immediate endpoint) {
        return new Route("GET", path, Kind.VITAL, null, BODY_BYTES_MAX, atOnce(endpoint));
    }

    /** About no account. */
    public static Route plain(String method, String path, Role least, Endpoint.Immediate endpoint) {
        return new Route(method, path, Kind.PLAIN, least, BODY_BYTES_MAX, atOnce(endpoint));
    }

    public static Route read(String method, String path, Role least, Endpoint.Immediate endpoint) {
        return new Route(method, path, Kind.READ, least, BODY_BYTES_MAX, atOnce(endpoint));
    }

    /** A read that waits for something. */
    public static Route slowRead(String method, String path, Role least, Endpoint endpoint) {
        return new Route(method, path, Kind.READ, least, BODY_BYTES_MAX, endpoint);
    }

    public static Route write(String method, String path, Role least, Endpoint endpoint) {
        return new Route(method, path, Kind.WRITE, least, BODY_BYTES_MAX, endpoint);
    }

    /** Answers for as long as the caller listens. */
    public static Route stream(String path, Role least, Endpoint.Immediate endpoint) {
        return new Route("GET", path, Kind.STREAM, least, BODY_BYTES_MAX, atOnce(endpoint));
    }

    /** The same, with another limit on the body. */
    public Route withBodyBytesMax(int bytes) {
        return new Route(method, path, kind, least, bytes, endpoint);
    }

    /** Whether its requests have a body that means something. */
    boolean hasBody() {
        return method.equals("POST") || method.equals("PUT") || method.equals("DELETE");
    }

    private static Endpoint atOnce(Endpoint.Immediate endpoint) {
        return call -> CompletableFuture.completedFuture(endpoint.handle(call));
    }
}
