package ledger.pricing;

/** What a change of the rate card came to. */
public sealed interface PriceOutcome {
    <R> R accept(Handler<R> handler);

    /** One method per outcome, so that none is forgotten. */
    interface Handler<R> {
        R on(Created outcome);

        R on(Updated outcome);

        R on(Deleted outcome);

        R on(Initialized outcome);

        R on(Imported outcome);

        R on(Absent outcome);

        R on(Refused outcome);
    }

    /** A price that was not there before. */
    record Created(ModelPrice price) implements PriceOutcome {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** A price that was there. */
    record Updated(ModelPrice price) implements PriceOutcome {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    record Deleted() implements PriceOutcome {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** How many default prices were added, left as they were, and reset. */
    record Initialized(int created, int kept, int reset) implements PriceOutcome {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    record Imported(int created, int updated) implements PriceOutcome {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** There was no price to delete. */
    record Absent() implements PriceOutcome {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * Nothing was changed.
     *
     * @param field the field at fault, as callers know it
     * @param message why, for people
     */
    record Refused(String field, String message) implements PriceOutcome {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }
}
