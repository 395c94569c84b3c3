package ledger.fold;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import ledger.Credits;
import ledger.GrantId;
import ledger.event.Book;
import ledger.event.Change;
import ledger.event.Grant;
import ledger.event.Milestone;
import ledger.event.Posting;
import ledger.event.TransactionType;

/**
 * One account as its events left it. Maps keep the order in which things first came, so that equal logs make equal
 * bytes.
 *
 * @param books micro-credits in each book that is not zero; they sum to zero
 * @param grants the terms of each grant that has something left or held
 * @param milestones when the account last reached each, epoch milliseconds
 */
public record Account(Map<Book, Long> books, Map<GrantId, Grant> grants, Map<Milestone, Long> milestones) {
    public static final Account EMPTY = new Account(Map.of(), Map.of(), Map.of());

    /** Which grant is spent first: priority, then expiry, then free before paid, then age. */
    private static final Comparator<Grant> BURN_ORDER = Comparator.comparingInt(Grant::priority)
            .thenComparingLong(Grant::expiresAtMillis)
            .thenComparing(grant -> grant.type().isPaid())
            .thenComparing(Grant::id);

    public Account {
        books = Collections.unmodifiableMap(new LinkedHashMap<>(books));
        grants = Collections.unmodifiableMap(new LinkedHashMap<>(grants));
        milestones = Collections.unmodifiableMap(new LinkedHashMap<>(milestones));
    }

    /**
     * The account after a change. Adds and judges nothing; throws {@link ArithmeticException} where a book would
     * overflow, which the decider has ruled out.
     */
    public Account evolve(Change change, long timeMillis) {
        Map<Book, Long> nextBooks = new LinkedHashMap<>(books);
        for (Posting posting : change.postings()) {
            add(nextBooks, posting.source(), -posting.amount().micros());
            add(nextBooks, posting.target(), posting.amount().micros());
        }
        Map<GrantId, Grant> nextGrants = new LinkedHashMap<>(grants);
        change.grants().forEach(grant -> nextGrants.put(grant.id(), grant));
        nextGrants.keySet().removeIf(grant -> isGone(grant, nextBooks));
        Map<Milestone, Long> nextMilestones = new LinkedHashMap<>(milestones);
        change.milestones().forEach(milestone -> nextMilestones.put(milestone, timeMillis));
        return new Account(nextBooks, nextGrants, nextMilestones);
    }

    /** Everything that is the user's, held credits included and debt taken off; micro-credits. */
    public long balanceMicros() {
        return availableMicros() + heldMicros();
    }

    /** What may be spent now, negative under debt; micro-credits. */
    public long availableMicros() {
        return sumMicros(Book.Side.AVAILABLE);
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

    private static void add(Map<Book, Long> books, Book book, long micros) {
        long sum = Math.addExact(books.getOrDefault(book, 0L), micros);
        if (sum == 0) {
            books.remove(book);
        } else {
            books.put(book, sum);
        }
    }

    private static boolean isGone(GrantId grant, Map<Book, Long> books) {
        return !books.containsKey(new Book.Available(grant))
                && books.keySet().stream()
                        .noneMatch(book ->
                                book instanceof Book.Held held && held.grant().equals(grant));
    }
}
