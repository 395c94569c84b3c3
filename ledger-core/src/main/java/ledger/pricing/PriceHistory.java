package ledger.pricing;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every version of one model's price, its deletions too. Immutable. */
final class PriceHistory {
    static final PriceHistory EMPTY = new PriceHistory(new TreeMap<>());

    private final NavigableMap<Dated, Version> versions;

    private PriceHistory(NavigableMap<Dated, Version> versions) {
        this.versions = versions;
    }

    PriceHistory with(ModelPrice price) {
        return with(new Dated(price.effectiveFromMillis(), price.version()), new Version(price));
    }

    /** The history with no price from then on, until a later version comes into force. */
    PriceHistory deleted(Dated dated) {
        return with(dated, new Version(null));
    }

    Optional<ModelPrice> inForce(long atMillis) {
        return Optional.ofNullable(versions.floorEntry(Dated.latestAt(atMillis)))
                .map(Map.Entry::getValue)
                .flatMap(Version::toOptional);
    }

    /** The newest first. A deletion has no price to show. */
    List<ModelPrice> newestFirst() {
        return versions.descendingMap().values().stream()
                .flatMap(version -> version.toOptional().stream())
                .toList();
    }

    private PriceHistory with(Dated dated, Version version) {
        NavigableMap<Dated, Version> next = new TreeMap<>(versions);
        next.put(dated, version);
        return new PriceHistory(next);
    }

    /** The price, or null where it was deleted. */
    private record Version(@Nullable ModelPrice price) {
        Optional<ModelPrice> toOptional() {
            return Optional.ofNullable(price);
        }
    }
}
