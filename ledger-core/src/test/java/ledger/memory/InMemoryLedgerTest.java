package ledger.memory;

import java.util.concurrent.atomic.AtomicLong;
import ledger.log.CommandLog;
import ledger.query.LedgerQueries;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InMemoryLedgerTest implements LedgerContract {
    private final AtomicLong clock = new AtomicLong();
    private final InMemoryLedger ledger = new InMemoryLedger(clock::get, Runnable::run);

    @Override
    public CommandLog log() {
        return ledger;
    }

    @Override
    public LedgerQueries queries() {
        return ledger;
    }

    @Override
    public void at(long second) {
        clock.set(second * 1_000);
    }
}
