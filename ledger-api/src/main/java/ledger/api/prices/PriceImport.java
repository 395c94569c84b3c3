package ledger.api.prices;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import ledger.api.http.Call;
import ledger.api.http.Reply;
import ledger.api.http.json.ApiException;
import ledger.api.http.json.Body;
import ledger.api.http.json.ErrorCode;
import ledger.pricing.LiteLlmPrices;
import ledger.pricing.LiteLlmPrices.Invalid;
import ledger.pricing.LiteLlmPrices.Reading;
import ledger.pricing.LiteLlmRow;
import ledger.pricing.PriceChange.ImportPrices;
import ledger.pricing.PriceOutcome;
import ledger.pricing.Rate;
import ledger.pricing.RateCards;
import org.jspecify.annotations.Nullable;

/** Imports a price list in LiteLLM's format, all of it or nothing. */
public final class PriceImport {
    /** The whole list of 2026 has two megabytes. */
    public static final int BODY_BYTES_MAX = 8 * 1_024 * 1_024;

    private static final String CREDITS_PER_USD = "creditsPerUsd";
    private static final String MARKUP = "markup";
    private static final String PRICES = "prices";
    private static final String FACTOR_RULE = " must be a number above 0 and at most "
            + Rate.CREDITS_MAX.toPlainString() + " with at most " + Rate.SCALE_MAX + " decimals";
    /** How many rows the sentence names; the details name all. */
    private static final int NAMED_MAX = 3;

    private final RateCards cards;
    private final InstantSource clock;

    public PriceImport(RateCards cards, InstantSource clock) {
        this.cards = cards;
        this.clock = clock;
    }

    /** POST /pricing/import. */
    public CompletionStage<Reply> handle(Call call) {
        call.query(Set.of());
        Body body = call.body(Set.of(CREDITS_PER_USD, MARKUP, PRICES));
        BigDecimal creditsPerUsd = body.required(CREDITS_PER_USD, factorOrNull(body, CREDITS_PER_USD));
        @Nullable BigDecimal markup = factorOrNull(body, MARKUP);
        List<Invalid> unreadable = new ArrayList<>();
        List<LiteLlmRow> rows = rows(body.required(PRICES, body.objectOrNull(PRICES)), unreadable);
        Reading reading = LiteLlmPrices.read(rows, creditsPerUsd, markup == null ? BigDecimal.ONE : markup);
        unreadable.addAll(reading.invalid());
        if (!unreadable.isEmpty()) {
            throw invalid(unreadable);
        }
        return append(call, reading);
    }

    private CompletionStage<Reply> append(Call call, Reading reading) {
        PriceReplies replies = PriceReplies.aboutMany(reading.skipped());
        if (reading.patches().isEmpty()) {
            return CompletableFuture.completedFuture(replies.on(new PriceOutcome.Imported(0, 0)));
        }
        ImportPrices change = new ImportPrices(call.caller().actor(), clock.millis(), reading.patches());
        return cards.append(change).thenApply(outcome -> outcome.accept(replies));
    }

    private static List<LiteLlmRow> rows(Body prices, List<Invalid> unreadable) {
        List<LiteLlmRow> rows = new ArrayList<>();
        for (String key : prices.names()) {
            @Nullable Body row = prices.isObject(key) ? prices.objectOrNull(key) : null;
            if (row == null) {
                unreadable.add(new Invalid(key, PRICES, "must be a JSON object"));
            } else {
                rows.add(new LiteLlmRow(
                        key,
                        row.anyTextOrNull("litellm_provider"),
                        row.anyTextOrNull("mode"),
                        row.numbers(),
                        row.notNumbers()));
            }
        }
        return rows;
    }

    private static ApiException invalid(List<Invalid> rows) {
        List<String> named = rows.stream()
                .limit(NAMED_MAX)
                .map(row -> row.key() + ": " + row.why())
                .toList();
        String more = rows.size() > NAMED_MAX ? "; and " + (rows.size() - NAMED_MAX) + " more, in details.rows" : "";
        return new ApiException(
                ErrorCode.INVALID_REQUEST,
                "prices has rows that cannot be: " + String.join("; ", named) + more,
                out -> {
                    out.text("field", PRICES);
                    out.array(
                            "rows",
                            each -> rows.forEach(row -> each.object(members -> {
                                members.text("model", row.key());
                                members.text("field", row.field());
                                members.text("why", row.why());
                            })));
                });
    }

    private static @Nullable BigDecimal factorOrNull(Body body, String name) {
        @Nullable
        BigDecimal factor = body.numberOrNull(name, BigDecimal.ZERO, Rate.CREDITS_MAX, Rate.SCALE_MAX, FACTOR_RULE);
        if (factor != null && !LiteLlmPrices.isFactor(factor)) {
            throw body.invalid(name, FACTOR_RULE);
        }
        return factor;
    }
}
