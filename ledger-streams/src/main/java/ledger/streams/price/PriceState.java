package ledger.streams.price;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import ledger.UnavailableException;
import ledger.pricing.Folded;
import ledger.pricing.PriceChange;
import ledger.pricing.PriceOutcome;
import ledger.pricing.RateCard;
import ledger.streams.service.Skipped;
import ledger.streams.topic.Topics;
import ledger.streams.wire.PriceChangeCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rate card in memory. One thread folds; any thread reads and waits. */
final class PriceState {
    private static final Logger LOG = LoggerFactory.getLogger(PriceState.class);

    private final ConcurrentMap<String, CompletableFuture<PriceOutcome>> waiting = new ConcurrentHashMap<>();
    private final Skipped skipped = new Skipped();
    private volatile RateCard card = RateCard.EMPTY;
    private volatile boolean isEmpty = true;
    private volatile boolean isRestored;

    /** The rate card. Throws {@link UnavailableException} until it is complete. */
    RateCard card() {
        if (!isRestored) {
            throw new UnavailableException("the rate card is being restored");
        }
        return card;
    }

    /** Whether the price log has had no record yet. */
    boolean isEmpty() {
        return isEmpty;
    }

    /** The log is folded from its first change again. */
    void clear() {
        isRestored = false;
        isEmpty = true;
        card = RateCard.EMPTY;
    }

    /** Everything that was in the log at the start is folded. */
    void restored() {
        isRestored = true;
    }

    /** The outcome of a change that is about to be appended under an id. */
    CompletableFuture<PriceOutcome> await(String changeId) {
        CompletableFuture<PriceOutcome> outcome = new CompletableFuture<>();
        waiting.put(changeId, outcome);
        return outcome.whenComplete((done, failed) -> waiting.remove(changeId));
    }

    /** Folds one record. What cannot be read is skipped, the same at every start. */
    void fold(byte[] value, long offset, Optional<String> changeId) {
        isEmpty = false;
        PriceChangeCodec.read(value).either(change -> fold(change, offset, changeId), reason -> skip(reason, offset));
    }

    private void fold(PriceChange change, long offset, Optional<String> changeId) {
        Folded folded = card.fold(change, offset);
        card = folded.card();
        changeId.map(waiting::get).ifPresent(outcome -> release(outcome, folded.outcome()));
    }

    /** How many records were no price changes, those of the past included. */
    long skipped() {
        return skipped.count();
    }

    void skip(String reason, long offset) {
        isEmpty = false;
        skipped.add(LOG, Topics.PRICES, 0, offset, reason);
    }

    /** On another thread, because a waiting caller may do anything next, and folding must go on. */
    private static void release(CompletableFuture<PriceOutcome> waiter, PriceOutcome outcome) {
        waiter.completeAsync(() -> outcome);
    }
}
