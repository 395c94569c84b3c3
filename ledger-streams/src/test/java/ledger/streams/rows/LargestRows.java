package ledger.streams.rows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import ledger.AccountId;
import ledger.Credits;
import ledger.GrantId;
import ledger.HoldId;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.Position;
import ledger.account.Book;
import ledger.account.Grant;
import ledger.account.Hold;
import ledger.account.HoldStatus;
import ledger.account.Milestone;
import ledger.account.Posting;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.command.ChargeUsage;
import ledger.command.CommandHeader;
import ledger.command.LedgerCommand;
import ledger.decide.Bounds;
import ledger.event.Aftermath;
import ledger.event.Booking;
import ledger.event.HoldPlaced;
import ledger.event.LedgerEvent;
import ledger.event.UsageCharged;
import ledger.fold.Account;
import ledger.fold.PastEvent;
import ledger.fold.RecordedEvent;
import ledger.pricing.Meter;
import ledger.pricing.ModelId;
import ledger.pricing.ModelPrice;
import ledger.pricing.Quote;
import ledger.pricing.Rate;
import ledger.pricing.Usage;

/** An account, an entry, an event and a command with every field at its bound. */
final class LargestRows {
    static final AccountId USER = new AccountId("漢".repeat(AccountId.LENGTH_MAX));

    private static final String CONTROL = "\u0001";
    private static final String WIDE = "漢";
    private static final long SEQUENCE = 1L << 40;
    private static final long TIME = 1L << 42;
    private static final Credits MOST = new Credits(4_000_000_000_000_001L);

    private LargestRows() {}

    static AccountRow account() {
        Map<Book, Long> books = new LinkedHashMap<>();
        Map<GrantId, Grant> grants = new LinkedHashMap<>();
        for (TransactionType type : TransactionType.values()) {
            books.put(new Book.Issued(type), -MOST.micros());
        }
        books.put(new Book.Used(), MOST.micros());
        books.put(new Book.Expired(), MOST.micros());
        books.put(new Book.Debt(), -MOST.micros());
        books.put(new Book.Overdraft(), -MOST.micros());
        for (Grant grant : grants()) {
            books.put(new Book.Available(grant.id()), MOST.micros());
            grants.put(grant.id(), grant);
        }
        Map<Milestone, Long> milestones = new EnumMap<>(Milestone.class);
        for (Milestone milestone : Milestone.values()) {
            milestones.put(milestone, TIME);
        }
        for (int i = 0; i < Bounds.HELD_SLICES_MAX; i++) {
            HoldId hold = new HoldId(SEQUENCE + i % Bounds.OPEN_HOLDS_MAX);
            GrantId grant = new GrantId(SEQUENCE + i / Bounds.OPEN_HOLDS_MAX);
            books.put(new Book.Held(hold, grant), MOST.micros());
        }
        return new AccountRow(
                new Account(books, grants, milestones, LargestTerms.terms()),
                SEQUENCE,
                SEQUENCE,
                TIME,
                SEQUENCE,
                "f".repeat(64),
                SEQUENCE);
    }

    static HistoryRow history(String character) {
        RecordedEvent event = event(character);
        PastEvent past = PastEvent.of(event, "f".repeat(64))
                .after(new Aftermath(SEQUENCE, MOST, MOST, HoldStatus.CAPTURED), SEQUENCE);
        return new HistoryRow(past, account());
    }

    static RecordedEvent event(String character) {
        return recorded(character, new UsageCharged(booking(character), usage(), quote(), TIME, null));
    }

    /** A hold that took from every grant. */
    static RecordedEvent placed(String character) {
        HoldId hold = new HoldId(SEQUENCE);
        List<Posting> slices = grants().stream()
                .map(grant -> new Posting(new Book.Available(grant.id()), new Book.Held(hold, grant.id()), MOST))
                .toList();
        Hold terms = new Hold(hold, MOST, Reason.PODCAST_GENERATION, TIME, TIME);
        return recorded(character, new HoldPlaced(terms, note(character), slices, usage(), quote(), List.of()));
    }

    private static RecordedEvent recorded(String character, LedgerEvent event) {
        return new RecordedEvent(
                "999999-" + SEQUENCE + "-999",
                SEQUENCE,
                TIME,
                TIME,
                header(character),
                new Position(999_999, SEQUENCE),
                event,
                -MOST.micros(),
                "f".repeat(64),
                "");
    }

    static LedgerCommand command(String character) {
        return new ChargeUsage(
                header(character), usage(), Reason.PODCAST_GENERATION, false, note(character), TIME, quote(), null);
    }

    static List<String> characters() {
        return List.of(WIDE, CONTROL, "\"");
    }

    private static CommandHeader header(String character) {
        return new CommandHeader(
                WIDE.repeat(CommandHeader.ID_LENGTH_MAX),
                USER,
                new IdempotencyKey(character.repeat(IdempotencyKey.LENGTH_MAX)),
                WIDE.repeat(CommandHeader.ACTOR_LENGTH_MAX));
    }

    private static Booking booking(String character) {
        List<Posting> slices = new ArrayList<>();
        for (Grant grant : grants()) {
            slices.add(
                    new Posting(new Book.Available(grant.id()), new Book.Issued(TransactionType.SUBSCRIPTION), MOST));
        }
        return new Booking(
                TransactionType.SUBSCRIPTION,
                Reason.SUBSCRIPTION_REFILL,
                -MOST.micros(),
                slices,
                grants(),
                List.of(Milestone.values()),
                note(character));
    }

    private static Note note(String character) {
        String text = "x".repeat(Note.METADATA_BYTES_MAX - "{\"a\":\"\"}".length());
        return new Note(character.repeat(Note.DESCRIPTION_LENGTH_MAX), "{\"a\":\"" + text + "\"}");
    }

    private static List<Grant> grants() {
        return LongStream.range(0, Bounds.LIVE_GRANTS_MAX)
                .mapToObj(i ->
                        new Grant(new GrantId(SEQUENCE + i), TransactionType.SUBSCRIPTION, MOST, 255, TIME + i, TIME))
                .toList();
    }

    private static Usage usage() {
        Map<Meter, BigDecimal> quantities = new EnumMap<>(Meter.class);
        for (Meter meter : Meter.values()) {
            if (meter != Meter.TOKEN_COUNT) {
                quantities.put(meter, Usage.QUANTITY_MAX);
            }
        }
        return new Usage(model(), quantities);
    }

    private static Quote quote() {
        BigDecimal rate = new BigDecimal("999999999.999999999999");
        BigDecimal exact = new BigDecimal(BigInteger.TEN.pow(45).subtract(BigInteger.ONE), 21);
        Map<Rate, BigDecimal> rates = new EnumMap<>(Rate.class);
        for (Rate each : Rate.values()) {
            rates.put(each, rate);
        }
        ModelPrice price = new ModelPrice(model(), rate, rate, rates, false, false, TIME, SEQUENCE, false);
        List<Quote.Line> lines = new ArrayList<>();
        for (Meter meter : Meter.values()) {
            lines.add(new Quote.Line(meter, exact, exact, exact));
        }
        return new Quote(price, SEQUENCE, Credits.AMOUNT_MAX, exact, exact, lines);
    }

    private static ModelId model() {
        return new ModelId(WIDE.repeat(ModelId.LENGTH_MAX), WIDE.repeat(ModelId.LENGTH_MAX));
    }
}
