package ledger.api.http;

/** Sees every answered request of a known route. Thread-safe and quick. */
@FunctionalInterface
public interface RequestObserver {
    /** The route's path is a pattern such as {@code /things/{id}}, so that there are few. */
    void answered(String method, String routePath, int status, long nanos);
}
