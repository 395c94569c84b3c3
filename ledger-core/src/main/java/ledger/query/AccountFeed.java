package ledger.query;

import java.util.concurrent.CompletionStage;
import ledger.AccountId;

/** What happens to accounts, as it is committed. Thread-safe. */
public interface AccountFeed {
    /**
     * Listens from the moment the answer completes until it is closed. Fails with {@link ledger.UnavailableException}
     * where Kafka cannot be read now.
     */
    CompletionStage<Subscription> subscribe(AccountId account, Listener listener);

    /** Told on one thread for all accounts, in the order of the log, and must not block it. */
    interface Listener {
        /**
         * A balance as it stands in {@code ledger.balances}.
         *
         * @param sequence of the last event that it includes
         * @param json the balance as UTF-8
         */
        void balance(long sequence, byte[] json);

        /** An alarm as it stands in {@code ledger.alerts}, JSON as UTF-8. */
        void alert(byte[] json);

        /** Nothing more will come. */
        void ended();
    }

    /** What was begun; closing it twice does no harm. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
