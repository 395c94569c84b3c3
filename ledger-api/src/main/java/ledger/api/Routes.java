package ledger.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import ledger.alert.Webhooks;
import ledger.api.alerts.WebhookTargets;
import ledger.api.auth.Role;
import ledger.api.credits.AccountStreams;
import ledger.api.credits.BalanceReads;
import ledger.api.credits.BatchWrites;
import ledger.api.credits.CostReads;
import ledger.api.credits.HistoryReads;
import ledger.api.credits.Quoting;
import ledger.api.credits.StatisticsReads;
import ledger.api.credits.Submission;
import ledger.api.credits.WriteKind;
import ledger.api.credits.Writes;
import ledger.api.http.Reply;
import ledger.api.http.Route;
import ledger.api.prices.PriceImport;
import ledger.api.prices.PriceReads;
import ledger.api.prices.PriceWrites;
import ledger.log.CommandLog;
import ledger.pricing.PriceFallback;
import ledger.pricing.RateCards;
import ledger.query.LedgerQueries;

/** Every route on one screen: who answers it, and the least role that may ask. */
final class Routes {
    private static final String CREDITS = "/api/credits";
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
        return Stream.of(
                        credits(log, queries, new Quoting(rateCards, fallback, clock), clock),
                        prices(rateCards, fallback, clock),
                        alerts(streams, new WebhookTargets(webhooks, clock)),
                        beside(queries, metrics))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Route> credits(CommandLog log, LedgerQueries queries, Quoting quoting, Clock clock) {
        Submission submission = new Submission(log, quoting);
        BalanceReads balances = new BalanceReads(queries, clock);
        HistoryReads history = new HistoryReads(queries);
        StatisticsReads statistics = new StatisticsReads(queries, clock);
        CostReads costs = new CostReads(queries, quoting);
        Writes writes = new Writes(submission);
        BatchWrites batches = new BatchWrites(submission);
        return List.of(
                Route.read("GET", CREDITS + "/balance", Role.USER, balances::balance),
                Route.read("GET", CREDITS + "/transactions", Role.USER, history::transactions),
                Route.read("GET", CREDITS + "/transactions/{id}", Role.USER, history::transaction),
                Route.slowRead("GET", CREDITS + "/statistics", Role.USER, statistics::statistics),
                Route.read("POST", CREDITS + "/validate", Role.USER, costs::validate),
                Route.plain("POST", CREDITS + "/calculate-cost", Role.USER, costs::calculateCost),
                Route.write("POST", CREDITS + "/use", WriteKind.USE.least(), writes.of(WriteKind.USE)),
                Route.write("POST", CREDITS + "/usage", WriteKind.USAGE.least(), writes.of(WriteKind.USAGE)),
                Route.write("POST", CREDITS + "/add", WriteKind.ADD.least(), writes.of(WriteKind.ADD)),
                Route.write("POST", CREDITS + "/refund", WriteKind.REFUND.least(), writes.of(WriteKind.REFUND)),
                Route.write("POST", CREDITS + "/batch", Role.SERVICE, batches::batch)
                        .withBodyBytesMax(BATCH_BYTES_MAX),
                Route.read("GET", CREDITS + "/accounts", Role.ADMIN, balances::accounts));
    }

    private static List<Route> prices(RateCards rateCards, PriceFallback fallback, Clock clock) {
        PriceReads reads = new PriceReads(rateCards, fallback, clock);
        PriceWrites writes = new PriceWrites(rateCards, clock);
        PriceImport imports = new PriceImport(rateCards, clock);
        return List.of(
                Route.plain("GET", PRICING, Role.USER, reads::list),
                Route.write("POST", PRICING, Role.ADMIN, writes::set),
                Route.plain("GET", PRICE, Role.USER, reads::one),
                Route.write("DELETE", PRICE, Role.ADMIN, writes::delete),
                Route.plain("GET", PRICE + "/versions", Role.USER, reads::versions),
                Route.write("POST", PRICING + "/initialize", Role.ADMIN, writes::initialize),
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
                Route.open("/health/live", call -> Health.live()),
                Route.open("/health/ready", call -> Health.ready(queries)),
                Route.open("/metrics", call -> metrics(metrics)),
                Route.open("/openapi.yaml", Docs::openApi),
                Route.open("/docs", Docs::page),
                Route.open("/docs/{file}", Docs::asset));
    }

    private static Reply metrics(PrometheusMeterRegistry metrics) {
        return Reply.content(
                "text/plain; version=0.0.4; charset=utf-8", metrics.scrape().getBytes(StandardCharsets.UTF_8));
    }
}
