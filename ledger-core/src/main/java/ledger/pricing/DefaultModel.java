package ledger.pricing;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The default model of one provider, through time: unknown models are charged at its price. It is kept apart from the
 * prices, so that there is never more than one default, whatever is scheduled. Immutable.
 */
final class DefaultModel {
    static final DefaultModel NEVER = new DefaultModel(new TreeMap<>());

    private final NavigableMap<Dated, Turn> turns;

    private DefaultModel(NavigableMap<Dated, Turn> turns) {
        this.turns = turns;
    }

    /** The model is the default from then on, and no other. */
    DefaultModel begins(Dated dated, ModelId model) {
        return with(dated, new Turn(model, true));
    }

    /** The model is not the default from then on. Other models stay as they are. */
    DefaultModel ends(Dated dated, ModelId model) {
        return with(dated, new Turn(model, false));
    }

    /**
     * The last turn to begin that has not ended since. Ended turns seldom follow each other, because an end is kept
     * only for the model that is the default.
     */
    Optional<ModelId> at(Dated dated) {
        Set<ModelId> ended = new TreeSet<>();
        for (var entry = turns.floorEntry(dated); entry != null; entry = turns.lowerEntry(entry.getKey())) {
            Turn turn = entry.getValue();
            if (turn.begins) {
                return ended.contains(turn.model) ? Optional.empty() : Optional.of(turn.model);
            }
            ended.add(turn.model);
        }
        return Optional.empty();
    }

    private DefaultModel with(Dated dated, Turn turn) {
        NavigableMap<Dated, Turn> next = new TreeMap<>(turns);
        next.put(dated, turn);
        return new DefaultModel(next);
    }

    private record Turn(ModelId model, boolean begins) {}
}
