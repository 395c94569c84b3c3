package ledger.streams.wire;

import ledger.event.LedgerEvent;

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
    }
}
