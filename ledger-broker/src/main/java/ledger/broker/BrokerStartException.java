package ledger.broker;

import org.jspecify.annotations.Nullable;

/** The embedded broker cannot start; the message is one line for the person who started it. */
public final class BrokerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerStartException(String message) {
        super(message);
    }

    BrokerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
