package ledger.streams.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.GrantId;
import ledger.HoldId;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.Position;
import ledger.account.Book;
import ledger.account.Grant;
import ledger.account.Milestone;
import ledger.account.Posting;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.command.ChargeUsage;
import ledger.command.CommandHeader;
import ledger.command.DeductCredits;
import ledger.command.GrantCredits;
import ledger.command.LedgerCommand;
import ledger.command.PartitionCommand;
import ledger.command.PartitionCommand.ActivateRules;
import ledger.command.PartitionCommand.SkipRecord;
import ledger.command.RefundEntry;
import ledger.command.SpendCredits;
import ledger.event.Booking;
import ledger.event.CommandConflicted;
import ledger.event.CommandRejected;
import ledger.event.CommandRepeated;
import ledger.event.CreditsDeducted;
import ledger.event.CreditsGranted;
import ledger.event.CreditsSpent;
import ledger.event.EntryRefunded;
import ledger.event.LedgerEvent;
import ledger.event.Rejection;
import ledger.event.RejectionCode;
import ledger.event.UsageCharged;
import ledger.fold.Account;
import ledger.fold.RecordedEvent;
import ledger.pricing.Meter;
import ledger.pricing.ModelId;
import ledger.pricing.ModelPrice;
import ledger.pricing.PriceChange;
import ledger.pricing.PriceChange.Setting;
import ledger.pricing.Quote;
import ledger.pricing.Rate;
import ledger.pricing.Usage;
import ledger.query.Balance;
import org.jspecify.annotations.Nullable;

/** One of everything, as it would come about for alice: the golden files hold these. By file name, without version. */
public final class Samples {
    static final AccountId ALICE = new AccountId("alice");
    static final long TIME = Instant.parse("2026-03-01T09:30:00.250Z").toEpochMilli();

    private static final ModelId GPT_4 = new ModelId("openai", "gpt-4");
    static final Note NOTE = new Note("Summary of chapter 3 \"Grüße\"", "{\"chat\":\"c-81\",\"tags\":[\"books\",3]}");
    private static final Grant WELCOME = grant(1, TransactionType.BONUS, 20, Grant.NEVER);
    static final Grant PURCHASE = grant(2, TransactionType.PURCHASE, 100, Grant.NEVER);

    private Samples() {}

    static Map<String, LedgerCommand> commands() {
        Map<String, LedgerCommand> all = new LinkedHashMap<>();
        all.put(
                "GrantCredits",
                new GrantCredits(header(1), TransactionType.BONUS, Reason.WELCOME_BONUS, Credits.of(20), Note.NONE));
        all.put(
                "DeductCredits",
                new DeductCredits(
                        header(2),
                        Reason.MANUAL_ADJUSTMENT,
                        new Credits(2_500_000),
                        new Note("Corrected by hand", null)));
        all.put("SpendCredits", new SpendCredits(header(3), Reason.AI_CHAT, new Credits(1_500), NOTE));
        all.put("ChargeUsage", charge(quote()));
        all.put("ChargeUsage-without-quote", charge(null));
        all.put(
                "RefundEntry",
                new RefundEntry(
                        header(5),
                        new EntryId(ALICE, 4),
                        Credits.of(10),
                        Reason.MANUAL_ADJUSTMENT,
                        new Note("Answer was cut off", null),
                        null));
        all.put("RefundEntry-rest", new RefundEntry(header(6), new EntryId(ALICE, 4), null, null, Note.NONE, null));
        all.putAll(MoneySamples.commands());
        return all;
    }

    private static LedgerCommand charge(@Nullable Quote quote) {
        return new ChargeUsage(
                header(4), usage(), Reason.MODEL_USAGE, true, NOTE, quote == null ? null : TIME - 1_250, quote, null);
    }

