package ledger.pricing;

import ledger.Credits;

/** The result of pricing a usage. */
public sealed interface Priced {
    <R> R accept(Handler<R> handler);

    /** One method per result, so that none is forgotten. */
    interface Handler<R> {
        R on(Quoted quoted);

        R on(NoPrice none);

        R on(NoRate none);

        R on(TooMuch tooMuch);
    }

    /** It has a cost. */
    record Quoted(Quote quote) implements Priced {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** Neither the model nor its provider's default has a price. */
    record NoPrice(ModelId model) implements Priced {
        /** For people. */
        public String message() {
            return "No pricing found for " + model.provider() + ":" + model.modelName();
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * The price has no rate for something that is only ever charged at its own.
     *
     * @param price the price that was looked up
     * @param meter the first meter without a rate
     */
    record NoRate(ModelPrice price, Meter meter) implements Priced {
        /** For people. */
        public String message() {
            ModelId model = price.model();
            return "No rate for " + meter.field() + " in the pricing of " + model.provider() + ":" + model.modelName();
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** The cost is above {@link Credits#AMOUNT_MAX}. */
    record TooMuch(ModelPrice price) implements Priced {
        /** For people. */
        public String message() {
            return "The usage costs more than " + Credits.AMOUNT_MAX + " credits; charge it in parts";
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }
}
