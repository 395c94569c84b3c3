package ledger.api.credits;

import java.time.Clock;
import ledger.api.http.json.ApiException;
import ledger.api.http.json.ErrorCode;
import ledger.api.http.json.Json;
import ledger.pricing.Meter;
import ledger.pricing.PriceFallback;
import ledger.pricing.Priced;
import ledger.pricing.Quote;
import ledger.pricing.RateCards;
import ledger.pricing.Usage;

/** Prices usages by the rate card in force now. */
public final class Quoting {
    private final RateCards rateCards;
    private final PriceFallback fallback;
    private final Clock clock;

    public Quoting(RateCards rateCards, PriceFallback fallback, Clock clock) {
        this.rateCards = rateCards;
        this.fallback = fallback;
        this.clock = clock;
    }

    /** What it costs. Throws {@link ApiException} where it has no price. */
    Quote quote(Usage usage) {
        return rateCards.current().quote(usage, clock.millis(), fallback).either(quote -> quote, Quoting::refuse);
    }

    private static Quote refuse(Priced.Unpriced unpriced) {
        Meter meter = unpriced.meter();
        throw new ApiException(
                unpriced.isTooMuch() ? ErrorCode.INVALID_REQUEST : ErrorCode.PRICE_NOT_FOUND,
                unpriced.message(),
                meter == null ? Json.NOTHING : out -> out.text("field", meter.field()));
    }
}
