package ledger.fold;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import ledger.Credits;
import ledger.GrantId;
import ledger.HoldId;
import ledger.account.Book;
import ledger.account.Grant;
import ledger.account.Milestone;
import ledger.account.OrderedMap;
import ledger.account.Posting;
import ledger.account.Terms;
import ledger.account.TermsChange;
import ledger.account.TransactionType;
import ledger.event.LedgerEvent;

/**
 * One account as its events left it. Maps keep the order in which things first came, so that equal logs make equal
 * bytes.
 *
 * @param books micro-credits in each book that is not zero; they sum to zero
 * @param grants the terms of each grant that has something left or held
 * @param milestones when the account last reached each, epoch milliseconds
 * @param terms holds, limits and plan; most accounts have none
 */
public record Account(Map<Book, Long> books, Map<GrantId, Grant> grants, Map<Milestone, Long> milestones, Terms terms) {
    public static final Account EMPTY = new Account(Map.of(), Map.of(), Map.of());

    /** Which grant is spent first: priority, then expiry, then free before paid, then age. */
    private static final Comparator<Grant> BURN_ORDER = Comparator.comparingInt(Grant::priority)
            .thenComparingLong(Grant::expiresAtMillis)
            .thenComparing(grant -> grant.type().isPaid())
            .thenComparing(Grant::id);

    public Account {
        books = OrderedMap.copyOf(books);
        grants = OrderedMap.copyOf(grants);
        milestones = OrderedMap.copyOf(milestones);
    }

    /** An account without holds, limits and plan. */
    public Account(Map<Book, Long> books, Map<GrantId, Grant> grants, Map<Milestone, Long> milestones) {
        this(books, grants, milestones, Terms.NONE);
    }

    /**
     * The account after an event. Adds and judges nothing; throws {@link ArithmeticException} where a book would
     * overflow, which the decider has ruled out.
     */
    public Account evolve(LedgerEvent event, long timeMillis) {
        OrderedMap.Change<Book, Long> nextBooks = OrderedMap.copyOf(books).change();
        Set<GrantId> mayHaveEnded = new LinkedHashSet<>();
        for (Posting posting : event.postings()) {
            boolean isEmpty = add(nextBooks, posting.source(), -posting.amount().micros());
            add(nextBooks, posting.target(), posting.amount().micros());
            GrantId grant = posting.source().grant();
            if (isEmpty && grant != null) {
                mayHaveEnded.add(grant);
            }
        }
        OrderedMap<Book, Long> after = nextBooks.done();
        event.grants().forEach(grant -> mayHaveEnded.add(grant.id()));
        Map<Milestone, Long> nextMilestones = milestones;
        if (!event.milestones().isEmpty()) {
            OrderedMap.Change<Milestone, Long> reached =
                    OrderedMap.copyOf(milestones).change();
            event.milestones().forEach(milestone -> reached.put(milestone, timeMillis));
            nextMilestones = reached.done();
        }
        Terms nextTerms = terms;
        for (TermsChange next : event.terms()) {
            nextTerms = next.applyTo(nextTerms);
        }
        return new Account(after, grantsAfter(after, event.grants(), mayHaveEnded), nextMilestones, nextTerms);
    }

    /** Everything that is the user's, held credits included and debt taken off; micro-credits. */
    public long balanceMicros() {
        long micros = 0;
        for (Map.Entry<Book, Long> book : books.entrySet()) {
            if (book.getKey().side() != Book.Side.OUTSIDE) {
                micros = Math.addExact(micros, book.getValue());
            }
        }
        return micros;
    }

    /** What may be spent now, the overdraft included; negative where more is owed; micro-credits. */
    public long availableMicros() {
        return sumMicros(Book.Side.AVAILABLE) + terms.limits().overdraft().micros();
    }

    /** What open holds reserve, micro-credits. */
    public long heldMicros() {
        return sumMicros(Book.Side.HELD);
    }

    /** What was ever issued as this type, less what was taken back as it; micro-credits, negative if more was taken. */
    public long issuedMicros(TransactionType type) {
        return -inMicros(new Book.Issued(type));
    }

    /** What was ever spent. */
    public Credits used() {
        return new Credits(inMicros(new Book.Used()));
    }

    /** What expired unspent. */
    public Credits expired() {
        return new Credits(inMicros(new Book.Expired()));
    }

    /** What is owed. */
    public Credits debt() {
        return new Credits(-inMicros(new Book.Debt()));
    }

    /** What is left of one grant. */
    public Credits remaining(GrantId grant) {
        return new Credits(inMicros(new Book.Available(grant)));
    }

    /** What an open hold reserves, by book, first taken first. */
    public Map<Book, Credits> heldBy(HoldId hold) {
        Map<Book, Credits> slices = new LinkedHashMap<>();
        books.forEach((book, micros) -> {
            if (hold.equals(book.hold())) {
                slices.put(book, new Credits(micros));
            }
        });
        return slices;
    }

    /** The grants that have something left, first to burn first. */
    public List<Grant> burnOrder() {
        List<Grant> order = new ArrayList<>(grants.values());
        order.removeIf(grant -> !remaining(grant.id()).isPositive());
        order.sort(BURN_ORDER);
        return order;
    }

    /** When the account last reached a milestone, epoch milliseconds; empty where it never did. */
    public OptionalLong reached(Milestone milestone) {
        Long millis = milestones.get(milestone);
        return millis == null ? OptionalLong.empty() : OptionalLong.of(millis);
    }

    private Map<GrantId, Grant> grantsAfter(Map<Book, Long> after, List<Grant> changed, Set<GrantId> mayHaveEnded) {
        if (mayHaveEnded.isEmpty()) {
            return grants;
        }
        OrderedMap.Change<GrantId, Grant> next = OrderedMap.copyOf(grants).change();
        changed.forEach(grant -> next.put(grant.id(), grant));
        for (GrantId grant : mayHaveEnded) {
            if (!hasSomething(after, grant)) {
                next.remove(grant);
            }
        }
        return next.done();
    }

    private static boolean hasSomething(Map<Book, Long> books, GrantId grant) {
        return books.containsKey(new Book.Available(grant))
                || books.keySet().stream().anyMatch(book -> grant.equals(book.grant()));
    }

    private long sumMicros(Book.Side side) {
        long micros = 0;
        for (Map.Entry<Book, Long> book : books.entrySet()) {
            if (book.getKey().side() == side) {
                micros = Math.addExact(micros, book.getValue());
            }
        }
        return micros;
    }

    private long inMicros(Book book) {
        return books.getOrDefault(book, 0L);
    }

    /** Returns whether the book is empty now. */
    private static boolean add(OrderedMap.Change<Book, Long> books, Book book, long micros) {
        long sum = books.merge(book, micros, Math::addExact);
        if (sum == 0) {
            books.remove(book);
        }
        return sum == 0;
    }
}
