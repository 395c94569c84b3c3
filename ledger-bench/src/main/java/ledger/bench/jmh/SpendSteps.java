package ledger.bench.jmh;

import ledger.command.LedgerCommand;
import ledger.decide.AccountHistory;
import ledger.decide.Decider;
import ledger.decide.Decision;
import ledger.decide.Rules;
import ledger.event.LedgerEvent;
import ledger.fold.Account;
import ledger.fold.RecordedEvent;
import ledger.pricing.PriceFallback;
import ledger.pricing.Priced;
import ledger.pricing.RateCard;
import ledger.pricing.Usage;
import ledger.streams.json.Decoded;
import ledger.streams.rows.AccountRow;
import ledger.streams.rows.StoreKeys;
import ledger.streams.wire.CommandCodec;
import ledger.streams.wire.EventCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The steps that a spend goes through, one a method. JMH makes a class of its own below this one, so it is not final.
 */
@State(Scope.Thread)
public class SpendSteps {
    // JMH asks for fields that are not final. The compiler could compute values from final ones once, and not each
    // time.
    private LedgerCommand command = Spend.command();
    private Account before = Spend.before();
    private LedgerEvent event = Spend.decided().event();
    private RecordedEvent recorded = Spend.event();
    private AccountRow row = Spend.row();
    private byte[] commandJson = CommandCodec.write(command);
    private byte[] eventJson = EventCodec.publish(recorded).json();
    private byte[] rowBytes = row.write();
    private RateCard prices = Spend.prices();
    private Usage usage = Spend.usage();

    @Benchmark
    public Decision decide() {
        return Decider.decide(Rules.newest(), command, before, Spend.SEQUENCE, Spend.AT_MILLIS, AccountHistory.NONE);
    }

    @Benchmark
    public Account evolve() {
        return before.evolve(event, Spend.AT_MILLIS);
    }

    @Benchmark
    public byte[] encodeCommand() {
        return CommandCodec.write(command);
    }

    /** With its hash, which is over what was written. */
    @Benchmark
    public EventCodec.Published encodeEvent() {
        return EventCodec.publish(recorded);
    }

    @Benchmark
    public byte[] encodeAccount() {
        return row.write();
    }

    @Benchmark
    public Decoded<LedgerCommand> decodeCommand() {
        return CommandCodec.read(commandJson);
    }

    @Benchmark
    public RecordedEvent decodeEvent() {
        return EventCodec.read(eventJson);
    }

    @Benchmark
    public AccountRow decodeAccount() {
        return AccountRow.read(rowBytes);
    }

    @Benchmark
    public Priced price() {
        return prices.quote(usage, Spend.AT_MILLIS, PriceFallback.DEFAULT);
    }

    /** The hash of the chain over a published event, compared with the one it carries. */
    @Benchmark
    public boolean hashEvent() {
        return EventCodec.hashHolds(eventJson);
    }

    /** The key that an answer is kept under. */
    @Benchmark
    public byte[] hashKey() {
        return StoreKeys.outcome(command.account(), command.key());
    }
}
