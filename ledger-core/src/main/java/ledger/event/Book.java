package ledger.event;

import ledger.GrantId;
import ledger.HoldId;

/** Where credits can be: the chart of accounts of one user. The books of an account always sum to zero. */
public sealed interface Book {
    /** The other side of everything that came in, by type; minus what was ever issued. */
    record Issued(TransactionType source) implements Book {}

    /** What is left of one grant and may be spent; never negative. */
    record Available(GrantId grant) implements Book {}

    /** What one open hold reserves of one grant; never negative. */
    record Held(HoldId hold, GrantId grant) implements Book {}

    /** What was ever spent; refunds do not lower it. */
    record Used() implements Book {}

    /** What expired unspent: breakage. */
    record Expired() implements Book {}

    /** What was used beyond what was there; negative until new credits pay it. */
    record Debt() implements Book {}

    /** Overdraft that open holds have drawn; negative, and debt once they are captured. */
    record Overdraft() implements Book {}
}
