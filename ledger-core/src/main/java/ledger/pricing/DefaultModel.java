package ledger.pricing;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The default model of one provider, through time: unknown models are charged at its price. It is kept apart from the
 * prices, so that there is never more than one default, whatever is scheduled. Immutable.
 */
final class DefaultModel {
    static final DefaultModel NEVER = new DefaultModel(SortedTree.empty());

    private final SortedTree<Dated, Turn> turns;

    private DefaultModel(SortedTree<Dated, Turn> turns) {
        this.turns = turns;
    }

    /** The model is the default from then on, and no other. */
    DefaultModel begins(Dated dated, ModelId model) {
        return new DefaultModel(turns.with(dated, new Turn(model, true)));
    }

    /** The model is not the default from then on. Other models stay as they are. */
    DefaultModel ends(Dated dated, ModelId model) {
        return new DefaultModel(turns.with(dated, new Turn(model, false)));
    }

    /**
     * The last turn to begin that has not ended since. Ended turns seldom follow each other, because an end is kept
     * only for the model that is the default.
     */
    Optional<ModelId> at(Dated dated) {
        Set<ModelId> ended = new HashSet<>();
        Optional<Map.Entry<Dated, Turn>> entry = turns.floor(dated);
        while (entry.isPresent()) {
            Turn turn = entry.get().getValue();
            if (turn.begins) {
                return ended.contains(turn.model) ? Optional.empty() : Optional.of(turn.model);
            }
            ended.add(turn.model);
            entry = turns.lower(entry.get().getKey());
        }
        return Optional.empty();
    }

    private record Turn(ModelId model, boolean begins) {}
}
