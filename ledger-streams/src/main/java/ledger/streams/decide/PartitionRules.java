package ledger.streams.decide;

import ledger.Position;
import ledger.command.PartitionCommand;
import ledger.command.PartitionCommand.ActivateRules;
import ledger.command.PartitionCommand.SkipRecord;
import ledger.decide.Rules;
import ledger.streams.KnownRules;
import ledger.streams.rows.RulesRow;

/** Which rules hold in one partition, as its row has it. Used by one thread. */
final class PartitionRules {
    private final LedgerRows rows;
    private final int partition;
    private final KnownRules known;
    private RulesRow row;
    private Rules inForce;

    /** Reads the row. Throws {@link FoldStoppedException} where rules hold that are not known here. */
    PartitionRules(LedgerRows rows, int partition, KnownRules known) {
        this.rows = rows;
        this.partition = partition;
        this.known = known;
        row = rows.rules();
        inForce = row.activations().isEmpty() ? Rules.first() : rulesOf(row.last());
    }

    /** The rules that a command is decided by; those of then, for one that was folded before. */
    Rules at(long offset) {
        boolean isOfBefore = !row.activations().isEmpty() && offset < row.last().offset();
        return isOfBefore ? Rules.of(row.versionAt(offset)).orElse(inForce) : inForce;
    }

    /** The version in force. */
    int version() {
        return inForce.version();
    }

    /**
     * Takes what is asked of the partition, and returns the rules in force after it. Throws
     * {@link FoldStoppedException} for a version that is not known here.
     */
    Rules take(PartitionCommand command, long offset) {
        return command.accept(new PartitionCommand.Handler<>() {
            @Override
            public Rules on(ActivateRules activation) {
                return activated(activation, offset);
            }

            /** Who had to know of it has read it ahead; what it names was folded, or put aside, in its turn. */
            @Override
            public Rules on(SkipRecord skip) {
                return inForce;
            }
        });
    }

    /** Notes that a record was put aside. */
    void skipped(long offset) {
        // A fold over rows that have it must write nothing, as everywhere.
        if (!row.skipped().contains(offset)) {
            put(row.withSkipped(offset));
        }
    }

    private Rules activated(ActivateRules command, long offset) {
        if (command.rules() > row.version()) {
            RulesRow.Activation activation = new RulesRow.Activation(offset, command.rules(), command.build());
            inForce = rulesOf(activation);
            put(row.with(activation));
        }
        return inForce;
    }

    private void put(RulesRow next) {
        row = next;
        rows.putRules(next);
    }

    private Rules rulesOf(RulesRow.Activation activation) {
        return Rules.of(activation.version())
                .filter(known.newest()::include)
                .orElseThrow(() -> FoldStoppedException.unknownRules(
                        new Position(partition, activation.offset()), activation.version(), activation.build(), known));
    }
}
