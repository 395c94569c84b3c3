package ledger.api;

import java.util.Set;
import ledger.api.http.HttpLimits;
import ledger.pricing.PriceFallback;

/**
 * How HTTP is served.
 *
 * @param host where it listens
 * @param port where it listens; 0 picks one
 * @param corsOrigins the origins that browsers may call from
 * @param corsAnyLocal whether browsers may call from every origin on this machine instead, as in {@code dev}
 * @param limits what clients may take of the server
 * @param priceFallback how a model without a price of its own is charged
 */
public record ApiSettings(
        String host,
        int port,
        Set<String> corsOrigins,
        boolean corsAnyLocal,
        HttpLimits limits,
        PriceFallback priceFallback) {
    public ApiSettings {
        corsOrigins = Set.copyOf(corsOrigins);
    }
}
