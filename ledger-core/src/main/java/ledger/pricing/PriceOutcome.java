package ledger.pricing;

/** What a change of the rate card came to. */
public sealed interface PriceOutcome {
    /** A price that was not there before. */
    record Created(ModelPrice price) implements PriceOutcome {}

    /** A price that was there. */
    record Updated(ModelPrice price) implements PriceOutcome {}

    record Deleted() implements PriceOutcome {}

    /** How many default prices were put in, left as they were, and put back. */
    record Initialized(int created, int kept, int reset) implements PriceOutcome {}

    record Imported(int created, int updated) implements PriceOutcome {}

    /** There was no price to delete. */
    record Absent() implements PriceOutcome {}

    /**
     * Nothing was changed.
     *
     * @param field the field at fault, as callers know it
     * @param message why, for people
     */
    record Refused(String field, String message) implements PriceOutcome {}
}
