package ledger.streams.decide;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.Note;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.command.ChargeUsage;
import ledger.command.CommandHeader;
import ledger.command.DeductCredits;
import ledger.command.GrantCredits;
import ledger.command.LedgerCommand;
import ledger.command.RefundEntry;
import ledger.command.SpendCredits;
import ledger.pricing.Meter;
import ledger.pricing.ModelId;
import ledger.pricing.PriceChange;
import ledger.pricing.PriceFallback;
import ledger.pricing.Priced;
import ledger.pricing.Quote;
import ledger.pricing.RateCard;
import ledger.pricing.Usage;

/** Logs of commands of every kind, a tenth of them with a key that came before. */
final class RandomCommands {
    private static final RateCard CARD = RateCard.EMPTY
            .fold(new PriceChange.InitializePrices("test", 0, false), 0)
            .card();
    private static final int ACCOUNTS = 5;

    private RandomCommands() {}

    static List<LedgerCommand> log(Random random, int commands) {
        List<LedgerCommand> log = new ArrayList<>();
        for (int i = 0; i < commands; i++) {
            AccountId account = new AccountId("user-" + random.nextInt(ACCOUNTS));
            String key = "k" + (random.nextInt(10) == 0 ? random.nextInt(i + 1) : i);
            log.add(command(random, account, Graph.header(account, key)));
        }
        return log;
    }

    private static LedgerCommand command(Random random, AccountId account, CommandHeader header) {
        Credits amount = new Credits(1 + random.nextInt(40_000_000));
        return switch (random.nextInt(6)) {
            case 0, 1 -> new GrantCredits(header, anyType(random), Reason.MANUAL_ADJUSTMENT, amount, Note.NONE);
            case 2 -> new DeductCredits(header, Reason.MANUAL_ADJUSTMENT, amount, Note.NONE);
            case 3 -> new SpendCredits(header, Reason.AI_CHAT, amount, new Note("spent", "{\"a\":1}"));
            case 4 -> usage(random, header);
            default ->
                new RefundEntry(header, new EntryId(account, 1 + random.nextInt(40)), null, null, Note.NONE, null);
        };
    }

    private static TransactionType anyType(Random random) {
        return random.nextBoolean() ? TransactionType.PURCHASE : TransactionType.BONUS;
    }

    private static ChargeUsage usage(Random random, CommandHeader header) {
        ModelId model = new ModelId("openai", random.nextBoolean() ? "gpt-4" : "gpt-3.5-turbo");
        Usage usage = new Usage(model, Map.of(Meter.INPUT_TOKENS, BigDecimal.valueOf(random.nextInt(3_000))));
        Quote quote = ((Priced.Quoted) CARD.quote(usage, 1, PriceFallback.DEFAULT)).quote();
        return new ChargeUsage(header, usage, Reason.MODEL_USAGE, random.nextBoolean(), Note.NONE, null, quote, null);
    }
}
