package ledger.api.prices;

import java.util.List;
import ledger.api.http.Reply;
import ledger.api.http.json.ApiException;
import ledger.api.http.json.ErrorCode;
import ledger.api.http.json.JsonWriter;
import ledger.pricing.LiteLlmPrices.Skipped;
import ledger.pricing.ModelId;
import ledger.pricing.PriceOutcome;
import ledger.pricing.PriceOutcome.Absent;
import ledger.pricing.PriceOutcome.Created;
import ledger.pricing.PriceOutcome.Deleted;
import ledger.pricing.PriceOutcome.Imported;
import ledger.pricing.PriceOutcome.Initialized;
import ledger.pricing.PriceOutcome.Refused;
import ledger.pricing.PriceOutcome.Updated;

/**
 * The answer to a change of the rate card.
 *
 * @param asked the model that was asked for, as errors name it
 * @param skipped the rows of an import that were left out
 */
record PriceReplies(String asked, List<Skipped> skipped) implements PriceOutcome.Handler<Reply> {
    static PriceReplies about(ModelId model) {
        return new PriceReplies(shown(model), List.of());
    }

    static PriceReplies aboutMany(List<Skipped> skipped) {
        return new PriceReplies("all models", skipped);
    }

    static PriceReplies aboutNone() {
        return aboutMany(List.of());
    }

    static ApiException absent(ModelId model) {
        return absent(shown(model));
    }

    @Override
    public Reply on(Created outcome) {
        return Reply.object(201, out -> PriceJson.members(out, outcome.price()));
    }

    @Override
    public Reply on(Updated outcome) {
        return Reply.object(200, out -> PriceJson.members(out, outcome.price()));
    }

    @Override
    public Reply on(Deleted outcome) {
        return Reply.empty();
    }

    @Override
    public Reply on(Initialized outcome) {
        return Reply.object(200, out -> {
            out.number("created", outcome.created());
            out.number("kept", outcome.kept());
            out.number("reset", outcome.reset());
        });
    }

    @Override
    public Reply on(Imported outcome) {
        return Reply.object(200, out -> {
            out.number("created", outcome.created());
            out.number("updated", outcome.updated());
            out.array("skipped", rows -> skipped.forEach(row -> rows.object(members -> skipped(members, row))));
        });
    }

    @Override
    public Reply on(Absent outcome) {
        throw absent(asked);
    }

    @Override
    public Reply on(Refused outcome) {
        throw ApiException.invalid(outcome.field(), outcome.message());
    }

    private static void skipped(JsonWriter out, Skipped row) {
        out.text("model", row.key());
        out.text("why", row.why());
    }

    private static ApiException absent(String asked) {
        return new ApiException(ErrorCode.PRICE_NOT_FOUND, "No pricing found for " + asked);
    }

    private static String shown(ModelId model) {
        return model.provider() + ':' + model.modelName();
    }
}