    /** The events of alice in their order, each chained to the one before it. */
    public static Map<String, RecordedEvent> events() {
        Chain chain = new Chain();
        chain.chained("CreditsGranted", granted(WELCOME, Reason.WELCOME_BONUS, Milestone.WELCOMED), 20);
        chain.chained("CreditsGranted-purchase", granted(PURCHASE, Reason.MANUAL_ADJUSTMENT, null), 120);
        chain.chained(
                "CreditsSpent",
                new CreditsSpent(spent(TransactionType.USAGE, Reason.AI_CHAT, new Credits(1_500_000), NOTE, WELCOME)),
                118.5);
        chain.chained("UsageCharged", charged(), 58.5);
        chain.chained(
                "CreditsDeducted",
                new CreditsDeducted(spent(
                        TransactionType.ADJUSTMENT,
                        Reason.MANUAL_ADJUSTMENT,
                        new Credits(2_500_000),
                        new Note("Corrected by hand", null),
                        PURCHASE)),
                56);
        chain.chained("EntryRefunded", refunded(), 66);
        chain.chained(
                "CommandRejected",
                new CommandRejected(
                        "use",
                        new Rejection(
                                RejectionCode.INSUFFICIENT_CREDITS,
                                "Insufficient credits. Required: 80.25, Available: 66",
                                Map.of(
                                        "required", 80_250_000L,
                                        "available", 66_000_000L,
                                        "shortfall", 14_250_000L))),
                66);
        chain.unchained("CommandRepeated", new CommandRepeated(3), 66);
        chain.unchained("CommandConflicted", new CommandConflicted("amount", 3), 66);
        chain.chained("CreditsGranted-with-terms", grantedWithTerms(), 71);
        MoneySamples.events().forEach((name, event) -> chain.chained(name, event, 71));
        return chain.all;
    }

    static Map<String, PriceChange> priceChanges() {
        Map<String, PriceChange> all = new LinkedHashMap<>();
        Map<Rate, Setting> rates =
                Map.of(Rate.INPUT_PER_1K, new Setting.To(new BigDecimal("2.5")), Rate.PER_IMAGE, new Setting.Clear());
        PriceChange.Patch full = new PriceChange.Patch(
                GPT_4, new BigDecimal("30"), new Setting.To(new BigDecimal("30")), rates, false, true);
        PriceChange.Patch untouched = new PriceChange.Patch(
                new ModelId("ollama", "llama2/7b"), null, new Setting.Keep(), Map.of(), null, null);
        PriceChange.Patch clearing = new PriceChange.Patch(GPT_4, null, new Setting.Clear(), Map.of(), true, null);
        all.put("SetPrice", new PriceChange.SetPrice("admin-1", TIME, full));
        all.put("SetPrice-cleared", new PriceChange.SetPrice("admin-1", TIME, clearing));
        all.put("DeletePrice", new PriceChange.DeletePrice("admin-1", TIME, GPT_4));
        all.put("InitializePrices", new PriceChange.InitializePrices("ledger", TIME, true));
        all.put("ImportPrices", new PriceChange.ImportPrices("admin-1", TIME, List.of(full, untouched)));
        return all;
    }

    static Map<String, Balance> balances() {
        Account account = Account.EMPTY;
        for (RecordedEvent event : events().values()) {
            if (event.sequence() <= 7) {
                account = account.evolve(event.event(), event.timeMillis());
            }
        }
        return Map.of("Balance", Balance.of(ALICE, account, 7, TIME + 7_000));
    }

    static Quote quote() {
        ModelPrice price = new ModelPrice(
                GPT_4,
                new BigDecimal("30"),
                new BigDecimal("30"),
                Map.of(Rate.INPUT_PER_1K, new BigDecimal("25"), Rate.PER_IMAGE, new BigDecimal("0.0015")),
                false,
                true,
                TIME - 86_400_000,
                3,
                false);
        return new Quote(
                price,
                12,
                Credits.of(60),
                new BigDecimal("30"),
                new BigDecimal("30"),
                List.of(
                        new Quote.Line(Meter.MESSAGE_COUNT, BigDecimal.ONE, new BigDecimal("30"), new BigDecimal("30")),
                        new Quote.Line(
                                Meter.INPUT_TOKENS,
                                new BigDecimal("1200"),
                                new BigDecimal("0.025"),
                                new BigDecimal("30"))));
    }

    static Map<String, PartitionCommand> partitionCommands() {
        Map<String, PartitionCommand> all = new LinkedHashMap<>();
        all.put("ActivateRules", new ActivateRules("rules-1", 2, 2, "0.1.0", "ledger"));
        all.put("SkipRecord", new SkipRecord("skip-1", 2, 17, "ledger-cli"));
        return all;
    }

    static Usage usage() {
        return new Usage(
                GPT_4, Map.of(Meter.MESSAGE_COUNT, BigDecimal.ONE, Meter.INPUT_TOKENS, new BigDecimal("1200")));
    }

    static CommandHeader header(int number) {
        return new CommandHeader("cmd-" + number, ALICE, new IdempotencyKey("order-" + number), "chat-service");
    }

