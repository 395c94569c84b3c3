package ledger.bench.fold;

import java.util.SplittableRandom;
import java.util.UUID;
import ledger.AccountId;
import ledger.Credits;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.command.CommandHeader;
import ledger.command.GrantCredits;
import ledger.command.LedgerCommand;
import ledger.command.SpendCredits;

/**
 * The commands of every bench: each user is given credits once, then users drawn uniformly spend one credit, and 1 % of
 * them ask for more than anybody has. The same seed gives the same commands.
 */
public final class Workload {
    /** Lasts for every spend of every bench. */
    private static final Credits FUNDS = Credits.of(1_000_000);

    private static final Credits PRICE = Credits.of(1);
    /** More than anybody has. */
    private static final Credits TOO_MUCH = Credits.of(900_000_000);

    private static final int REFUSED_ONE_IN = 100;
    private static final int METADATA_BYTES = 100;
    private static final String METADATA_HEAD = "{\"conversation\":\"";
    private static final String METADATA_TAIL = "\"}";
    private static final int HEX_DIGIT_BITS = 4;

    private final int users;
    private final SplittableRandom random;
    private long next;

    /** Commands of so many users. */
    public Workload(int users, long seed) {
        this.users = users;
        this.random = new SplittableRandom(seed);
    }

    /** A user by number, from 0. */
    public static String user(int number) {
        return "user-%07d".formatted(number);
    }

    /** Gives a user something to spend. */
    public LedgerCommand fund(String user) {
        return new GrantCredits(header(user), TransactionType.PURCHASE, Reason.MANUAL_ADJUSTMENT, FUNDS, Note.NONE);
    }

    /** The next spend. */
    public LedgerCommand spend() {
        String user = user(random.nextInt(users));
        return spend(user, random.nextInt(REFUSED_ONE_IN) == 0 ? TOO_MUCH : PRICE);
    }

    /** A spend that a funded user can afford. */
    LedgerCommand spend(String user) {
        return spend(user, PRICE);
    }

    private LedgerCommand spend(String user, Credits amount) {
        return new SpendCredits(header(user), Reason.AI_CHAT, amount, new Note(null, metadata()));
    }

    /** A JSON object of 100 bytes that no two spends share. */
    public String metadata() {
        StringBuilder metadata = new StringBuilder(METADATA_BYTES).append(METADATA_HEAD);
        long bits = random.nextLong();
        while (metadata.length() < METADATA_BYTES - METADATA_TAIL.length()) {
            metadata.append(Character.forDigit((int) (bits & 0xf), 16));
            bits = Long.rotateRight(bits, HEX_DIGIT_BITS) + 1;
        }
        return metadata.append(METADATA_TAIL).toString();
    }

    /** A key of 36 characters that no two commands share. */
    public String key() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private CommandHeader header(String user) {
        String id = "bench-" + next++;
        return new CommandHeader(id, new AccountId(user), new IdempotencyKey(key()), "bench");
    }
}
