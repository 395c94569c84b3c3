package ledger.decide;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import ledger.Credits;
import ledger.Note;
import ledger.account.Reason;
import ledger.command.ChargeUsage;
import ledger.command.CommandHeader;
import ledger.pricing.Meter;
import ledger.pricing.ModelId;
import ledger.pricing.ModelPrice;
import ledger.pricing.Quote;
import ledger.pricing.Usage;

/** Usage of one message that costs what a test says. */
final class Usages {
    private static final ModelId GPT = new ModelId("openai", "gpt-4");

    private Usages() {}

    static ChargeUsage costing(CommandHeader header, Credits cost, boolean allowDebt) {
        return costing(header, cost, allowDebt, true);
    }

    static ChargeUsage costing(CommandHeader header, Credits cost, boolean allowDebt, boolean active) {
        Usage usage = new Usage(GPT, Map.of(Meter.MESSAGE_COUNT, BigDecimal.ONE));
        BigDecimal credits = Credits.decimal(cost.micros());
        ModelPrice price = new ModelPrice(GPT, credits, null, Map.of(), false, active, 0, 0, false);
        Quote quote = new Quote(price, 0, cost, credits, null, List.of());
        return new ChargeUsage(header, usage, Reason.MODEL_USAGE, allowDebt, Note.NONE, null, quote, null);
    }
}
