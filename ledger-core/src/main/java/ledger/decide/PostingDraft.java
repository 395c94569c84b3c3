package ledger.decide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import ledger.Credits;
import ledger.GrantId;
import ledger.Note;
import ledger.account.Book;
import ledger.account.BudgetCount;
import ledger.account.Grant;
import ledger.account.Milestone;
import ledger.account.Posting;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.event.Booking;
import ledger.fold.Account;

/**
 * The postings and grants of one decision while it is made. Not thread-safe. It leaves no debt beside something to
 * spend: whatever comes back pays what is owed first.
 */
final class PostingDraft {
    private final Account account;
    private final long nowMillis;
    private final List<Posting> postings = new ArrayList<>();
    private final Map<GrantId, Grant> changedGrants = new LinkedHashMap<>();
    private final Map<GrantId, Credits> taken = new LinkedHashMap<>();
    private long owedMicros;
    private boolean overGrantLimit;

    PostingDraft(Account account, long nowMillis) {
        this.account = account;
        this.nowMillis = nowMillis;
        this.owedMicros = account.debt().micros();
    }

    /** One posting, or none of nothing. */
    static List<Posting> single(Book source, Book target, Credits amount) {
        return amount.isPositive() ? List.of(new Posting(source, target, amount)) : List.of();
    }

    List<Posting> postings() {
        return postings;
    }

    /** Whether there was no room for a grant; the decision is a refusal then. */
    boolean isOverGrantLimit() {
        return overGrantLimit;
    }

    /** All of it as an entry. */
    Booking booking(TransactionType type, Reason reason, long amountMicros, List<Milestone> milestones, Note note) {
        return booking(type, reason, amountMicros, milestones, note, List.of());
    }

    /** All of it as an entry that counts against budgets. */
    Booking booking(
            TransactionType type,
            Reason reason,
            long amountMicros,
            List<Milestone> milestones,
            Note note,
            List<BudgetCount> budgets) {
        List<Grant> grants = List.copyOf(changedGrants.values());
        return new Booking(type, reason, amountMicros, postings, grants, milestones, note, budgets);
    }

    /** Takes from the grants in burn order. Returns what they could not give. */
    Credits burn(Credits amount, Book target) {
        return burn(amount, grant -> target);
    }

    /** Takes from the grants in burn order, from each into a book of its own. Returns what they could not give. */
    Credits burn(Credits amount, Function<GrantId, Book> target) {
        Credits left = amount;
        for (Grant grant : account.burnOrder()) {
            if (!left.isPositive()) {
                break;
            }
            left = left.minus(take(grant.id(), left, target.apply(grant.id())));
        }
        return left;
    }

    /** Takes from one grant what it has of an amount. Returns how much that was. */
    Credits take(GrantId grant, Credits amount, Book target) {
        Credits before = taken.getOrDefault(grant, Credits.ZERO);
        Credits part = account.remaining(grant).minus(before).min(amount);
        taken.put(grant, before.plus(part));
        post(new Book.Available(grant), target, part);
        return part;
    }

    /** Takes from the grants; what they cannot give is owed. Returns what is owed more. */
    Credits spend(Credits amount, Book target) {
        Credits missing = burn(amount, target);
        post(new Book.Debt(), target, missing);
        owedMicros += missing.micros();
        return missing;
    }

    /** Pays what is owed first. Returns what is left of the amount. */
    Credits payDebt(Book source, Credits amount) {
        Credits part = amount.min(new Credits(owedMicros));
        owedMicros -= part.micros();
        post(source, new Book.Debt(), part);
        return amount.minus(part);
    }

    /** Lets go a slice of a hold: back to where it came from. What came from a grant that is over expires there. */
    void release(Book slice, Credits amount) {
        if (slice instanceof Book.Held held) {
            Grant grant = account.grants().get(held.grant());
            boolean isOver = grant == null || grant.isOverAt(nowMillis);
            Credits rest = isOver ? amount : payDebt(slice, amount);
            post(slice, new Book.Available(held.grant()), rest);
        } else {
            post(slice, new Book.Overdraft(), amount);
        }
    }

    /**
     * Puts credits into a grant of these terms: the grant itself, or beyond the limit the youngest like it. Terms that
     * grant nothing yet grant the amount.
     */
    void give(Book source, Grant terms, Credits amount) {
        if (amount.isPositive()) {
            room(terms, amount)
                    .ifPresentOrElse(
                            grant -> post(source, new Book.Available(grant), amount), () -> overGrantLimit = true);
        }
    }

    /**
     * Opens a grant that was promised, whatever the limits: its place was counted when it was promised. Returns how
     * much was issued, less than the amount where the balance has no room for it.
     */
    Credits issue(Grant terms, Credits amount) {
        Book source = new Book.Issued(terms.type());
        Credits issued = amount.min(Bounds.room(account, terms.type()));
        Credits rest = payDebt(source, issued);
        changedGrants.put(terms.id(), terms);
        post(source, new Book.Available(terms.id()), rest);
        return issued;
    }

    /** Moves what is left of one grant on into another, as far as nothing is owed. */
    void moveOn(GrantId last, Grant next, Credits amount) {
        changedGrants.put(next.id(), next);
        Book source = new Book.Available(last);
        post(source, new Book.Available(next.id()), payDebt(source, amount));
    }

    /** Gives a grant other terms. */
    void change(Grant terms) {
        changedGrants.put(terms.id(), terms);
    }

    void post(Book source, Book target, Credits amount) {
        if (amount.isPositive()) {
            postings.add(new Posting(source, target, amount));
        }
    }

    private Optional<GrantId> room(Grant terms, Credits amount) {
        Grant opened = changedGrants.get(terms.id());
        if (opened != null && !terms.granted().isPositive()) {
            changedGrants.put(terms.id(), opened.withGranted(opened.granted().plus(amount)));
        }
        if (opened != null || account.grants().containsKey(terms.id())) {
            return Optional.of(terms.id());
        }
        int live = Bounds.grants(account) + changedGrants.size();
        Optional<Grant> like = live < Bounds.LIVE_GRANTS_JOINED_FROM ? Optional.empty() : youngestLike(terms);
        if (like.isPresent()) {
            Grant larger = like.get().withGranted(like.get().granted().plus(amount));
            changedGrants.put(larger.id(), larger);
            return Optional.of(larger.id());
        }
        if (live >= Bounds.LIVE_GRANTS_MAX) {
            return Optional.empty();
        }
        changedGrants.put(terms.id(), terms.granted().isPositive() ? terms : terms.withGranted(amount));
        return Optional.of(terms.id());
    }

    private Optional<Grant> youngestLike(Grant terms) {
        return account.grants().values().stream()
                .map(grant -> changedGrants.getOrDefault(grant.id(), grant))
                .filter(terms::hasTermsOf)
                .reduce((older, younger) -> younger.id().compareTo(older.id()) > 0 ? younger : older);
    }
}
