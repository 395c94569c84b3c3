package ledger.api.credits;

import java.time.Clock;
import ledger.api.http.json.ApiException;
import ledger.api.http.json.ErrorCode;
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
        return rateCards.current().quote(usage, clock.millis(), fallback).accept(new QuoteOrRefusal());
    }

    private static final class QuoteOrRefusal implements Priced.Handler<Quote> {
        @Override
        public Quote on(Priced.Quoted quoted) {
            return quoted.quote();
        }

        @Override
        public Quote on(Priced.NoPrice none) {
            throw new ApiException(ErrorCode.PRICE_NOT_FOUND, none.message());
        }

        @Override
        public Quote on(Priced.NoRate none) {
            throw new ApiException(
                    ErrorCode.PRICE_NOT_FOUND,
                    none.message(),
                    out -> out.text("field", none.meter().field()));
        }

        @Override
        public Quote on(Priced.TooMuch tooMuch) {
            throw new ApiException(ErrorCode.INVALID_REQUEST, tooMuch.message());
        }
    }
}
