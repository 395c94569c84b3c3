package ledger.api.credits;

import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import ledger.AccountId;
import ledger.Credits;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.api.http.Call;
import ledger.api.http.Headers;
import ledger.api.http.Reply;
import ledger.api.http.json.Body;
import ledger.api.http.json.JsonWriter;
import ledger.query.Balance;
import ledger.query.DayTotals;
import ledger.query.LedgerQueries;

/** Statistics of one user over whole UTC days. */
public final class StatisticsReads {
    private static final int DAYS_DEFAULT = 30;
    /** Ten years, each day of which is listed. */
    private static final int DAYS_MAX = 3_660;

    private static final long MILLIS_PER_DAY = 86_400_000;

    private final LedgerQueries queries;
    private final Clock clock;

    public StatisticsReads(LedgerQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /** What a user spent and was given in a period. */
    public CompletionStage<Reply> statistics(Call call) {
        Body query = call.query(Set.of("startDate", "endDate", "userId"));
        AccountId account = Target.of(call.caller(), query.accountOrNull("userId"));
        Period period = period(query);
        call.about(account, queries.position(account));
        return call.has(Headers.MIN_POSITION)
                ? queries.derived(account).thenApply(done -> answer(account, period))
                : CompletableFuture.completedFuture(answer(account, period));
    }

    private Period period(Body query) {
        Optional<Long> start = query.startMillis("startDate");
        Optional<Long> end = query.endMillis("endDate");
        long untilDay = Math.floorDiv(end.orElse(clock.millis()), MILLIS_PER_DAY);
        long fromDay = start.isPresent()
                ? Math.floorDiv(start.get(), MILLIS_PER_DAY)
                : Math.max(0, untilDay - DAYS_DEFAULT + 1);
        if (fromDay > untilDay) {
            throw end.isPresent()
                    ? query.invalid("endDate", " must not be before startDate")
                    : query.invalid("startDate", " must not be in the future");
        }
        if (untilDay - fromDay >= DAYS_MAX) {
            throw query.invalid("startDate", " must be at most " + DAYS_MAX + " days before the end of the period");
        }
        return new Period(fromDay, untilDay);
    }

    private Reply answer(AccountId account, Period period) {
        Balance balance = queries.balance(account);
        List<DayTotals> days = queries.days(account, period.fromDay, period.untilDay);
        return Reply.object(200, out -> {
            out.credits("totalCreditsUsed", balance.used());
            out.credits("totalCreditsPurchased", balance.purchasedMicros());
            out.credits("currentBalance", balance.balanceMicros());
            out.number(
                    "transactionCount",
                    days.stream().mapToLong(DayTotals::entries).sum());
            out.time("periodStart", period.fromDay * MILLIS_PER_DAY);
            out.time("periodEnd", (period.untilDay + 1) * MILLIS_PER_DAY - 1);
            out.time("asOf", balance.asOfMillis());
            out.object("breakdown", breakdown -> breakdown(breakdown, days));
            out.array("daily", daily -> daily(daily, period, days));
        });
    }

    private static void breakdown(JsonWriter out, List<DayTotals> days) {
        Map<TransactionType, Credits> byType = new EnumMap<>(TransactionType.class);
        Map<Reason, Credits> byReason = new EnumMap<>(Reason.class);
        Map<String, Credits> byModel = new TreeMap<>();
        for (DayTotals day : days) {
            day.byType().forEach((type, credits) -> byType.merge(type, credits, Credits::plus));
            day.byReason().forEach((reason, credits) -> byReason.merge(reason, credits, Credits::plus));
            day.byModel().forEach((model, credits) -> byModel.merge(model, credits, Credits::plus));
        }
        out.object("byType", all -> byType.forEach((type, credits) -> all.credits(type.name(), credits)));
        out.object("byReason", all -> byReason.forEach((reason, credits) -> all.credits(reason.name(), credits)));
        out.object("byModel", all -> byModel.forEach(all::credits));
    }

    private static void daily(JsonWriter out, Period period, List<DayTotals> days) {
        Map<Long, DayTotals> byDay = new HashMap<>();
        days.forEach(day -> byDay.put(day.epochDay(), day));
        for (long epochDay = period.fromDay; epochDay <= period.untilDay; epochDay++) {
            DayTotals day = byDay.getOrDefault(epochDay, DayTotals.empty(epochDay));
            out.object(one -> {
                one.day("date", day.epochDay());
                one.credits("used", day.used());
                one.credits("added", day.added());
            });
        }
    }

    /** Both ends inclusive, days since 1970-01-01. */
    private record Period(long fromDay, long untilDay) {}
}
