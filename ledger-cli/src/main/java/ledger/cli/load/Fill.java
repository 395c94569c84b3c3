package ledger.cli.load;

import java.util.Optional;

/**
 * Values for rows that lack them.
 *
 * @param provider of the model
 * @param modelName the model
 * @param users how many users rows are spread over, 0 for none
 */
record Fill(Optional<String> provider, Optional<String> modelName, int users) {
    static final Fill NOTHING = new Fill(Optional.empty(), Optional.empty(), 0);
}
