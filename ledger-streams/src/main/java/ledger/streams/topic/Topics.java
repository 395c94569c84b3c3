package ledger.streams.topic;

import java.util.Set;

/** The names of the ledger's topics. */
public final class Topics {
    /** Where chat services publish usage; any key, any partitioner. */
    public static final String USAGE = "ledger.usage";
    /** The command log, keyed by user. */
    public static final String COMMANDS = "ledger.commands";
    /** What happened, keyed by user, kept for ever. */
    public static final String EVENTS = "ledger.events";
    /** The latest balance of every user, compacted. */
    public static final String BALANCES = "ledger.balances";
    /** Alarms, keyed by user. */
    public static final String ALERTS = "ledger.alerts";
    /** Who is told of alarms by HTTP, compacted, in one partition; it holds secrets. */
    public static final String WEBHOOKS = "ledger.webhooks";
    /** Every change of a price, in one partition. */
    public static final String PRICES = "ledger.prices";
    /** What could not be taken, byte for byte. */
    public static final String DEAD_LETTERS = "ledger.dead-letters";

    /** All of them. */
    public static final Set<String> ALL =
            Set.of(USAGE, COMMANDS, EVENTS, BALANCES, ALERTS, WEBHOOKS, PRICES, DEAD_LETTERS);

    private Topics() {}
}
