package ledger.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import ledger.alert.Webhooks;
import ledger.api.alerts.WebhookTargets;
import ledger.api.auth.Role;
import ledger.api.credits.AccountReads;
import ledger.api.credits.AccountStreams;
import ledger.api.credits.AccountWrites;
import ledger.api.credits.BatchWrites;
import ledger.api.credits.CostReads;
import ledger.api.credits.HistoryReads;
import ledger.api.credits.Quoting;
import ledger.api.credits.StatisticsReads;
import ledger.api.credits.Submission;
import ledger.api.credits.WriteKind;
import ledger.api.credits.WriteTypes;
import ledger.api.credits.Writes;
import ledger.api.http.Route;
import ledger.api.prices.PriceImport;
import ledger.api.prices.Prices;
import ledger.log.CommandLog;
import ledger.pricing.PriceFallback;
import ledger.pricing.RateCards;
import ledger.query.LedgerQueries;

/** Every route on one screen: the endpoint that answers it, and the least role that may call it. */
final class Routes {
    private static final String CREDITS = "/api/credits";
    private static final String ACCOUNT = CREDITS + "/accounts/{userId}";
    private static final String PRICING = CREDITS + "/pricing";
    private static final String PRICE = PRICING + "/{provider}/{modelName}";
    private static final int BATCH_BYTES_MAX = 2 * 1_024 * 1_024;

    private Routes() {}

    static List<Route> of(
            CommandLog log,
            LedgerQueries queries,
            RateCards rateCards,
            PriceFallback fallback,
            PrometheusMeterRegistry metrics,
            Clock clock,
            AccountStreams streams,
            Webhooks webhooks) {
        Quoting quoting = new Quoting(rateCards, fallback, clock);
        Submission submission = new Submission(log, quoting, clock);
        return Stream.of(
                        credits(queries, quoting, submission, clock),
                        agreements(queries, new Writes(submission, clock), clock),
                        prices(rateCards, fallback, clock),
                        alerts(streams, new WebhookTargets(webhooks, clock)),
                        beside(queries, metrics))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Route> credits(LedgerQueries queries, Quoting quoting, Submission submission, Clock clock) {
        AccountReads reads = new AccountReads(queries, clock);
        HistoryReads history = new HistoryReads(queries);
        StatisticsReads statistics = new StatisticsReads(queries, clock);
        CostReads costs = new CostReads(queries, quoting);
        AccountWrites accounts = new AccountWrites(submission, queries, clock);
        BatchWrites batches = new BatchWrites(submission, clock);
        Writes writes = new Writes(submission, clock);
        return List.of(
                Route.read("GET", CREDITS + "/balance", Role.USER, reads::balance),
                Route.read("GET", CREDITS + "/transactions", Role.USER, history::transactions),
                Route.read("GET", CREDITS + "/transactions/{id}", Role.USER, history::transaction),
                Route.slowRead("GET", CREDITS + "/statistics", Role.USER, statistics::statistics),
                Route.read("POST", CREDITS + "/validate", Role.USER, costs::validate),
                Route.plain("POST", CREDITS + "/calculate-cost", Role.USER, costs::calculateCost),
                write("POST", "/use", WriteTypes.USE, writes),
                write("POST", "/usage", WriteTypes.USAGE, writes),
                write("POST", "/add", WriteTypes.ADD, writes),
                write("POST", "/refund", WriteTypes.REFUND, writes),
                write("POST", "/transactions/{id}/reverse", WriteTypes.REVERSE, writes),
                write("POST", "/grants/{id}/revoke", WriteTypes.REVOKE, writes),
                Route.write("POST", CREDITS + "/batch", Role.SERVICE, batches::batch)
                        .withBodyBytesMax(BATCH_BYTES_MAX),
                Route.read("GET", CREDITS + "/accounts", Role.ADMIN, reads::accounts),
                Route.write("DELETE", ACCOUNT, Role.ADMIN, accounts::close),
                Route.write("POST", ACCOUNT + "/reopen", Role.ADMIN, accounts::reopen));
    }

    private static List<Route> agreements(LedgerQueries queries, Writes writes, Clock clock) {
        AccountReads reads = new AccountReads(queries, clock);
        return List.of(
                write("POST", "/holds", WriteTypes.HOLD, writes),
                Route.read("GET", CREDITS + "/holds", Role.USER, reads::holds),
                Route.read("GET", CREDITS + "/holds/{id}", Role.USER, reads::hold),
                write("POST", "/holds/{id}/capture", WriteTypes.CAPTURE, writes),
                write("POST", "/holds/{id}/void", WriteTypes.VOID, writes),
                write("PUT", "/plan", WriteTypes.PLAN, writes),
                Route.read("GET", CREDITS + "/plan", Role.USER, reads::plan),
                write("PUT", "/limits", WriteTypes.LIMITS, writes),
                Route.read("GET", CREDITS + "/limits", Role.USER, reads::limits),
                write("PUT", "/alerts", WriteTypes.ALERTS, writes),
                Route.read("GET", CREDITS + "/alerts", Role.USER, reads::alerts));
    }

    private static List<Route> prices(RateCards rateCards, PriceFallback fallback, Clock clock) {
        Prices prices = new Prices(rateCards, fallback, clock);
        PriceImport imports = new PriceImport(rateCards, clock);
        return List.of(
                Route.plain("GET", PRICING, Role.USER, prices::list),
                Route.write("POST", PRICING, Role.ADMIN, prices::set),
                Route.plain("GET", PRICE, Role.USER, prices::one),
                Route.write("DELETE", PRICE, Role.ADMIN, prices::delete),
                Route.plain("GET", PRICE + "/versions", Role.USER, prices::versions),
                Route.write("POST", PRICING + "/initialize", Role.ADMIN, prices::initialize),
                Route.write("POST", PRICING + "/import", Role.ADMIN, imports::handle)
                        .withBodyBytesMax(PriceImport.BODY_BYTES_MAX));
    }

    private static List<Route> alerts(AccountStreams streams, WebhookTargets webhooks) {
        return List.of(
                Route.stream(CREDITS + "/stream", Role.USER, streams::stream),
                Route.plain("GET", CREDITS + "/webhooks", Role.ADMIN, webhooks::list),
                Route.write("PUT", CREDITS + "/webhooks", Role.ADMIN, webhooks::replace));
    }

    private static List<Route> beside(LedgerQueries queries, PrometheusMeterRegistry metrics) {
        return List.of(
                Route.vital("/health/live", call -> Health.live(queries)),
                Route.vital("/health/ready", call -> Health.ready(queries)),
                Route.vital("/metrics", call -> Exposition.of(metrics, call)),
                Route.open("/openapi.yaml", Docs::openApi),
                Route.open("/docs", Docs::page),
                Route.open("/docs/{file}", Docs::asset));
    }

    private static Route write(String method, String path, WriteKind kind, Writes writes) {
        return Route.write(method, CREDITS + path, kind.least(), writes.of(kind));
    }
}
