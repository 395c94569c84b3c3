package ledger.streams.decide;

import ledger.AccountId;
import ledger.alert.Alert;
import ledger.query.Balance;
import ledger.streams.topic.KeyPartition;
import ledger.streams.wire.AlertMessage;
import ledger.streams.wire.BalanceJson;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** All that leaves the deciding task: nothing else forwards. Used by its stream thread. */
final class Publishing {
    private final ProcessorContext<byte[], byte[]> context;

    Publishing(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
    }

    /**
     * An event.
     *
     * @param json as it is published
     * @param timeMillis when the broker appended its command, epoch milliseconds
     */
    void event(AccountId account, byte[] json, long timeMillis) {
        context.forward(new Record<>(KeyPartition.key(account), json, timeMillis), DecideTopology.EVENTS_SINK);
    }

    /** What a user has after a command. */
    void balance(Balance balance) {
        byte[] key = KeyPartition.key(balance.account());
        context.forward(
                new Record<>(key, BalanceJson.write(balance), balance.asOfMillis()), DecideTopology.BALANCES_SINK);
    }

    /**
     * An alarm.
     *
     * @param timeMillis when the broker appended the command that raised it, epoch milliseconds
     */
    void alert(Alert alert, long timeMillis) {
        byte[] key = KeyPartition.key(alert.balance().account());
        context.forward(new Record<>(key, AlertMessage.write(alert), timeMillis), DecideTopology.ALERTS_SINK);
    }

    /** What cannot be a command. */
    void deadLetter(Record<byte[], byte[]> letter) {
        context.forward(letter, DecideTopology.DEAD_LETTERS_SINK);
    }
}
