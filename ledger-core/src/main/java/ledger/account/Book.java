package ledger.account;

import ledger.AccountId;
import ledger.Coded;
import ledger.GrantId;
import ledger.HoldId;
import org.jspecify.annotations.Nullable;

/** Where credits can be: the chart of accounts of one user. The books of an account always sum to zero. */
public sealed interface Book {
    /** Which of the kinds it is. */
    Kind kind();

    /** Whether what is in the book is the user's, and may be spent. */
    default Side side() {
        return kind().side;
    }

    /** The hold whose credits are in it, or null. */
    default @Nullable HoldId hold() {
        return null;
    }

    /** The grant whose credits are in it, or null. */
    default @Nullable GrantId grant() {
        return null;
    }

    /**
     * Its name in events: {@code issued:PURCHASE}, {@code available:<grant id>}, {@code held:<hold id>:<grant id>},
     * {@code held:<hold id>:overdraft}, {@code used}, {@code expired}, {@code debt}, {@code overdraft}.
     */
    String name(AccountId owner);

    /** What a book means for the user. */
    enum Side {
        /** The user's, to spend; debt counts here and is negative. */
        AVAILABLE,
        /** The user's, but reserved. */
        HELD,
        /** Not the user's: where credits come from and go to. */
        OUTSIDE
    }

    /** The kinds of books. Stored by code: a code is never reused. */
    enum Kind implements Coded {
        ISSUED(1, Side.OUTSIDE),
        AVAILABLE(2, Side.AVAILABLE),
        HELD(3, Side.HELD),
        USED(4, Side.OUTSIDE),
        EXPIRED(5, Side.OUTSIDE),
        DEBT(6, Side.AVAILABLE),
        OVERDRAFT(7, Side.AVAILABLE),
        HELD_OVERDRAFT(8, Side.HELD);

        private final int code;
        private final Side side;

        Kind(int code, Side side) {
            this.code = code;
            this.side = side;
        }

        @Override
        public int code() {
            return code;
        }
    }

    /** The other side of everything that came in, by type; minus what was ever issued. */
    record Issued(TransactionType source) implements Book {
        @Override
        public Kind kind() {
            return Kind.ISSUED;
        }

        @Override
        public String name(AccountId owner) {
            return "issued:" + source.name();
        }
    }

    /** What is left of one grant and may be spent; never negative. */
    record Available(GrantId grant) implements Book {
        @Override
        public Kind kind() {
            return Kind.AVAILABLE;
        }

        @Override
        public String name(AccountId owner) {
            return "available:" + grant.text(owner);
        }
    }

    /** What one open hold reserves of one grant; never negative. */
    record Held(HoldId hold, GrantId grant) implements Book {
        @Override
        public Kind kind() {
            return Kind.HELD;
        }

        @Override
        public String name(AccountId owner) {
            return "held:" + hold.text(owner) + ':' + grant.text(owner);
        }
    }

    /** What one open hold reserves of the overdraft; never negative, and the other side of {@link Overdraft}. */
    record HeldOverdraft(HoldId hold) implements Book {
        @Override
        public Kind kind() {
            return Kind.HELD_OVERDRAFT;
        }

        @Override
        public String name(AccountId owner) {
            return "held:" + hold.text(owner) + ":overdraft";
        }
    }

    /** What was ever spent; refunds do not lower it. */
    record Used() implements Book {
        @Override
        public Kind kind() {
            return Kind.USED;
        }

        @Override
        public String name(AccountId owner) {
            return "used";
        }
    }

    /** What expired unspent: breakage. */
    record Expired() implements Book {
        @Override
        public Kind kind() {
            return Kind.EXPIRED;
        }

        @Override
        public String name(AccountId owner) {
            return "expired";
        }
    }

    /** What was used beyond what was there; negative until new credits pay it. */
    record Debt() implements Book {
        @Override
        public Kind kind() {
            return Kind.DEBT;
        }

        @Override
        public String name(AccountId owner) {
            return "debt";
        }
    }

    /** Overdraft that open holds have drawn; negative, and debt once they are captured. */
    record Overdraft() implements Book {
        @Override
        public Kind kind() {
            return Kind.OVERDRAFT;
        }

        @Override
        public String name(AccountId owner) {
            return "overdraft";
        }
    }
}
