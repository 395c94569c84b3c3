package ledger.streams.progress;

import ledger.Position;

/**
 * How far one partition is folded here, and how far what follows from its commands is derived, a moment later.
 *
 * <p>It is served from the moment the fold has passed the end that the log had when the task started: a reader never
 * sees less than was answered before a crash. Written by whoever decides, one at a time, read by all.
 */
public final class PartitionProgress {
    private final int partition;
    private final long servedFrom;
    private final OffsetMark folded;
    private final OffsetMark derived;
    private volatile long deliveredOffset;
    private volatile long readOffset;
    private volatile long publishedOffset = -1;
    private volatile int rulesVersion;

    /**
     * Begins where the committed fold ends.
     *
     * @param foldedOffset the last offset the committed fold includes, -1 for none
     * @param endOffset the end of the log when the task started
     */
    public PartitionProgress(int partition, long foldedOffset, long endOffset) {
        this.partition = partition;
        this.deliveredOffset = foldedOffset;
        this.readOffset = foldedOffset + 1;
        this.servedFrom = endOffset - 1;
        this.folded = new OffsetMark(foldedOffset);
        this.derived = new OffsetMark(foldedOffset);
    }

    /**
     * Notes how the fold begins.
     *
     * @param lastEventOffset offset of the last command of which events are published, -1 for none
     * @param version of the rules in force
     */
    public void begins(long lastEventOffset, int version) {
        publishedOffset = lastEventOffset;
        rulesVersion = version;
    }

    /** Notes that other rules are in force. */
    void ruled(int version) {
        rulesVersion = version;
    }

    int rulesVersion() {
        return rulesVersion;
    }

    /** Whether commands are folded again of which events are published. */
    boolean isQuiet() {
        return folded.offset() < publishedOffset;
    }

    public Position position() {
        return new Position(partition, folded.offset());
    }

    /** Offset after the last command that the log had when the task started. */
    public long endOffset() {
        return servedFrom + 1;
    }

    boolean isServed() {
        boolean isReadToTheEnd = readOffset > servedFrom && folded.offset() >= deliveredOffset;
        return folded.offset() >= servedFrom || isReadToTheEnd;
    }

    /**
     * Notes how far the log was read for the fold: the end may be no command.
     *
     * @param lastOffset of the last record that came with it, -1 where none did
     * @param nextOffset where reading goes on
     */
    void delivered(long lastOffset, long nextOffset) {
        // In this order: what was delivered counts before it is known that nothing else comes.
        deliveredOffset = Math.max(deliveredOffset, lastOffset);
        readOffset = Math.max(readOffset, nextOffset);
    }

    /** How many commands are still to be folded before the partition is served. */
    public long behind() {
        return isServed() ? 0 : servedFrom - folded.offset();
    }

    /** Up to where commands are decided, and their callers told. */
    OffsetMark folded() {
        return folded;
    }

    /** Up to where statistics include them. */
    OffsetMark derived() {
        return derived;
    }

    /** Tells everyone who waits that the partition is not served here any more. */
    void close() {
        folded.close();
        derived.close();
    }
}
