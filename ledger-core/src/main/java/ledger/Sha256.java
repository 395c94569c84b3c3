package ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which every Java has. Thread-safe. */
public final class Sha256 {
    /** Looking up the provider costs more than hashing a key. Cloning a digest costs next to nothing. */
    private static final MessageDigest FOUND = lookUp();

    private Sha256() {}

    /** A digest that has seen nothing yet, for one thread. */
    public static MessageDigest begin() {
        try {
            return (MessageDigest) FOUND.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
        }
    }

    private static MessageDigest lookUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
