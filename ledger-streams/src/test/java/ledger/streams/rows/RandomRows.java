package ledger.streams.rows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.GrantId;
import ledger.HoldId;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.account.Book;
import ledger.account.Grant;
import ledger.account.HoldStatus;
import ledger.account.Milestone;
import ledger.account.Posting;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.command.GrantTerms;
import ledger.event.Booking;
import ledger.event.CreditsGranted;
import ledger.event.EntryRefunded;
import ledger.event.LedgerEvent;
import ledger.event.Rejection;
import ledger.event.RejectionCode;
import ledger.event.UsageCharged;
import ledger.fold.Account;
import ledger.fold.PastEvent;
import ledger.message.Fingerprint;
import ledger.message.RequestField;
import ledger.pricing.Meter;
import ledger.pricing.ModelId;
import ledger.pricing.ModelPrice;
import ledger.pricing.Quote;
import ledger.pricing.Rate;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/** Makes up rows of every shape, the same ones for the same seed. */
final class RandomRows {
    private final Random random;

    RandomRows(long seed) {
        random = new Random(seed);
    }

    AccountRow account() {
        Map<Book, Long> books = new LinkedHashMap<>();
        times(() -> books.put(book(), random.nextLong()));
        Map<GrantId, Grant> grants = new LinkedHashMap<>();
        list(this::grant).forEach(grant -> grants.put(grant.id(), grant));
        Map<Milestone, Long> milestones = new LinkedHashMap<>();
        times(() -> milestones.put(one(Milestone.values()), number()));
        long lastOffset = number() - 1;
        return new AccountRow(new Account(books, grants, milestones), number(), number(), number(), lastOffset, hash());
    }

    HistoryRow history() {
        AccountId account = new AccountId("user-" + text());
        Booking booking = new Booking(
                one(TransactionType.values()),
                one(Reason.values()),
                random.nextLong(),
                list(this::posting),
                list(this::grant),
                list(() -> one(Milestone.values())),
                new Note(perhaps(this::text), perhaps(this::text)));
        LedgerEvent event = one(
                new CreditsGranted(booking, perhaps(this::text)),
                new UsageCharged(booking, usage(), quote(), perhaps(this::number), null),
                new EntryRefunded(booking, new EntryId(account, 1 + number())));
        PastEvent past = new PastEvent(
                account,
                1 + number(),
                number(),
                perhaps(this::number),
                perhaps(() -> new IdempotencyKey("key-" + text())),
                text(),
                event,
                random.nextLong(),
                hash(),
                new PastEvent.Since(new Credits(number()), new Credits(number()), one(HoldStatus.values()), number()));
        return new HistoryRow(past, perhaps(this::account));
    }

    OutcomeRow outcome() {
        Map<RequestField, Integer> hashes = new LinkedHashMap<>();
        times(() -> hashes.put(one(RequestField.values()), random.nextInt()));
        Map<String, Long> amounts = new LinkedHashMap<>();
        times(() -> amounts.put(text(), random.nextLong()));
        return new OutcomeRow(
                new Fingerprint(hashes),
                number(),
                perhaps(() -> new Rejection(one(RejectionCode.values()), text(), amounts)));
    }

    AccountId user() {
        return new AccountId(text() + random.nextInt(10));
    }

    private Usage usage() {
        return new Usage(
                new ModelId("provider-" + random.nextInt(9), "model/" + text()),
                Map.of(
                        one(Meter.IMAGES, Meter.CHARACTERS),
                        BigDecimal.valueOf(random.nextInt()).abs()));
    }

    private Quote quote() {
        Map<Rate, BigDecimal> rates = new LinkedHashMap<>();
        times(() -> rates.put(one(Rate.values()), rate()));
        ModelPrice price = new ModelPrice(
                new ModelId("provider-" + random.nextInt(9), "model/" + text()),
                rate(),
                perhaps(this::rate),
                rates,
                random.nextBoolean(),
                random.nextBoolean(),
                number() % GrantTerms.TIME_MILLIS_MAX,
                number(),
                random.nextBoolean());
        return new Quote(
                price,
                number(),
                new Credits(number() % Credits.AMOUNT_MAX.micros()),
                perhaps(this::decimal),
                perhaps(this::decimal),
                list(() -> new Quote.Line(one(Meter.values()), decimal(), decimal(), decimal())));
    }

    private Posting posting() {
        Book source = book();
        Book target = book();
        return source.equals(target) ? posting() : new Posting(source, target, new Credits(1 + number()));
    }

    private Book book() {
        return one(
                new Book.Issued(one(TransactionType.values())),
                new Book.Available(new GrantId(number())),
                new Book.Held(new HoldId(number()), new GrantId(number())),
                new Book.Used(),
                new Book.Expired(),
                new Book.Debt(),
                new Book.Overdraft());
    }

    private Grant grant() {
        return new Grant(
                new GrantId(number()),
                one(TransactionType.values()),
                new Credits(number()),
                random.nextInt(256),
                random.nextBoolean() ? Grant.NEVER : number(),
                number());
    }

    private BigDecimal decimal() {
        return new BigDecimal(new BigInteger(random.nextInt(140), random), random.nextInt(30));
    }

    private BigDecimal rate() {
        return new BigDecimal(new BigInteger(random.nextInt(69), random), Rate.SCALE_MAX);
    }

    /** Not negative, of any length in bits. */
    private long number() {
        return random.nextLong(Long.MAX_VALUE - 1) >>> random.nextInt(63);
    }

    private String text() {
        return one("", "plain", "grüße", "漢字", "👋🏽", " quoted \"\\/ ", "x".repeat(random.nextInt(100)));
    }

    private String hash() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private <T> @Nullable T perhaps(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    private <T> List<T> list(Supplier<T> element) {
        List<T> elements = new ArrayList<>();
        for (int left = random.nextInt(6); left > 0; left--) {
            elements.add(element.get());
        }
        return elements;
    }

    private void times(Runnable step) {
        for (int left = random.nextInt(6); left > 0; left--) {
            step.run();
        }
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
