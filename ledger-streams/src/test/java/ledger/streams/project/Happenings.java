package ledger.streams.project;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ledger.AccountId;
import ledger.Credits;
import ledger.GrantId;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.Position;
import ledger.command.CommandHeader;
import ledger.command.LedgerCommand;
import ledger.command.SetAlerts;
import ledger.command.SetLimits;
import ledger.decide.Decider;
import ledger.decide.Decision;
import ledger.decide.Past;
import ledger.decide.Rules;
import ledger.event.AlertRules;
import ledger.event.Booking;
import ledger.event.BudgetTerms;
import ledger.event.GrantExpired;
import ledger.event.LedgerEvent;
import ledger.event.Reason;
import ledger.event.TransactionType;
import ledger.fold.Account;
import ledger.fold.RecordedEvent;
import ledger.pricing.Meter;
import ledger.pricing.ModelId;
import ledger.pricing.PriceChange;
import ledger.pricing.PriceFallback;
import ledger.pricing.Priced;
import ledger.pricing.Quote;
import ledger.pricing.RateCard;
import ledger.pricing.Usage;
import ledger.streams.wire.EventCodec;
import org.jspecify.annotations.Nullable;

/** Published events of a few users, each as the decider would make it. */
final class Happenings {
    private static final RateCard PRICES = RateCard.EMPTY
            .fold(new PriceChange.InitializePrices("test", 0, false), 0)
            .card();

    private final Map<AccountId, Account> accounts = new HashMap<>();
    private final Map<AccountId, Long> sequences = new HashMap<>();
    private final Map<AccountId, String> hashes = new HashMap<>();
    private long offset;

    byte[] bought(AccountId user, long credits, long atMillis) {
        return decided(
                new LedgerCommand.GrantCredits(
                        header(user),
                        TransactionType.PURCHASE,
                        Reason.MANUAL_ADJUSTMENT,
                        Credits.of(credits),
                        Note.NONE),
                atMillis);
    }

    byte[] spent(AccountId user, long credits, Note note, long atMillis) {
        return decided(
                new LedgerCommand.SpendCredits(header(user), Reason.AI_CHAT, Credits.of(credits), note), atMillis);
    }

    byte[] alerting(AccountId user, AlertRules rules, long atMillis) {
        return decided(new SetAlerts(header(user), rules), atMillis);
    }

    byte[] limited(AccountId user, BudgetTerms budget, long atMillis) {
        return decided(new SetLimits(header(user), null, List.of(budget)), atMillis);
    }

    /** A grant that expires with nothing left, as of a time that may be long over. */
    byte[] expired(AccountId user, long grant, long effectiveAtMillis, long atMillis) {
        Booking nothing = new Booking(
                TransactionType.EXPIRATION,
                Reason.GRANT_EXPIRED,
                0,
                List.of(),
                List.of(),
                List.of(),
                Note.NONE,
                List.of());
        return chained(user, new GrantExpired(nothing, new GrantId(grant)), effectiveAtMillis, atMillis);
    }

    /** Costs 30 credits a message; a model that has no price costs what its provider's default does. */
    byte[] used(AccountId user, ModelId model, int messages, long atMillis) {
        Usage usage = new Usage(model, Map.of(Meter.MESSAGE_COUNT, BigDecimal.valueOf(messages)));
        Quote quote = ((Priced.Quoted) PRICES.quote(usage, atMillis, PriceFallback.DEFAULT)).quote();
        return decided(
                new LedgerCommand.ChargeUsage(header(user), usage, Reason.MODEL_USAGE, true, Note.NONE, null, quote),
                atMillis);
    }

    /** A retry: not chained. */
    byte[] repeated(AccountId user, long atMillis) {
        return published(user, 0, new LedgerEvent.CommandRepeated(1), null, atMillis, "")
                .json();
    }

    private byte[] decided(LedgerCommand command, long atMillis) {
        AccountId user = command.account();
        Account account = accounts.getOrDefault(user, Account.EMPTY);
        Decision decision = Decider.decide(
                Rules.newest(), command, account, sequences.getOrDefault(user, 0L) + 1, atMillis, Past.NONE);
        accounts.put(user, decision.account());
        return chained(user, decision.event().orElseThrow(), null, atMillis);
    }

    private byte[] chained(AccountId user, LedgerEvent event, @Nullable Long effectiveAtMillis, long atMillis) {
        long sequence = sequences.merge(user, 1L, Long::sum);
        String previous = Objects.requireNonNullElse(hashes.get(user), RecordedEvent.GENESIS_HASH);
        EventCodec.Published published = published(user, sequence, event, effectiveAtMillis, atMillis, previous);
        hashes.put(user, published.hash());
        return published.json();
    }

    private EventCodec.Published published(
            AccountId user,
            long sequence,
            LedgerEvent event,
            @Nullable Long effectiveAtMillis,
            long atMillis,
            String previousHash) {
        Position position = new Position(0, offset++);
        return EventCodec.publish(new RecordedEvent(
                position + "-0",
                sequence,
                atMillis,
                effectiveAtMillis,
                header(user),
                position,
                event,
                accounts.getOrDefault(user, Account.EMPTY).balanceMicros(),
                previousHash,
                ""));
    }

    private CommandHeader header(AccountId user) {
        return new CommandHeader("c-" + offset, user, new IdempotencyKey("k-" + offset), "test");
    }
}
