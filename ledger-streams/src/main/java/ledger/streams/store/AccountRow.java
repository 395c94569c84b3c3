package ledger.streams.store;

import ledger.event.Terms;
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
 * @param otherCount how many more rows its history has: of holds, and of what is no entry
 */
public record AccountRow(
        Account account,
        long sequence,
        long entryCount,
        long lastTimeMillis,
        long lastOffset,
        String lastHash,
        long otherCount) {
    /** The row of a user never seen. */
    public static final AccountRow NEW = new AccountRow(Account.EMPTY, 0, 0, 0, -1, RecordedEvent.GENESIS_HASH);

    /** The row of an account whose history has nothing but entries. */
    public AccountRow(
            Account account, long sequence, long entryCount, long lastTimeMillis, long lastOffset, String lastHash) {
        this(account, sequence, entryCount, lastTimeMillis, lastOffset, lastHash, 0);
    }

    public byte[] write() {
        RowWriter out = new RowWriter(version());
        writeTo(out, version());
        return out.toBytes();
    }

    /** Throws for a row that this build cannot read. */
    public static AccountRow read(byte[] row) {
        RowReader in = new RowReader(row);
        AccountRow account = readFrom(in);
        in.done();
        return account;
    }

    /** The oldest format that holds it: most accounts need nothing of a later one. */
    int version() {
        return otherCount == 0 && account.terms().equals(Terms.NONE) ? RowWriter.VERSION : RowWriter.VERSION_WITH_TERMS;
    }

    void writeTo(RowWriter out, int version) {
        out.unsigned(sequence);
        out.unsigned(entryCount);
        out.unsigned(lastTimeMillis);
        out.signed(lastOffset);
        out.hex(lastHash);
        AccountBytes.write(out, account);
        if (version == RowWriter.VERSION_WITH_TERMS) {
            out.unsigned(otherCount);
            TermsBytes.write(out, account.terms());
        }
    }

    static AccountRow readFrom(RowReader in) {
        long sequence = in.unsigned();
        long entryCount = in.unsigned();
        long lastTimeMillis = in.unsigned();
        long lastOffset = in.signed();
        String lastHash = in.hash();
        Account account = AccountBytes.read(in);
        if (in.version() == RowWriter.VERSION) {
            return new AccountRow(account, sequence, entryCount, lastTimeMillis, lastOffset, lastHash);
        }
        long otherCount = in.unsigned();
        Account whole = new Account(account.books(), account.grants(), account.milestones(), TermsBytes.read(in));
        return new AccountRow(whole, sequence, entryCount, lastTimeMillis, lastOffset, lastHash, otherCount);
    }
}
