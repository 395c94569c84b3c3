package ledger.event;

import ledger.GrantId;
import ledger.HoldId;

/** Where credits can be: the chart of accounts of one user. The books of an account always sum to zero. */
public sealed interface Book {
    /** Whether what is in the book is the user's, and may be spent. */
    Side side();

    /** What a book means for the user. */
    enum Side {
        /** The user's, to spend; debt counts here and is negative. */
        AVAILABLE,
        /** The user's, but reserved. */
        HELD,
        /** Not the user's: where credits come from and go to. */
        OUTSIDE
    }

    /** The other side of everything that came in, by type; minus what was ever issued. */
    record Issued(TransactionType source) implements Book {
        @Override
        public Side side() {
            return Side.OUTSIDE;
        }
    }

    /** What is left of one grant and may be spent; never negative. */
    record Available(GrantId grant) implements Book {
        @Override
        public Side side() {
            return Side.AVAILABLE;
        }
    }

    /** What one open hold reserves of one grant; never negative. */
    record Held(HoldId hold, GrantId grant) implements Book {
        @Override
        public Side side() {
            return Side.HELD;
        }
    }

    /** What one open hold reserves of the overdraft; never negative, and the other side of {@link Overdraft}. */
    record HeldOverdraft(HoldId hold) implements Book {
        @Override
        public Side side() {
            return Side.HELD;
        }
    }

    /** What was ever spent; refunds do not lower it. */
    record Used() implements Book {
        @Override
        public Side side() {
            return Side.OUTSIDE;
        }
    }

    /** What expired unspent: breakage. */
    record Expired() implements Book {
        @Override
        public Side side() {
            return Side.OUTSIDE;
        }
    }

    /** What was used beyond what was there; negative until new credits pay it. */
    record Debt() implements Book {
        @Override
        public Side side() {
            return Side.AVAILABLE;
        }
    }

    /** Overdraft that open holds have drawn; negative, and debt once they are captured. */
    record Overdraft() implements Book {
        @Override
        public Side side() {
            return Side.AVAILABLE;
        }
    }
}
