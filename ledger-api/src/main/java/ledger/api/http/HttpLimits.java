package ledger.api.http;

import java.util.OptionalInt;

/**
 * How much of the server clients may use.
 *
 * @param connections how many may be open in all; the slowest goes when there are more
 * @param connectionsPerAddress how many of them from one address; its slowest goes when there are more
 * @param bytesPerSecond how fast, at least, a request must come and its answer be taken
 * @param userRequestsPerSecond of one subject in role {@code user}, or empty for any number
 * @param serviceRequestsPerSecond of one subject in role {@code service} or {@code admin}, or empty for any number
 */
public record HttpLimits(
        int connections,
        int connectionsPerAddress,
        int bytesPerSecond,
        OptionalInt userRequestsPerSecond,
        OptionalInt serviceRequestsPerSecond) {
    /** Many thousands of browsers at some kilobytes each. */
    public static final int CONNECTIONS = 10_000;
    /** More than a proxy opens to one server, and less than all. */
    public static final int CONNECTIONS_PER_ADDRESS = 5_000;
    /** A tenth of the slowest mobile network there still is. */
    public static final int BYTES_PER_SECOND = 500;
    /** A person clicks a few times a second, and a page that opens asks a dozen things at once. */
    public static final int USER_REQUESTS_PER_SECOND = 50;

    /** What suits most. */
    public static final HttpLimits DEFAULT = new HttpLimits(
            CONNECTIONS,
            CONNECTIONS_PER_ADDRESS,
            BYTES_PER_SECOND,
            OptionalInt.of(USER_REQUESTS_PER_SECOND),
            OptionalInt.empty());
}
