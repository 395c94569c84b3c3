package ledger.message;

/**
 * A part of a message whose fields stand among the message's own.
 *
 * @param shape what it is
 * @param base the slot of its first field
 */
public record Part<P>(Shape<P> shape, int base) {}
