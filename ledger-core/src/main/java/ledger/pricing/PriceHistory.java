package ledger.pricing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every version of one model's price, its deletions too. Immutable. */
final class PriceHistory {
    static final PriceHistory EMPTY = new PriceHistory(SortedTree.empty());

    private final SortedTree<Dated, Version> versions;

    private PriceHistory(SortedTree<Dated, Version> versions) {
        this.versions = versions;
    }

    PriceHistory with(ModelPrice price) {
        Dated dated = new Dated(price.effectiveFromMillis(), price.version());
        return new PriceHistory(versions.with(dated, new Version(price)));
    }

    /** The history with no price from then on, until a later version comes into force. */
    PriceHistory deleted(Dated dated) {
        return new PriceHistory(versions.with(dated, new Version(null)));
    }

    Optional<ModelPrice> inForce(long atMillis) {
        return versions.floor(Dated.latestAt(atMillis)).map(Map.Entry::getValue).flatMap(Version::toOptional);
    }

    /** The newest first. A deletion has no price to show. */
    List<ModelPrice> newestFirst() {
        List<ModelPrice> prices = new ArrayList<>();
        versions.forEach((dated, version) -> version.toOptional().ifPresent(prices::add));
        Collections.reverse(prices);
        return prices;
    }

    /** The price, or null where it was deleted. */
    private record Version(@Nullable ModelPrice price) {
        Optional<ModelPrice> toOptional() {
            return Optional.ofNullable(price);
        }
    }
}
