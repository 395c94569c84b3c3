package ledger.streams.wire;

import ledger.command.CaptureHold;
import ledger.command.ExpireDue;
import ledger.command.LedgerCommand;
import ledger.command.PlaceHold;
import ledger.command.ReverseEntry;
import ledger.command.RevokeGrant;
import ledger.command.SetAlerts;
import ledger.command.SetLimits;
import ledger.command.SetPlan;
import ledger.command.VoidHold;

/** The names of commands in their JSON; a name is never changed or used again. */
final class CommandTypes {
    static final LedgerCommand.Handler<String> NAME_OF = new NameOf();

    private CommandTypes() {}

    private static final class NameOf implements LedgerCommand.Handler<String> {
        @Override
        public String on(LedgerCommand.GrantCredits command) {
            return "GrantCredits";
        }

        @Override
        public String on(LedgerCommand.DeductCredits command) {
            return "DeductCredits";
        }

        @Override
        public String on(LedgerCommand.SpendCredits command) {
            return "SpendCredits";
        }

        @Override
        public String on(LedgerCommand.ChargeUsage command) {
            return "ChargeUsage";
        }

        @Override
        public String on(LedgerCommand.RefundEntry command) {
            return "RefundEntry";
        }

        @Override
        public String on(PlaceHold command) {
            return "PlaceHold";
        }

        @Override
        public String on(CaptureHold command) {
            return "CaptureHold";
        }

        @Override
        public String on(VoidHold command) {
            return "VoidHold";
        }

        @Override
        public String on(ExpireDue command) {
            return "ExpireDue";
        }

        @Override
        public String on(RevokeGrant command) {
            return "RevokeGrant";
        }

        @Override
        public String on(ReverseEntry command) {
            return "ReverseEntry";
        }

        @Override
        public String on(SetPlan command) {
            return "SetPlan";
        }

        @Override
        public String on(SetLimits command) {
            return "SetLimits";
        }

        @Override
        public String on(SetAlerts command) {
            return "SetAlerts";
        }
    }
}
