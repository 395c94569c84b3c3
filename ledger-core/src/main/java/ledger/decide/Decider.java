package ledger.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.Credits;
import ledger.GrantId;
import ledger.Note;
import ledger.command.LedgerCommand;
import ledger.command.LedgerCommand.ChargeUsage;
import ledger.command.LedgerCommand.DeductCredits;
import ledger.command.LedgerCommand.GrantCredits;
import ledger.command.LedgerCommand.RefundEntry;
import ledger.command.LedgerCommand.SpendCredits;
import ledger.event.Book;
import ledger.event.Booking;
import ledger.event.Grant;
import ledger.event.LedgerEvent;
import ledger.event.LedgerEvent.CommandRejected;
import ledger.event.LedgerEvent.CreditsDeducted;
import ledger.event.LedgerEvent.CreditsGranted;
import ledger.event.LedgerEvent.CreditsSpent;
import ledger.event.LedgerEvent.EntryRefunded;
import ledger.event.LedgerEvent.UsageCharged;
import ledger.event.Milestone;
import ledger.event.Reason;
import ledger.event.Rejection;
import ledger.event.TransactionType;
import ledger.fold.Account;
import ledger.fold.Entry;
import ledger.pricing.Quote;

/**
 * Every rule of the ledger. Pure: the same command, account, time and history give the same decision. Whether the
 * command's key is new was settled before.
 */
public final class Decider implements LedgerCommand.Handler<Decision> {
    private final Account account;
    private final long sequence;
    private final long nowMillis;
    private final Entries entries;

    private Decider(Account account, long sequence, long nowMillis, Entries entries) {
        this.account = account;
        this.sequence = sequence;
        this.nowMillis = nowMillis;
        this.entries = entries;
    }

    /**
     * Decides one command.
     *
     * @param command what is asked
     * @param account of whom, as it stands
     * @param sequence what the event will have, one above the account's last
     * @param nowMillis the time of the command in the log, never before the account's last, epoch milliseconds
     * @param entries the account's history
     */
    public static Decision decide(
            LedgerCommand command, Account account, long sequence, long nowMillis, Entries entries) {
        return command.accept(new Decider(account, sequence, nowMillis, entries));
    }

    @Override
    public Decision on(GrantCredits command) {
        if (command.reason() == Reason.WELCOME_BONUS
                && account.reached(Milestone.WELCOMED).isPresent()) {
            return refused("add", Refusal.welcomedBefore());
        }
        Movement movement = new Movement(account);
        Book source = new Book.Issued(command.type());
        Credits rest = movement.payDebt(source, command.amount());
        movement.give(source, newGrant(command.type(), command.amount()), rest);
        Booking booking = booking(
                command.type(),
                command.reason(),
                command.amount().micros(),
                movement,
                milestones(command),
                command.note());
        return decided("add", new CreditsGranted(booking), movement);
    }

    @Override
    public Decision on(DeductCredits command) {
        if (isBeyondAvailable(command.amount())) {
            return refused("add", Refusal.insufficient(command.amount(), account.availableMicros()));
        }
        TransactionType type = TransactionType.ADJUSTMENT;
        Movement movement = new Movement(account);
        spend(movement, command.amount(), new Book.Issued(type));
        long micros = -command.amount().micros();
        Booking booking = booking(type, command.reason(), micros, movement, List.of(), command.note());
        return decided("add", new CreditsDeducted(booking), movement);
    }

    @Override
    public Decision on(SpendCredits command) {
        if (isBeyondAvailable(command.amount())) {
            return refused("use", Refusal.insufficient(command.amount(), account.availableMicros()));
        }
        Movement movement = new Movement(account);
        Booking booking = usage(movement, command.amount(), command.reason(), command.note());
        return decided("use", new CreditsSpent(booking), movement);
    }

