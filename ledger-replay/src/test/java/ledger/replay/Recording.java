package ledger.replay;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ledger.AccountId;
import ledger.Credits;
import ledger.GrantId;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.Position;
import ledger.account.Book;
import ledger.account.Grant;
import ledger.account.Posting;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.command.CommandHeader;
import ledger.event.Booking;
import ledger.event.CommandRepeated;
import ledger.event.CreditsGranted;
import ledger.event.CreditsSpent;
import ledger.event.LedgerEvent;
import ledger.fold.Account;
import ledger.fold.RecordedEvent;
import ledger.streams.wire.EventCodec;

/** Writes events of several users as the ledger would, chained and with their balances. */
final class Recording {
    private static final Book.Available GRANT = new Book.Available(new GrantId(1));

    private final List<byte[]> published = new ArrayList<>();
    private final Map<String, RecordedEvent> last = new LinkedHashMap<>();
    private final Map<String, Account> accounts = new LinkedHashMap<>();

    /** The user gets credits, as the first event of the account. */
    Recording bought(String user, long credits, long timeMillis) {
        Grant grant = new Grant(
                new GrantId(1),
                TransactionType.PURCHASE,
                Credits.of(credits),
                Grant.PRIORITY_DEFAULT,
                Grant.NEVER,
                timeMillis);
        Posting posting = new Posting(new Book.Issued(TransactionType.PURCHASE), GRANT, Credits.of(credits));
        Booking booking = new Booking(
                TransactionType.PURCHASE,
                Reason.MANUAL_ADJUSTMENT,
                Credits.of(credits).micros(),
                List.of(posting),
                List.of(grant),
                List.of(),
                Note.NONE);
        return add(user, new CreditsGranted(booking, null), timeMillis);
    }

    /** The user spends credits, and says on which model. */
    Recording spent(String user, long credits, String metadata, long timeMillis) {
        Posting posting = new Posting(GRANT, new Book.Used(), Credits.of(credits));
        Booking booking = new Booking(
                TransactionType.USAGE,
                Reason.AI_CHAT,
                -Credits.of(credits).micros(),
                List.of(posting),
                List.of(),
                List.of(),
                new Note(null, metadata));
        return add(user, new CreditsSpent(booking), timeMillis);
    }

    /** The user's last command came again. */
    Recording repeated(String user, long timeMillis) {
        RecordedEvent before = lastOf(user);
        RecordedEvent event = new RecordedEvent(
                "0-" + published.size() + "-0",
                0,
                timeMillis,
                null,
                before.command(),
                new Position(0, published.size()),
                new CommandRepeated(before.sequence()),
                before.balanceAfterMicros(),
                "",
                "");
        published.add(EventCodec.publish(event).json());
        return this;
    }

    /** The events as they stand on the topic. */
    List<byte[]> published() {
        return published;
    }

    /** What the running ledger would say of the users now. */
    Map<String, AccountState> running() {
        Map<String, AccountState> states = new LinkedHashMap<>();
        accounts.forEach((user, account) -> states.put(
                user,
                new AccountState(
                        lastOf(user).sequence(),
                        account.balanceMicros(),
                        account.used().micros(),
                        account.issuedMicros(TransactionType.PURCHASE),
                        account.issuedMicros(TransactionType.REFUND),
                        0,
                        lastOf(user).hash())));
        return states;
    }

    static long micros(String credits) {
        return new BigDecimal(credits).movePointRight(Credits.SCALE).longValueExact();
    }

    private RecordedEvent lastOf(String user) {
        return Objects.requireNonNull(last.get(user), user);
    }

    private Recording add(String user, LedgerEvent event, long timeMillis) {
        Account account = accounts.getOrDefault(user, Account.EMPTY).evolve(event, timeMillis);
        accounts.put(user, account);
        RecordedEvent before = last.get(user);
        long sequence = before == null ? 1 : before.sequence() + 1;
        String previous = before == null ? RecordedEvent.GENESIS_HASH : before.hash();
        CommandHeader command = new CommandHeader(
                "c" + published.size(), new AccountId(user), new IdempotencyKey("k" + published.size()), "test");
        Position position = new Position(0, published.size());
        RecordedEvent unhashed = new RecordedEvent(
                position + "-0",
                sequence,
                timeMillis,
                null,
                command,
                position,
                event,
                account.balanceMicros(),
                previous,
                "");
        EventCodec.Published json = EventCodec.publish(unhashed);
        published.add(json.json());
        last.put(user, EventCodec.read(json.json()));
        return this;
    }
}
