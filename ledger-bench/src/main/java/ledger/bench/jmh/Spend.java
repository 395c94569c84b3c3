package ledger.bench.jmh;

import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import ledger.AccountId;
import ledger.Credits;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.Position;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.bench.fold.Workload;
import ledger.command.CommandHeader;
import ledger.command.GrantCredits;
import ledger.command.LedgerCommand;
import ledger.command.SpendCredits;
import ledger.decide.AccountHistory;
import ledger.decide.DecidedEvent;
import ledger.decide.Decider;
import ledger.decide.Decision;
import ledger.decide.Rules;
import ledger.fold.Account;
import ledger.fold.RecordedEvent;
import ledger.pricing.Meter;
import ledger.pricing.ModelId;
import ledger.pricing.PriceChange;
import ledger.pricing.RateCard;
import ledger.pricing.Usage;
import ledger.streams.rows.AccountRow;

/** A spend of one credit by a user who was given some once, as the other benches have it, and all that comes of it. */
final class Spend {
    static final long GRANTED_AT_MILLIS = 1_700_000_000_000L;
    static final long AT_MILLIS = GRANTED_AT_MILLIS + 1;
    static final long SEQUENCE = 2;

    private static final long SEED = 2026;
    private static final long OFFSET = 55;
    private static final CommandHeader HEADER = header("bench-1");

    private Spend() {}

    static LedgerCommand command() {
        Note note = new Note(null, new Workload(1, SEED).metadata());
        return new SpendCredits(HEADER, Reason.AI_CHAT, Credits.of(1), note);
    }

    static Account before() {
        GrantCredits grant = new GrantCredits(
                header("bench-0"),
                TransactionType.PURCHASE,
                Reason.MANUAL_ADJUSTMENT,
                Credits.of(1_000_000),
                Note.NONE);
        return Decider.decide(Rules.newest(), grant, Account.EMPTY, 1, GRANTED_AT_MILLIS, AccountHistory.NONE)
                .account();
    }

    static DecidedEvent decided() {
        Decision decision =
                Decider.decide(Rules.newest(), command(), before(), SEQUENCE, AT_MILLIS, AccountHistory.NONE);
        return decision.events().get(0);
    }

    static RecordedEvent event() {
        DecidedEvent decided = decided();
        return new RecordedEvent(
                "1-" + OFFSET + "-0",
                SEQUENCE,
                AT_MILLIS,
                null,
                HEADER,
                new Position(1, OFFSET),
                decided.event(),
                decided.account().balanceMicros(),
                "b".repeat(RecordedEvent.GENESIS_HASH.length()),
                "");
    }

    static AccountRow row() {
        String hash = "a".repeat(RecordedEvent.GENESIS_HASH.length());
        return new AccountRow(decided().account(), SEQUENCE, SEQUENCE, AT_MILLIS, OFFSET, hash);
    }

    /** The default prices, which every new ledger has. */
    static RateCard prices() {
        PriceChange defaults = new PriceChange.InitializePrices("bench", 0, false);
        return RateCard.EMPTY.fold(defaults, 0).card();
    }

    static Usage usage() {
        Map<Meter, BigDecimal> used =
                Map.of(Meter.MESSAGE_COUNT, BigDecimal.ONE, Meter.TOKEN_COUNT, BigDecimal.valueOf(1_234));
        return new Usage(new ModelId("openai", "gpt-4-turbo"), used);
    }

    private static CommandHeader header(String id) {
        IdempotencyKey key = new IdempotencyKey(new UUID(SEED, id.hashCode()).toString());
        return new CommandHeader(id, new AccountId(Workload.user(1)), key, "bench");
    }
}
