package ledger.streams.start;

import java.util.Optional;
import ledger.Position;
import ledger.command.ExpireDue;
import ledger.command.LedgerCommand;
import ledger.command.PartitionCommand;
import ledger.command.PartitionCommand.ActivateRules;
import ledger.command.PartitionCommand.SkipRecord;
import ledger.decide.Decider;
import ledger.decide.Rules;
import ledger.streams.decide.CommandCheck;
import ledger.streams.decide.LedgerRows;
import ledger.streams.recover.EventsTail;
import ledger.streams.recover.LastEvent;
import ledger.streams.recover.PartitionReader;
import ledger.streams.rows.AccountRow;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Judges the state of a partition by its log, before anything is folded on it (law 16). It is good when it holds the
 * account and the history of the last committed event, exactly, and when the commands between that event and the
 * committed offset come to nothing on it. It is good as well where all that is of the last event below the committed
 * offset: what is committed of the fold is then of an earlier moment than the events. Rows are a prefix of what was
 * written, so that nothing is missing before.
 */
final class StateCheck {
    private static final String NOT_EMPTY = "it has rows, and no event is published of what was folded";

    private final LedgerRows rows;
    private final int partition;
    private final int partitions;

    StateCheck(LedgerRows rows, int partition, int partitions) {
        this.rows = rows;
        this.partition = partition;
        this.partitions = partitions;
    }

    /**
     * What was found.
     *
     * @param fault what is wrong; null where the state is good
     * @param offset of the last command that is in the rows, -1 for none
     */
    record Judged(@Nullable String fault, long offset) {
        private static Judged faulty(String fault) {
            return new Judged(fault, -1);
        }
    }

    /**
     * Judges.
     *
     * @param tail what is published
     * @param committedOffset where the fold goes on
     * @param commands reads the command log
     */
    Judged judge(EventsTail tail, long committedOffset, PartitionReader commands) {
        if (rows.isSpoiled()) {
            return Judged.faulty("its changelog has a record that this build cannot read");
        }
        Judged ofLast = judge(tail.last(), committedOffset, commands);
        if (ofLast.fault() == null || tail.last().equals(tail.lastFolded())) {
            return ofLast;
        }
        Judged earlier = judge(tail.lastFolded(), committedOffset, commands);
        return earlier.fault() == null ? earlier : ofLast;
    }

    private Judged judge(Optional<LastEvent> last, long committedOffset, PartitionReader commands) {
        Optional<String> fault = last.isPresent()
                ? faultOrUnreadable(last.get())
                : rows.areEmpty() ? Optional.empty() : Optional.of(NOT_EMPTY);
        if (fault.isPresent()) {
            return Judged.faulty(fault.get());
        }
        long offset = last.map(event -> event.position().offset()).orElse(-1L);
        Trailing trailing = new Trailing(offset);
        if (offset + 1 < committedOffset) {
            commands.read(offset + 1, committedOffset, trailing::take);
        }
        return new Judged(trailing.fault, offset);
    }

    private Optional<String> faultOrUnreadable(LastEvent last) {
        try {
            return faultOf(last);
        } catch (IllegalStateException | IllegalArgumentException unreadable) {
            return Optional.of("it has a row that this build cannot read: " + unreadable.getMessage());
        }
    }

    private Optional<String> faultOf(LastEvent last) {
        AccountRow account = rows.account(last.account());
        if (account.sequence() != last.sequence() || !account.lastHash().equals(last.hash())) {
            return Optional.of("the account of the event of " + last.position() + " is at sequence "
                    + account.sequence() + ", and the event is number " + last.sequence()
                    + (account.sequence() == last.sequence() ? " with another hash" : ""));
        }
        boolean hasRow =
                last.isRefusal() || rows.event(last.account(), last.sequence()).isPresent();
        Optional<Position> inHistory = rows.lastInHistory();
        return hasRow && inHistory.equals(Optional.of(last.position()))
                ? Optional.empty()
                : Optional.of(
                        "history ends at " + inHistory.map(Position::toString).orElse("its beginning")
                                + ", and the last event is of " + last.position());
    }

    /** Commands that were folded after the last event: they are told from those whose events were lost. */
    private final class Trailing {
        private final long lastOffset;
        private @Nullable String fault;

        Trailing(long lastOffset) {
            this.lastOffset = lastOffset;
        }

        void take(ConsumerRecord<byte[], byte @Nullable []> record) {
            if (fault == null && !rows.rules().skipped().contains(record.offset())) {
                CommandCheck.check(record.key(), record.value(), partition, partitions)
                        .accept(command -> take(command, record), command -> take(command, record.offset()));
            }
        }

        private void take(PartitionCommand command, long offset) {
            boolean isThere = command.accept(new PartitionCommand.Handler<>() {
                @Override
                public Boolean on(ActivateRules activation) {
                    return rows.rules().includes(offset, activation.rules());
                }

                @Override
                public Boolean on(SkipRecord skip) {
                    return true;
                }
            });
            if (!isThere) {
                fault = "rules were activated at " + partition + "-" + offset + ", and it knows nothing of it";
            }
        }

        private void take(LedgerCommand command, ConsumerRecord<byte[], byte @Nullable []> record) {
            String place = partition + "-" + record.offset();
            AccountRow row = rows.account(command.account());
            if (row.lastOffset() > lastOffset) {
                fault = "it has folded commands up to " + partition + "-" + row.lastOffset()
                        + ", and the last event that is published is of "
                        + (lastOffset < 0 ? "none" : partition + "-" + lastOffset);
            } else if (comesToSomething(command, row, record)) {
                fault = "the command at " + place + " counts as folded, and there is nothing of it";
            }
        }

        private boolean comesToSomething(
                LedgerCommand command, AccountRow row, ConsumerRecord<byte[], byte @Nullable []> record) {
            if (command instanceof ExpireDue) {
                Rules rules = Rules.of(rows.rules().versionAt(record.offset()))
                        .orElseThrow(() -> new IllegalStateException("a task began under rules that it does not know"));
                long nowMillis = rules.nowMillis(row.lastTimeMillis(), command.header(), record.timestamp());
                return !Decider.decide(
                                rules,
                                command,
                                row.account(),
                                row.sequence() + 1,
                                nowMillis,
                                rows.history(command.account()))
                        .events()
                        .isEmpty();
            }
            return rows.outcome(command.account(), command.key()).isEmpty();
        }
    }
}
