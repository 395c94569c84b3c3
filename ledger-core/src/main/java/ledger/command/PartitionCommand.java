package ledger.command;

import ledger.Text;

/** What is asked of a whole partition of the log and of no account. It stands in the partition that it names. */
public sealed interface PartitionCommand {
    /** A build's version is a few characters; the bound keeps rows small. */
    int BUILD_LENGTH_MAX = 64;

    /** Names this record, 1 to 64 characters. */
    String id();

    /** The partition of {@code ledger.commands} that it is for. */
    int partition();

    /** The subject that asked, 1 to 256 characters. */
    String actor();

    /** Takes what is asked, by kind. */
    <R> R accept(Handler<R> handler);

    /** One method for each kind, so that the compiler finds what was forgotten. */
    interface Handler<R> {
        R on(ActivateRules command);

        R on(SkipRecord command);
    }

    /**
     * From here on a version of the rules holds. One that is not above the version in force changes nothing.
     *
     * @param rules the version, 1 or more
     * @param build that knows these rules, for a build that does not, 1 to 64 characters
     */
    record ActivateRules(String id, int partition, int rules, String build, String actor) implements PartitionCommand {
        public ActivateRules {
            requireHeader(id, partition, actor);
            if (rules < 1) {
                throw new IllegalArgumentException("rules must be a version, 1 or more");
            }
            if (build.isEmpty() || build.length() > BUILD_LENGTH_MAX || !Text.isPrintable(build)) {
                throw new IllegalArgumentException("build must have 1 to 64 characters");
            }
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * Refuses the one record at which the fold stands and cannot go on. Who comes to that record with this one in sight
     * puts it aside; where it was folded in its turn, this changes nothing.
     *
     * @param offset of the record in the same partition
     */
    record SkipRecord(String id, int partition, long offset, String actor) implements PartitionCommand {
        public SkipRecord {
            requireHeader(id, partition, actor);
            if (offset < 0) {
                throw new IllegalArgumentException("offset must be 0 or more");
            }
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    private static void requireHeader(String id, int partition, String actor) {
        if (id.isEmpty() || id.length() > CommandHeader.ID_LENGTH_MAX || !Text.isPrintable(id)) {
            throw new IllegalArgumentException("id must have 1 to 64 characters");
        }
        if (partition < 0) {
            throw new IllegalArgumentException("partition must be 0 or more");
        }
        if (actor.isEmpty() || actor.length() > CommandHeader.ACTOR_LENGTH_MAX || !Text.isPrintable(actor)) {
            throw new IllegalArgumentException("actor must have 1 to 256 characters");
        }
    }
}
