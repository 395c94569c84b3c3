package ledger.cli.settings;

import java.util.OptionalInt;
import ledger.api.http.HttpLimits;

/** What clients may take of the server, as it is set. */
final class LimitSettings {
    private static final int MAX = 1_000_000;

    private LimitSettings() {}

    static HttpLimits read(Environment given) {
        HttpLimits suiting = HttpLimits.DEFAULT;
        int connections = given.number(Setting.HTTP_CONNECTIONS_MAX, suiting.connections(), 1, MAX);
        return new HttpLimits(
                connections,
                given.number(Setting.HTTP_CONNECTIONS_PER_ADDRESS, suiting.connectionsPerAddress(), 1, MAX),
                given.number(Setting.HTTP_MIN_BYTES_PER_SECOND, suiting.bytesPerSecond(), 1, MAX),
                perSecond(given, Setting.RATE_LIMIT, suiting.userRequestsPerSecond()),
                perSecond(given, Setting.RATE_LIMIT_SERVICE, suiting.serviceRequestsPerSecond()));
    }

    private static OptionalInt perSecond(Environment given, Setting setting, OptionalInt fallback) {
        return given.read(
                setting,
                fallback,
                text -> {
                    if (text.equals("none")) {
                        return OptionalInt.empty();
                    }
                    int number = Integer.parseInt(text);
                    if (number < 1 || number > MAX) {
                        throw new IllegalArgumentException("out of range");
                    }
                    return OptionalInt.of(number);
                },
                "a whole number from 1 to " + MAX + ", or none");
    }
}
