package ledger.api.credits;

import ledger.AccountId;
import ledger.Credits;
import ledger.HoldRef;
import ledger.account.Reason;
import ledger.api.http.json.Amounts;
import ledger.api.http.json.Body;
import ledger.command.ChargeUsage;
import ledger.command.LedgerCommand;
import ledger.command.SpendCredits;
import ledger.pricing.Usage;

/** Reads requests to spend. */
final class SpendReader {
    private SpendReader() {}

    static LedgerCommand use(Asked asked) {
        Body body = asked.body();
        AccountId account = asked.account();
        Credits amount = Amounts.positive(body, "amount");
        Reason reason = body.choice("reason", CommandReader.REASONS);
        return new SpendCredits(asked.header(account), reason, amount, asked.note());
    }

    static LedgerCommand usage(Asked asked) {
        Body body = asked.body();
        AccountId account = asked.account();
        Usage usage = UsageBody.read(body);
        Reason reason = body.choiceOrNull("reason", CommandReader.REASONS);
        Boolean allowDebt = body.flagOrNull("allowDebt");
        HoldRef hold = body.has("holdId") ? asked.hold() : null;
        return new ChargeUsage(
                asked.header(account),
                usage,
                reason == null ? Reason.MODEL_USAGE : reason,
                allowDebt != null && allowDebt,
                asked.note(),
                null,
                null,
                hold == null ? null : hold.hold());
    }
}
