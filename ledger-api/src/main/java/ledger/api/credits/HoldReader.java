package ledger.api.credits;

import ledger.AccountId;
import ledger.HoldRef;
import ledger.account.Reason;
import ledger.api.http.json.Body;
import ledger.command.CaptureHold;
import ledger.command.Cost;
import ledger.command.LedgerCommand;
import ledger.command.PlaceHold;
import ledger.command.VoidHold;

/** Reads requests to reserve credits, and to settle what was reserved. */
final class HoldReader {
    private static final String EXPIRES_IN_SECONDS = "expiresInSeconds";

    private HoldReader() {}

    static LedgerCommand place(Asked asked) {
        Body body = asked.body();
        AccountId account = asked.account();
        Cost cost = CostBody.read(body);
        Integer seconds = body.wholeOrNull(EXPIRES_IN_SECONDS, 1, PlaceHold.EXPIRES_IN_SECONDS_MAX);
        Reason reason = body.choice("reason", CommandReader.REASONS);
        return new PlaceHold(
                asked.header(account),
                cost,
                seconds == null ? PlaceHold.EXPIRES_IN_SECONDS_DEFAULT : seconds,
                reason,
                asked.note());
    }

    static LedgerCommand capture(Asked asked) {
        HoldRef hold = asked.hold();
        Cost cost = CostBody.read(asked.body());
        return new CaptureHold(asked.header(hold.account()), hold.hold(), cost, asked.note());
    }

    static LedgerCommand release(Asked asked) {
        HoldRef hold = asked.hold();
        return new VoidHold(asked.header(hold.account()), hold.hold());
    }
}
