package ledger.bench.load;

/** What a load client sends. Called by its thread alone. */
@FunctionalInterface
public interface Requests {
    /** The bytes of the next request, head and body. */
    byte[] next();
}
