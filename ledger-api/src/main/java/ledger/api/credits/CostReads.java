package ledger.api.credits;

import java.util.Set;
import ledger.AccountId;
import ledger.Credits;
import ledger.api.body.BodyShape;
import ledger.api.body.BodyTypes;
import ledger.api.http.Call;
import ledger.api.http.Reply;
import ledger.api.http.json.Body;
import ledger.command.Cost;
import ledger.pricing.Quote;
import ledger.pricing.Usage;
import ledger.query.Balance;
import ledger.query.LedgerQueries;

/** What something would cost, and whether a user could pay it; nothing is charged. */
public final class CostReads {
    /** The body of a question of cost. */
    static final BodyShape<Usage> CALCULATE = BodyShape.of(of -> {
        of.text(BodyParts.POOLS);
        of.part(BodyParts.USAGE);
        return BodyParts.USAGE::read;
    });

    /** The body of a question whether somebody can pay. */
    static final BodyShape<Cost> VALIDATE = BodyShape.of(of -> {
        of.text(BodyParts.EITHER.formatted("a usage"));
        of.optional(WriteTypes.USER_ID, BodyTypes.ACCOUNT);
        of.part(BodyParts.COST);
        return BodyParts.COST::read;
    });

    private final LedgerQueries queries;
    private final Quoting quoting;

    public CostReads(LedgerQueries queries, Quoting quoting) {
        this.queries = queries;
        this.quoting = quoting;
    }

    /** What a usage costs. */
    public Reply calculateCost(Call call) {
        call.query(Set.of());
        Quote quote = quoting.quote(CALCULATE.read(call.body(CALCULATE.fields().names())));
        return Reply.object(200, out -> CostJson.members(out, quote));
    }

    /** Whether a user could pay an amount or a usage now. */
    public Reply validate(Call call) {
        call.query(Set.of());
        Body body = call.body(VALIDATE.fields().names());
        AccountId account = Target.of(call.caller(), body.accountOrNull(WriteTypes.USER_ID));
        Credits required = required(body);
        call.about(account, queries.position(account));
        Balance balance = queries.balance(account);
        long shortMicros = required.micros() - balance.availableMicros();
        boolean hasEnough = !required.isPositive() || shortMicros <= 0;
        return Reply.object(200, out -> {
            out.flag("hasEnoughCredits", hasEnough);
            out.credits("currentBalance", balance.balanceMicros());
            out.credits("availableCredits", balance.availableMicros());
            out.credits("requiredCredits", required);
            if (!hasEnough) {
                out.credits("shortfall", shortMicros);
            }
        });
    }

    private Credits required(Body body) {
        Cost cost = VALIDATE.read(body);
        Usage usage = cost.usage();
        return usage == null ? cost.total() : quoting.quote(usage).total();
    }
}
