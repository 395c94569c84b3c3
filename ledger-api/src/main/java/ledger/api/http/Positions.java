package ledger.api.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ledger.Position;
import ledger.api.http.json.ApiException;

/** Positions as headers carry them: one, or for a batch that reached several partitions one for each. */
public final class Positions {
    /** As many partitions as a ledger may ever have, with room. */
    private static final int COUNT_MAX = 256;

    private Positions() {}

    /** The furthest position of each partition. */
    public static String text(Collection<Position> positions) {
        Map<Integer, Long> furthest = new TreeMap<>();
        positions.forEach(position -> furthest.merge(position.partition(), position.offset(), Math::max));
        return furthest.entrySet().stream()
                .map(position -> new Position(position.getKey(), position.getValue()).toString())
                .collect(Collectors.joining(","));
    }

    /** Reads a header. Throws {@link ApiException} for one that no answer had. */
    static List<Position> parse(String header) {
        String[] texts = header.split(",", COUNT_MAX + 1);
        if (texts.length > COUNT_MAX) {
            throw malformed();
        }
        List<Position> positions = new ArrayList<>(texts.length);
        for (String text : texts) {
            positions.add(Position.parse(text.strip()).orElseThrow(Positions::malformed));
        }
        return positions;
    }

    static ApiException malformed() {
        return ApiException.invalid(
                Headers.MIN_POSITION,
                Headers.MIN_POSITION + " must be the " + Headers.POSITION + " of an answer of this ledger");
    }
}
