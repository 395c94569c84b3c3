package ledger.account;

import ledger.Credits;

/**
 * Moves an amount from one book to another, so any list of postings sums to zero.
 *
 * @param source the book that gives
 * @param target the book that receives
 * @param amount how much, positive
 */
public record Posting(Book source, Book target, Credits amount) {
    public Posting {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("a posting moves something");
        }
        if (source.equals(target)) {
            throw new IllegalArgumentException("a posting moves between two books");
        }
    }
}
