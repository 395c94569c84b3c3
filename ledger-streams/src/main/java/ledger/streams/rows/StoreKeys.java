package ledger.streams.rows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import ledger.AccountId;
import ledger.IdempotencyKey;
import ledger.Sha256;

/**
 * The keys of store rows. Each begins with the user: two bytes that hold the length of the UTF-8 user id plus 256, big
 * end first, then the id. The first byte is therefore 1 or 2, never 0, which is left for rows by due time, nor 4, for
 * the partition's own; and no user's prefix is the beginning of another's, so that the rows of one user lie together.
 *
 * <pre>
 * ledger   0x00 · due time, 8 bytes, big end first · user id    when something of the account falls due first
 * ledger   0x04                                     which rules hold in the partition, and what was put aside
 * ledger   user · 0x01                              the account
 * ledger   user · 0x02 · 128-bit hash of the key    the outcome of an idempotency key
 * ledger   user · 0x03 · epoch day                  what the user did on that day, oldest first
 * ledger   user · 0x04 · 128-bit hash of a user id  that the referral of that user was rewarded
 * ledger   user · 0x05                              the alert rules that are true
 * history  user · complement of the sequence        the entry, newest first
 * history  0x04                                     the position of the last command whose events are here
 * each     0xff · s                                 that a block of the changelog could not be read
 * </pre>
 */
public final class StoreKeys {
    private static final int LENGTH_BYTES = 2;
    private static final int LENGTH_OFFSET = 0x100;
    private static final byte ACCOUNT_TAG = 0x01;
    private static final byte OUTCOME_TAG = 0x02;
    private static final byte DAY_TAG = 0x03;
    private static final byte REFERRAL_TAG = 0x04;
    private static final byte RAISED_TAG = 0x05;
    private static final byte DUE_TAG = 0x00;
    /** Begins what is of the partition and of no user; above every user's first byte. */
    private static final byte PARTITION_TAG = 0x04;
    /** Above every tag, and never the first byte of anything after a user. */
    private static final byte AFTER_ALL_TAGS = (byte) 0xff;
    /** 2^64 keys of one account until two are likely to share one; and none can be made to. */
    private static final int KEY_HASH_BYTES = 16;

    private StoreKeys() {}

    /** The key of the position of the last command of the partition whose events are in history. */
    public static byte[] lastInHistory() {
        return new byte[] {PARTITION_TAG};
    }

    /** The key of the note that a block of the changelog could not be read. */
    public static byte[] spoiled() {
        return new byte[] {(byte) 0xff, 's'};
    }

    /** The key of an account's row. */
    public static byte[] account(AccountId account) {
        return user(account, 1).put(ACCOUNT_TAG).array();
    }

    /** The key of the outcome of one idempotency key. */
    public static byte[] outcome(AccountId account, IdempotencyKey key) {
        return hashed(account, OUTCOME_TAG, key.value());
    }

    /** The key that says that the account was rewarded for referring a user. */
    public static byte[] referral(AccountId account, String referredUserId) {
        return hashed(account, REFERRAL_TAG, referredUserId);
    }

    /** The key that says when something of the account falls due first, epoch milliseconds. */
    public static byte[] due(long atMillis, AccountId account) {
        byte[] user = account.value().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + Long.BYTES + user.length)
                .put(DUE_TAG)
                .putLong(atMillis)
                .put(user)
                .array();
    }

    /** The key of the partition's {@link RulesRow}. */
    public static byte[] rules() {
        return new byte[] {PARTITION_TAG};
    }

    /** Not above any key of what is due. */
    public static byte[] dueFirst() {
        return new byte[] {DUE_TAG};
    }

    /** Not below any key of what is due at a time or before. */
    public static byte[] dueUntil(long atMillis) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put(DUE_TAG)
                .putLong(atMillis + 1)
                .array();
    }

    /** Of whom something is due. */
    public static AccountId accountOfDue(byte[] dueKey) {
        int from = 1 + Long.BYTES;
        return new AccountId(new String(dueKey, from, dueKey.length - from, StandardCharsets.UTF_8));
    }

    /** The key of the alert rules of an account that are true. */
    public static byte[] raisedAlerts(AccountId account) {
        return user(account, 1).put(RAISED_TAG).array();
    }

    /** The key of an entry's row in the history store. */
    public static byte[] history(AccountId account, long sequence) {
        return user(account, Long.BYTES).putLong(~sequence).array();
    }

    /** The key of a day's row; no day is before 1970. */
    public static byte[] day(AccountId account, long epochDay) {
        return user(account, 1 + Long.BYTES).put(DAY_TAG).putLong(epochDay).array();
    }

    /** The day that a day's key names, days since 1970-01-01. */
    public static long epochDayOf(byte[] dayKey) {
        return ByteBuffer.wrap(dayKey).getLong(userEnd(dayKey) + 1);
    }

    /** Not above any history key of the account: where a scan begins at the newest entry. */
    public static byte[] historyNewest(AccountId account) {
        return history(account, Long.MAX_VALUE);
    }

    /** Not below any history key of the account: where a scan ends at the oldest entry. */
    public static byte[] historyOldest(AccountId account) {
        return history(account, 0);
    }

    /** Above every ledger key of the account and below every one of the next: where a scan over accounts goes on. */
    public static byte[] afterAccount(AccountId account) {
        return user(account, 1).put(AFTER_ALL_TAGS).array();
    }

    /** Below every ledger key of every account. */
    public static byte[] beforeAllAccounts() {
        return new byte[] {1};
    }

    /** Above every ledger key of every account. */
    public static byte[] afterAllAccounts() {
        return new byte[] {3};
    }

    /** Whether a ledger key is that of an account's row. */
    public static boolean isAccount(byte[] ledgerKey) {
        int end = userEnd(ledgerKey);
        return ledgerKey.length == end + 1 && ledgerKey[end] == ACCOUNT_TAG;
    }

    /** Whose row a key of either store names. */
    public static AccountId accountOf(byte[] key) {
        int length = userEnd(key) - LENGTH_BYTES;
        return new AccountId(new String(key, LENGTH_BYTES, length, StandardCharsets.UTF_8));
    }

    /** The sequence that a history key names. */
    public static long sequenceOf(byte[] historyKey) {
        return ~ByteBuffer.wrap(historyKey).getLong(userEnd(historyKey));
    }

    private static int userEnd(byte[] key) {
        int length = ByteBuffer.wrap(key).getShort(0) - LENGTH_OFFSET;
        if (length <= 0 || key.length <= LENGTH_BYTES + length) {
            throw new IllegalArgumentException("not a key of a user's row: " + Arrays.toString(key));
        }
        return LENGTH_BYTES + length;
    }

    private static byte[] hashed(AccountId account, byte tag, String text) {
        return user(account, 1 + KEY_HASH_BYTES)
                .put(tag)
                .put(sha256(text), 0, KEY_HASH_BYTES)
                .array();
    }

    private static ByteBuffer user(AccountId account, int more) {
        byte[] user = account.value().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(LENGTH_BYTES + user.length + more)
                .putShort((short) (user.length + LENGTH_OFFSET))
                .put(user);
    }

    private static byte[] sha256(String text) {
        return Sha256.begin().digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
