package ledger.pricing;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ledger.pricing.PriceChange.Patch;
import ledger.pricing.PriceChange.Setting;
import org.jspecify.annotations.Nullable;

/** The prices that a new ledger starts with. */
final class DefaultPrices {
    static final List<Row> ROWS = List.of(
            new Row("openai", "gpt-4", 30, 30, false),
            new Row("openai", "gpt-4-turbo", 10, 10, true),
            new Row("openai", "gpt-3.5-turbo", 1, 1, false),
            new Row("anthropic", "claude-3-opus", 60, 60, false),
            new Row("anthropic", "claude-3-sonnet", 15, 15, true),
            new Row("anthropic", "claude-3-haiku", 1, 1, false),
            new Row("google", "gemini-pro", 5, 5, true),
            new Row("google", "gemini-pro-vision", 10, 10, false),
            new Row("groq", "mixtral-8x7b", 1, 1, true),
            new Row("groq", "llama2-70b", 1, 1, false),
            new Row("ollama", "llama2", 1, null, true),
            new Row("ollama", "mistral", 1, null, false));

    private DefaultPrices() {}

    /**
     * The default price of one model.
     *
     * @param model whose price
     * @param costPerMessage credits per message
     * @param costPer1kTokens credits per 1,000 tokens begun, or null where tokens are not charged
     * @param isDefaultModel whether unknown models of the provider are charged so
     */
    record Row(ModelId model, int costPerMessage, @Nullable Integer costPer1kTokens, boolean isDefaultModel) {
        Row(
                String provider,
                String modelName,
                int costPerMessage,
                @Nullable Integer costPer1kTokens,
                boolean isDefault) {
            this(new ModelId(provider, modelName), costPerMessage, costPer1kTokens, isDefault);
        }

        /** Sets every part of the price, so that nothing of an older price is left. */
        Patch patch(boolean asDefaultModel) {
            Map<Rate, Setting> noRates = new EnumMap<>(Rate.class);
            for (Rate rate : Rate.values()) {
                noRates.put(rate, new Setting.Clear());
            }
            Setting perTokens =
                    costPer1kTokens == null ? new Setting.Clear() : new Setting.To(BigDecimal.valueOf(costPer1kTokens));
            return new Patch(model, BigDecimal.valueOf(costPerMessage), perTokens, noRates, asDefaultModel, true);
        }
    }
}
