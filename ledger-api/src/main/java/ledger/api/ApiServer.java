package ledger.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import ledger.alert.Webhooks;
import ledger.api.auth.Authenticator;
import ledger.api.credits.AccountStreams;
import ledger.api.http.Cors;
import ledger.api.http.HttpServer;
import ledger.api.http.RequestObserver;
import ledger.log.CommandLog;
import ledger.pricing.RateCards;
import ledger.query.AccountFeed;
import ledger.query.LedgerQueries;

/** The HTTP API of one instance, from start to stop. */
public final class ApiServer implements AutoCloseable {
    private final HttpServer server;
    private final ProcessMetrics processMetrics;
    private final AccountStreams streams;

    /** Starts nothing. The given objects outlive the server. */
    public ApiServer(
            ApiSettings settings,
            CommandLog log,
            LedgerQueries queries,
            RateCards rateCards,
            AccountFeed feed,
            Webhooks webhooks,
            Authenticator authenticator,
            PrometheusMeterRegistry metrics,
            Clock clock) {
        Cors cors = settings.corsAnyLocal() ? Cors.anyLocal() : Cors.of(settings.corsOrigins());
        streams = new AccountStreams(feed, queries);
        processMetrics = new ProcessMetrics(metrics);
        RequestObserver observer = new RequestMetrics(metrics);
        server = new HttpServer(
                settings.host(),
                settings.port(),
                cors,
                settings.limits(),
                Routes.of(log, queries, rateCards, settings.priceFallback(), metrics, clock, streams, webhooks),
                authenticator,
                queries,
                observer);
    }

    /** Listens from now on. Throws {@link IOException} if the port is not free. */
    public void start() throws IOException {
        server.start();
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        streams.close();
        server.stop();
        processMetrics.close();
    }
}