    private static LedgerEvent granted(Grant grant, Reason reason, @Nullable Milestone milestone) {
        return new CreditsGranted(
                new Booking(
                        grant.type(),
                        reason,
                        grant.granted().micros(),
                        List.of(new Posting(
                                new Book.Issued(grant.type()), new Book.Available(grant.id()), grant.granted())),
                        List.of(grant),
                        Optional.ofNullable(milestone).stream().toList(),
                        Note.NONE),
                null);
    }

    static Booking spent(TransactionType type, Reason reason, Credits amount, Note note, Grant from) {
        Book target = type == TransactionType.USAGE ? new Book.Used() : new Book.Issued(type);
        List<Posting> postings = List.of(new Posting(new Book.Available(from.id()), target, amount));
        return new Booking(type, reason, -amount.micros(), postings, List.of(), List.of(), note);
    }

    private static LedgerEvent charged() {
        List<Posting> postings = List.of(
                new Posting(new Book.Available(WELCOME.id()), new Book.Used(), new Credits(18_500_000)),
                new Posting(new Book.Available(PURCHASE.id()), new Book.Used(), new Credits(41_500_000)));
        Booking booking = new Booking(
                TransactionType.USAGE, Reason.MODEL_USAGE, -60_000_000, postings, List.of(), List.of(), NOTE);
        return new UsageCharged(booking, usage(), quote(), TIME - 1_250, null);
    }

    private static LedgerEvent refunded() {
        Credits ten = Credits.of(10);
        Booking booking = new Booking(
                TransactionType.REFUND,
                Reason.MODEL_USAGE,
                ten.micros(),
                List.of(new Posting(new Book.Issued(TransactionType.REFUND), new Book.Available(PURCHASE.id()), ten)),
                List.of(PURCHASE),
                List.of(),
                new Note("Answer was cut off", null));
        return new EntryRefunded(booking, new EntryId(ALICE, 4));
    }

    /** What no command makes yet: an expiry, holds, debt and overdraft. Readers must know their names all the same. */
    private static LedgerEvent grantedWithTerms() {
        Grant refill = grant(8, TransactionType.REFILL, 10, TIME + 86_400_000);
        Book held = new Book.Held(new HoldId(5), PURCHASE.id());
        return new CreditsGranted(
                new Booking(
                        TransactionType.REFILL,
                        Reason.SUBSCRIPTION_REFILL,
                        5_000_000,
                        List.of(
                                new Posting(new Book.Issued(TransactionType.REFILL), new Book.Debt(), Credits.of(1)),
                                new Posting(
                                        new Book.Issued(TransactionType.REFILL),
                                        new Book.Available(refill.id()),
                                        Credits.of(5)),
                                new Posting(new Book.Available(PURCHASE.id()), held, Credits.of(2)),
                                new Posting(held, new Book.Expired(), Credits.of(1)),
                                new Posting(new Book.Overdraft(), new Book.Available(refill.id()), Credits.of(3))),
                        List.of(refill),
                        List.of(Milestone.REFILLED),
                        Note.NONE),
                null);
    }

    static Grant grant(long sequence, TransactionType type, long credits, long expiresAtMillis) {
        return new Grant(
                new GrantId(sequence), type, Credits.of(credits), Grant.PRIORITY_DEFAULT, expiresAtMillis, TIME);
    }

    /** Numbers, chains and collects the events of one account. */
    private static final class Chain {
        private final Map<String, RecordedEvent> all = new LinkedHashMap<>();
        private String lastHash = RecordedEvent.GENESIS_HASH;
        private long sequence;

        void chained(String name, LedgerEvent event, double balanceAfter) {
            sequence++;
            RecordedEvent unhashed = recorded(event, sequence, balanceAfter, lastHash, "");
            lastHash = EventCodec.publish(unhashed).hash();
            all.put(name, recorded(event, sequence, balanceAfter, unhashed.previousHash(), lastHash));
        }

        void unchained(String name, LedgerEvent event, double balanceAfter) {
            all.put(name, recorded(event, 0, balanceAfter, "", ""));
        }

        private RecordedEvent recorded(
                LedgerEvent event, long at, double balanceAfter, String previousHash, String hash) {
            int number = all.size() + 1;
            boolean isSettled = MoneySamples.isSettled(event);
            Long effectiveAt = number == 10 || isSettled ? TIME + 9_000 : null;
            return new RecordedEvent(
                    "2-" + number + "-0",
                    at,
                    TIME + number * 1_000L,
                    effectiveAt,
                    isSettled ? header(number).ofSettling() : header(number),
                    new Position(2, number),
                    event,
                    Math.round(balanceAfter * Credits.MICROS_PER_CREDIT),
                    previousHash,
                    hash);
        }
    }
}
