package ledger.streams.append;

/** Told of commands of this process that the log has, durable and in their place. */
@FunctionalInterface
public interface Acknowledgements {
    /**
     * A record is appended; called by the thread that sends, which must not wait.
     *
     * @param timeMillis when the broker appended it, epoch milliseconds
     * @param key as it was sent, not copied
     * @param value as it was sent, not copied
     */
    void acknowledged(int partition, long offset, long timeMillis, byte[] key, byte[] value);
}
