package ledger.decide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.Credits;
import ledger.GrantId;
import ledger.event.Book;
import ledger.event.Grant;
import ledger.event.Posting;
import ledger.fold.Account;

/** The postings and grants of one decision while it is made. Not thread-safe. */
final class Movement {
    private final Account account;
    private final List<Posting> postings = new ArrayList<>();
    private final Map<GrantId, Grant> changedGrants = new LinkedHashMap<>();
    private long owedMicros;
    private boolean overGrantLimit;

    Movement(Account account) {
        this.account = account;
        this.owedMicros = account.debt().micros();
    }

    List<Posting> postings() {
        return postings;
    }

    List<Grant> grants() {
        return List.copyOf(changedGrants.values());
    }

    /** Whether there was no room for a grant; the decision is a refusal then. */
    boolean isOverGrantLimit() {
        return overGrantLimit;
    }

    /** Takes from the grants in burn order. Returns what they could not give. */
    Credits burn(Credits amount, Book target) {
        Credits left = amount;
        for (Grant grant : account.burnOrder()) {
            Credits part = account.remaining(grant.id()).min(left);
            move(new Book.Available(grant.id()), target, part);
            left = left.minus(part);
        }
        return left;
    }

    /** Pays what is owed first. Returns what is left of the amount. */
    Credits payDebt(Book source, Credits amount) {
        Credits part = amount.min(new Credits(owedMicros));
        owedMicros -= part.micros();
        move(source, new Book.Debt(), part);
        return amount.minus(part);
    }

    /**
     * Puts credits into a grant of these terms: the grant itself, or beyond the limit the youngest like it. Terms that
     * grant nothing yet grant the amount.
     */
    void give(Book source, Grant terms, Credits amount) {
        if (amount.isPositive()) {
            room(terms, amount)
                    .ifPresentOrElse(
                            grant -> move(source, new Book.Available(grant), amount), () -> overGrantLimit = true);
        }
    }

    void move(Book source, Book target, Credits amount) {
        if (amount.isPositive()) {
            postings.add(new Posting(source, target, amount));
        }
    }

    private Optional<GrantId> room(Grant terms, Credits amount) {
        if (account.grants().containsKey(terms.id()) || changedGrants.containsKey(terms.id())) {
            return Optional.of(terms.id());
        }
        int live = account.grants().size() + changedGrants.size();
        Optional<Grant> like = live < Bounds.LIVE_GRANTS_JOINED_FROM ? Optional.empty() : youngestLike(terms);
        if (like.isPresent()) {
            Grant larger = like.get().withGranted(like.get().granted().plus(amount));
            changedGrants.put(larger.id(), larger);
            return Optional.of(larger.id());
        }
        if (live >= Bounds.LIVE_GRANTS_MAX) {
            return Optional.empty();
        }
        Grant opened = terms.granted().isPositive() ? terms : terms.withGranted(amount);
        changedGrants.put(opened.id(), opened);
        return Optional.of(opened.id());
    }

    private Optional<Grant> youngestLike(Grant terms) {
        return account.grants().values().stream()
                .map(grant -> changedGrants.getOrDefault(grant.id(), grant))
                .filter(terms::hasTermsOf)
                .reduce((older, younger) -> younger.id().compareTo(older.id()) > 0 ? younger : older);
    }
}
