package ledger.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import ledger.api.http.Reply;
import ledger.api.http.Route;
import ledger.log.CommandLog;
import ledger.pricing.RateCards;
import ledger.query.LedgerQueries;

/** Every route on one screen: who answers it, and the least role that may ask. */
final class Routes {
    private Routes() {}

    static List<Route> of(
            CommandLog log, LedgerQueries queries, RateCards rateCards, PrometheusMeterRegistry metrics, Clock clock) {
        return List.of(
                Route.open("/health/live", call -> Health.live()),
                Route.open("/health/ready", call -> Health.ready(queries)),
                Route.open("/metrics", call -> metrics(metrics)));
    }

    private static Reply metrics(PrometheusMeterRegistry metrics) {
        return Reply.content(
                "text/plain; version=0.0.4; charset=utf-8", metrics.scrape().getBytes(StandardCharsets.UTF_8));
    }
}
