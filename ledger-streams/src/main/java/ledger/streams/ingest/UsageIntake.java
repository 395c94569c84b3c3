package ledger.streams.ingest;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import ledger.command.ChargeUsage;
import ledger.command.CommandHeader;
import ledger.command.LedgerCommand;
import ledger.pricing.PriceFallback;
import ledger.pricing.Priced;
import ledger.pricing.Quote;
import ledger.pricing.RateCards;
import ledger.streams.json.Decoded;
import ledger.streams.topic.BoundedBytes;
import ledger.streams.topic.DeadLetters;
import ledger.streams.wire.UsageEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Turns published usage into commands, priced by the rate card in force. */
final class UsageIntake {
    static final String INVALID = "INVALID_REQUEST";
    static final String TOO_LARGE = "TOO_LARGE";
    static final String NO_PRICE = "PRICE_NOT_FOUND";

    private static final String ACTOR_PREFIX = "usage:";

    private final RateCards prices;
    private final PriceFallback fallback;
    private final Predicate<LedgerCommand> isAnswered;
    private final InstantSource clock;

    /**
     * An intake.
     *
     * @param isAnswered whether the key of a command has an answer already; may throw
     *     {@link ledger.UnavailableException}
     */
    UsageIntake(RateCards prices, PriceFallback fallback, Predicate<LedgerCommand> isAnswered, InstantSource clock) {
        this.prices = prices;
        this.fallback = fallback;
        this.isAnswered = isAnswered;
        this.clock = clock;
    }

    /** Throws {@link ledger.UnavailableException} if prices or answers are not available yet. */
    Appends take(ConsumerRecord<byte[], byte @Nullable []> record) {
        long unread = BoundedBytes.unread(record);
        if (unread > 0) {
            return new Appends(record, 1)
                    .refuse(
                            TOO_LARGE,
                            "the record has " + unread + " bytes and the limit is " + DeadLetters.RECORD_BYTES_MAX);
        }
        List<Decoded<UsageEvent>> events = CloudEvents.read(record);
        Appends appends = new Appends(record, events.size());
        for (Decoded<UsageEvent> event : events) {
            event.either(usage -> take(usage, appends), reason -> appends.refuse(INVALID, reason));
        }
        return appends;
    }

    private void take(UsageEvent event, Appends appends) {
        long nowMillis = clock.millis();
        CommandHeader header = new CommandHeader(
                UUID.randomUUID().toString(),
                event.subject(),
                UsageKey.of(event.source(), event.id()),
                actor(event.source()),
                nowMillis);
        prices.current()
                .quote(event.usage(), nowMillis, fallback)
                .either(
                        quote -> appends.charge(command(event, header, quote)),
                        unpriced -> unlessAnswered(command(event, header, null), unpriced, appends));
    }

    /** Usage without a price may have been charged before, and is then known by its key. */
    private Appends unlessAnswered(ChargeUsage withoutQuote, Priced.Unpriced unpriced, Appends appends) {
        return isAnswered.test(withoutQuote)
                ? appends.charge(withoutQuote)
                : appends.refuse(unpriced.isTooMuch() ? INVALID : NO_PRICE, unpriced.message());
    }

    private static ChargeUsage command(UsageEvent event, CommandHeader header, @Nullable Quote quote) {
        return new ChargeUsage(
                header,
                event.usage(),
                event.reason(),
                event.allowDebt(),
                event.note(),
                event.usedAtMillis(),
                quote,
                event.hold());
    }

    /** Names the publisher, cut to what an actor may have without cutting a character in two. */
    private static String actor(String source) {
        String actor = ACTOR_PREFIX + source;
        if (actor.length() <= CommandHeader.ACTOR_LENGTH_MAX) {
            return actor;
        }
        boolean splits = Character.isHighSurrogate(actor.charAt(CommandHeader.ACTOR_LENGTH_MAX - 1));
        return actor.substring(0, CommandHeader.ACTOR_LENGTH_MAX - (splits ? 1 : 0));
    }
}
