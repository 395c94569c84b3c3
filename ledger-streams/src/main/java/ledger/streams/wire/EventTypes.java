package ledger.streams.wire;

import ledger.event.AlertsSet;
import ledger.event.EntryReversed;
import ledger.event.GrantActivated;
import ledger.event.GrantExpired;
import ledger.event.GrantRevoked;
import ledger.event.GrantScheduled;
import ledger.event.HoldCaptured;
import ledger.event.HoldExpired;
import ledger.event.HoldPlaced;
import ledger.event.HoldVoided;
import ledger.event.LedgerEvent;
import ledger.event.LimitsSet;
import ledger.event.PlanRefilled;
import ledger.event.PlanSet;

/** The names of events in their JSON; a name is never changed or used again. */
final class EventTypes {
    static final String CREDITS_GRANTED = "CreditsGranted";
    static final String CREDITS_DEDUCTED = "CreditsDeducted";
    static final String CREDITS_SPENT = "CreditsSpent";
    static final String USAGE_CHARGED = "UsageCharged";
    static final String ENTRY_REFUNDED = "EntryRefunded";
    static final String COMMAND_REJECTED = "CommandRejected";
    static final String COMMAND_REPEATED = "CommandRepeated";
    static final String COMMAND_CONFLICTED = "CommandConflicted";
    static final String HOLD_PLACED = "HoldPlaced";
    static final String HOLD_CAPTURED = "HoldCaptured";
    static final String HOLD_VOIDED = "HoldVoided";
    static final String HOLD_EXPIRED = "HoldExpired";
    static final String GRANT_SCHEDULED = "GrantScheduled";
    static final String GRANT_ACTIVATED = "GrantActivated";
    static final String GRANT_EXPIRED = "GrantExpired";
    static final String GRANT_REVOKED = "GrantRevoked";
    static final String ENTRY_REVERSED = "EntryReversed";
    static final String PLAN_SET = "PlanSet";
    static final String PLAN_REFILLED = "PlanRefilled";
    static final String LIMITS_SET = "LimitsSet";
    static final String ALERTS_SET = "AlertsSet";

    static final LedgerEvent.Handler<String> NAME_OF = new NameOf();

    private EventTypes() {}

    private static final class NameOf implements LedgerEvent.Handler<String> {
        @Override
        public String on(LedgerEvent.CreditsGranted event) {
            return CREDITS_GRANTED;
        }

        @Override
        public String on(LedgerEvent.CreditsDeducted event) {
            return CREDITS_DEDUCTED;
        }

        @Override
        public String on(LedgerEvent.CreditsSpent event) {
            return CREDITS_SPENT;
        }

        @Override
        public String on(LedgerEvent.UsageCharged event) {
            return USAGE_CHARGED;
        }

        @Override
        public String on(LedgerEvent.EntryRefunded event) {
            return ENTRY_REFUNDED;
        }

        @Override
        public String on(LedgerEvent.CommandRejected event) {
            return COMMAND_REJECTED;
        }

        @Override
        public String on(LedgerEvent.CommandRepeated event) {
            return COMMAND_REPEATED;
        }

        @Override
        public String on(LedgerEvent.CommandConflicted event) {
            return COMMAND_CONFLICTED;
        }

        @Override
        public String on(HoldPlaced event) {
            return HOLD_PLACED;
        }

        @Override
        public String on(HoldCaptured event) {
            return HOLD_CAPTURED;
        }

        @Override
        public String on(HoldVoided event) {
            return HOLD_VOIDED;
        }

        @Override
        public String on(HoldExpired event) {
            return HOLD_EXPIRED;
        }

        @Override
        public String on(GrantScheduled event) {
            return GRANT_SCHEDULED;
        }

        @Override
        public String on(GrantActivated event) {
            return GRANT_ACTIVATED;
        }

        @Override
        public String on(GrantExpired event) {
            return GRANT_EXPIRED;
        }

        @Override
        public String on(GrantRevoked event) {
            return GRANT_REVOKED;
        }

        @Override
        public String on(EntryReversed event) {
            return ENTRY_REVERSED;
        }

        @Override
        public String on(PlanSet event) {
            return PLAN_SET;
        }

        @Override
        public String on(PlanRefilled event) {
            return PLAN_REFILLED;
        }

        @Override
        public String on(LimitsSet event) {
            return LIMITS_SET;
        }

        @Override
        public String on(AlertsSet event) {
            return ALERTS_SET;
        }
    }
}
