package ledger.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import ledger.api.auth.Role;
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
import ledger.log.CommandLog;
import ledger.pricing.PriceFallback;
import ledger.pricing.RateCards;
import ledger.query.LedgerQueries;

/** Every route on one screen: who answers it, and the least role that may ask. */
final class Routes {
    private static final String CREDITS = "/api/credits";
    private static final int BATCH_BYTES_MAX = 2 * 1_024 * 1_024;

    private Routes() {}

    static List<Route> of(
            CommandLog log,
            LedgerQueries queries,
            RateCards rateCards,
            PriceFallback fallback,
            PrometheusMeterRegistry metrics,
            Clock clock) {
        Quoting quoting = new Quoting(rateCards, fallback, clock);
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
                Route.read("GET", CREDITS + "/accounts", Role.ADMIN, balances::accounts),
                Route.open("/health/live", call -> Health.live()),
                Route.open("/health/ready", call -> Health.ready(queries)),
                Route.open("/metrics", call -> metrics(metrics)));
    }

    private static Reply metrics(PrometheusMeterRegistry metrics) {
        return Reply.content(
                "text/plain; version=0.0.4; charset=utf-8", metrics.scrape().getBytes(StandardCharsets.UTF_8));
    }
}
