package ledger.streams.progress;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import ledger.command.LedgerCommand;
import ledger.event.RejectionCode;
import ledger.log.Answer;
import ledger.log.Outcome;

/**
 * What commands came to since the start, by kind: a look-up and an addition for each, as it is counted where all wait.
 * Thread-safe.
 */
public final class DecisionCounts {
    /** Of every command that there is, whoever adds one. */
    private final Map<Class<?>, Counts> byKind = new HashMap<>();

    /** Those of one kind. */
    private record Counts(
            LongAdder accepted, LongAdder repeated, LongAdder conflicted, Map<RejectionCode, LongAdder> refused) {
        static Counts zero() {
            Map<RejectionCode, LongAdder> refused = new EnumMap<>(RejectionCode.class);
            for (RejectionCode code : RejectionCode.values()) {
                refused.put(code, new LongAdder());
            }
            return new Counts(new LongAdder(), new LongAdder(), new LongAdder(), refused);
        }

        LongAdder of(Answer answer) {
            if (!(answer instanceof Answer.Decided decided)) {
                return conflicted;
            }
            if (decided.repeated()) {
                return repeated;
            }
            return decided.outcome() instanceof Outcome.Refused refusal
                    ? refused.getOrDefault(refusal.rejection().code(), accepted)
                    : accepted;
        }
    }

    /** Takes a count. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * One count.
         *
         * @param kind the command's name, as in its JSON
         * @param outcome accepted, refused, repeated or conflicted
         * @param code why it was refused, else empty
         */
        void count(String kind, String outcome, String code, LongSupplier count);
    }

    DecisionCounts() {
        for (Class<?> kind : LedgerCommand.class.getPermittedSubclasses()) {
            byKind.put(kind, Counts.zero());
        }
    }

    /** Shows every count there is, those of zero too. */
    public void visit(Visitor visitor) {
        byKind.forEach((kind, counts) -> {
            String name = kind.getSimpleName();
            visitor.count(name, "accepted", "", counts.accepted::sum);
            visitor.count(name, "repeated", "", counts.repeated::sum);
            visitor.count(name, "conflicted", "", counts.conflicted::sum);
            counts.refused.forEach((code, count) -> visitor.count(name, "refused", code.name(), count::sum));
        });
    }

    public void decided(LedgerCommand command, Answer answer) {
        Counts counts = byKind.get(command.getClass());
        if (counts != null) {
            counts.of(answer).increment();
        }
    }
}
