package ledger.replay;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What some entries add up to, micro-credits.
 *
 * @param addedMicros given or bought
 * @param adjustedMicros corrected, signed
 * @param usedMicros spent
 * @param refundedMicros given back
 * @param expiredMicros expired unspent
 */
public record Totals(long addedMicros, long adjustedMicros, long usedMicros, long refundedMicros, long expiredMicros) {
    /** What is left of all that. */
    public long balanceMicros() {
        long in = Math.addExact(Math.addExact(addedMicros, adjustedMicros), refundedMicros);
        return Math.subtractExact(Math.subtractExact(in, usedMicros), expiredMicros);
    }

    /** All of them as reports call them, in their order, with the balance last. */
    public Map<String, Long> byName() {
        Map<String, Long> micros = new LinkedHashMap<>();
        micros.put("added", addedMicros);
        micros.put("adjusted", adjustedMicros);
        micros.put("used", usedMicros);
        micros.put("refunded", refundedMicros);
        micros.put("expired", expiredMicros);
        micros.put("balance", balanceMicros());
        return Collections.unmodifiableMap(micros);
    }
}
