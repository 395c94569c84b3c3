package ledger.streams.store;

import ledger.fold.Account;
import ledger.fold.RecordedEvent;

/**
 * The row of an account: all that the next decision about it needs.
 *
 * @param account what its events left
 * @param sequence of its last chained event, 0 before the first
 * @param entryCount how many of its events are entries
 * @param lastTimeMillis of its last event, epoch milliseconds; time never goes back behind it
 * @param lastOffset of the last command decided for it; one at or below it is a replay
 * @param lastHash of its last event, lower-case hex
 */
public record AccountRow(
        Account account, long sequence, long entryCount, long lastTimeMillis, long lastOffset, String lastHash) {
    /** The row of a user never seen. */
    public static final AccountRow NEW = new AccountRow(Account.EMPTY, 0, 0, 0, -1, RecordedEvent.GENESIS_HASH);

    public byte[] write() {
        RowWriter out = new RowWriter();
        writeTo(out);
        return out.toBytes();
    }

    /** Throws for a row that this build cannot read. */
    public static AccountRow read(byte[] row) {
        RowReader in = new RowReader(row);
        AccountRow account = readFrom(in);
        in.done();
        return account;
    }

    void writeTo(RowWriter out) {
        out.unsigned(sequence);
        out.unsigned(entryCount);
        out.unsigned(lastTimeMillis);
        out.signed(lastOffset);
        out.hex(lastHash);
        AccountBytes.write(out, account);
    }

    static AccountRow readFrom(RowReader in) {
        long sequence = in.unsigned();
        long entryCount = in.unsigned();
        long lastTimeMillis = in.unsigned();
        long lastOffset = in.signed();
        String lastHash = in.hash();
        return new AccountRow(AccountBytes.read(in), sequence, entryCount, lastTimeMillis, lastOffset, lastHash);
    }
}
