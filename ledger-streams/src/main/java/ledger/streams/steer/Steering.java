package ledger.streams.steer;

import java.util.function.IntFunction;
import ledger.streams.KnownRules;

/**
 * What the fold goes by beside the commands themselves.
 *
 * @param known the rules that this build can decide by
 * @param skips tells what to put aside in a partition, asked once, when its task starts
 */
public record Steering(KnownRules known, IntFunction<Skips> skips) {}