    @Override
    public Decision on(ChargeUsage command) {
        Quote quote = command.quote();
        if (quote == null || !quote.price().isActive()) {
            return refused("usage", Refusal.priceInactive(command.usage().model()));
        }
        if (!command.allowDebt() && isBeyondAvailable(quote.total())) {
            return refused("usage", Refusal.insufficient(quote.total(), account.availableMicros()));
        }
        Movement movement = new Movement(account);
        Booking booking = usage(movement, quote.total(), command.reason(), command.note());
        return decided("usage", new UsageCharged(booking, command.usage(), quote, command.usedAtMillis()), movement);
    }

    @Override
    public Decision on(RefundEntry command) {
        Optional<Entry> found = entries.find(command.entry().sequence());
        if (found.isEmpty()) {
            return refused("refund", Refusal.notFound(command.entry()));
        }
        Booking original = found.get().booking();
        if (original.type() != TransactionType.USAGE) {
            return refused("refund", Refusal.notRefundable(command.entry(), original.type()));
        }
        Refund refund = new Refund(found.get(), entries, newGrant(TransactionType.REFUND, Credits.ZERO));
        Credits amount = command.amount() == null ? refund.refundable() : command.amount();
        if (!amount.isPositive() || amount.compareTo(refund.refundable()) > 0) {
            return refused("refund", Refusal.alreadyRefunded(command.entry(), refund.refundable()));
        }
        Movement movement = new Movement(account);
        refund.moveInto(movement, amount);
        Reason reason = command.reason() == null ? original.reason() : command.reason();
        Booking booking = booking(TransactionType.REFUND, reason, amount.micros(), movement, List.of(), command.note());
        return decided("refund", new EntryRefunded(booking, command.entry()), movement);
    }

    private boolean isBeyondAvailable(Credits amount) {
        return amount.isPositive() && amount.micros() > account.availableMicros();
    }

    private Booking usage(Movement movement, Credits amount, Reason reason, Note note) {
        spend(movement, amount, new Book.Used());
        return booking(TransactionType.USAGE, reason, -amount.micros(), movement, List.of(), note);
    }

    /** What the grants cannot give is owed; where that is not allowed, it was refused before. */
    private static void spend(Movement movement, Credits amount, Book target) {
        movement.move(new Book.Debt(), target, movement.burn(amount, target));
    }

    private Grant newGrant(TransactionType type, Credits amount) {
        return new Grant(new GrantId(sequence), type, amount, Grant.PRIORITY_DEFAULT, Grant.NEVER, nowMillis);
    }

    private static List<Milestone> milestones(GrantCredits command) {
        List<Milestone> reached = new ArrayList<>();
        if (command.reason() == Reason.WELCOME_BONUS) {
            reached.add(Milestone.WELCOMED);
        }
        if (command.type() == TransactionType.REFILL
                || command.type() == TransactionType.SUBSCRIPTION
                || command.reason() == Reason.SUBSCRIPTION_REFILL) {
            reached.add(Milestone.REFILLED);
        }
        return reached;
    }

    private static Booking booking(
            TransactionType type,
            Reason reason,
            long amountMicros,
            Movement movement,
            List<Milestone> milestones,
            Note note) {
        return new Booking(type, reason, amountMicros, movement.postings(), movement.grants(), milestones, note);
    }

    /** The last word: whatever was decided, no bound of the account may break. */
    private Decision decided(String kind, LedgerEvent event, Movement movement) {
        if (movement.isOverGrantLimit()) {
            return refused(kind, Refusal.tooManyGrants());
        }
        Account next = account.evolve(event, nowMillis);
        boolean withinBounds = Math.abs(next.balanceMicros()) <= Bounds.BALANCE_MICROS_MAX
                && next.books().values().stream().allMatch(micros -> Math.abs(micros) <= Bounds.BOOK_MICROS_MAX);
        return withinBounds ? new Decision(event, next) : refused(kind, Refusal.balanceLimit());
    }

    private Decision refused(String kind, Rejection rejection) {
        return new Decision(new CommandRejected(kind, rejection), account);
    }
}
