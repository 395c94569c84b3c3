package ledger.cli.load;

import java.io.IOException;
import java.util.Set;
import ledger.AccountId;

/** Gives users credits before their first usage is published. */
public interface Funding {
    /** Funds nobody. */
    Funding NONE = users -> {};

    /** Returns when all of them have theirs; one that was funded before is not funded again. */
    void fund(Set<AccountId> users) throws IOException, InterruptedException;
}
