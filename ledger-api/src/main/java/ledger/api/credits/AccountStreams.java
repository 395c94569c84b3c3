package ledger.api.credits;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import ledger.AccountId;
import ledger.UnavailableException;
import ledger.api.http.Call;
import ledger.api.http.EventStream;
import ledger.api.http.Reply;
import ledger.api.http.RequestGate;
import ledger.api.http.json.ApiException;
import ledger.api.http.json.Body;
import ledger.api.http.json.ErrorCode;
import ledger.api.http.json.JsonWriter;
import ledger.query.AccountFeed;
import ledger.query.Balance;
import ledger.query.LedgerQueries;

/** Streams what happens to accounts: each balance as it changes, and alarms. Heartbeats go to all from one thread. */
public final class AccountStreams implements AutoCloseable {
    /** A connection each, of the thousands that a server has. */
    static final int STREAMS_MAX = 1_000;
    /** Pages that one user has open. */
    static final int STREAMS_PER_ACCOUNT_MAX = 16;
    /** Below the minute after which the server, and many a proxy, takes a silent connection for dead. */
    private static final long HEARTBEAT_SECONDS = 15;

    private final AccountFeed feed;
    private final LedgerQueries queries;
    private final Map<EventStream, AccountId> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService heartbeats = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "ledger-stream-heartbeats");
        thread.setDaemon(true);
        return thread;
    });

    @SuppressWarnings("FutureReturnValueIgnored") // It ends with the executor, and cannot fail.
    public AccountStreams(AccountFeed feed, LedgerQueries queries) {
        this.feed = feed;
        this.queries = queries;
        heartbeats.scheduleAtFixedRate(
                () -> open.keySet().forEach(EventStream::heartbeat),
                HEARTBEAT_SECONDS,
                HEARTBEAT_SECONDS,
                TimeUnit.SECONDS);
    }

    /** GET /stream. */
    public Reply stream(Call call) {
        Body query = call.query(Set.of("userId", RequestGate.TOKEN_PARAMETER));
        AccountId account = Target.of(call.caller(), query.accountOrNull("userId"));
        return Reply.stream(begin(account));
    }

    /** Ends all streams; their callers come back to another instance, or later. */
    @Override
    public void close() {
        heartbeats.shutdownNow();
        open.keySet().forEach(EventStream::end);
    }

    private EventStream begin(AccountId account) {
        EventStream stream = admit(account);
        Listening listening = new Listening(stream);
        stream.onEnd(() -> open.remove(stream));
        feed.subscribe(account, listening).whenComplete((subscription, failure) -> {
            if (failure != null) {
                stream.end();
                return;
            }
            stream.onEnd(subscription::close);
            listening.first(account);
        });
        return stream;
    }

    private synchronized EventStream admit(AccountId account) {
        long ofAccount = open.values().stream().filter(account::equals).count();
        if (open.size() >= STREAMS_MAX || ofAccount >= STREAMS_PER_ACCOUNT_MAX) {
            throw new ApiException(
                    ErrorCode.RATE_LIMITED,
                    "too many streams are open: at most " + STREAMS_PER_ACCOUNT_MAX + " of one user and " + STREAMS_MAX
                            + " in all; close some, or try again later");
        }
        EventStream stream = new EventStream();
        open.put(stream, account);
        return stream;
    }

    /** Begins with the balance as it is, and never goes back behind one that was sent. */
    private final class Listening implements AccountFeed.Listener {
        private final EventStream stream;
        private long sentSequence = -1;

        Listening(EventStream stream) {
            this.stream = stream;
        }

        void first(AccountId account) {
            try {
                Balance now = queries.balance(account);
                balance(
                        now.sequence(),
                        JsonWriter.bytes(out -> out.object(members -> BalanceJson.briefMembers(members, now))));
            } catch (UnavailableException foldedElsewhere) {
                // Its changes are heard all the same.
                stream.heartbeat();
            }
        }

        @Override
        public synchronized void balance(long sequence, byte[] json) {
            if (sequence > sentSequence) {
                sentSequence = sequence;
                stream.send("balance", json);
            }
        }

        @Override
        public void alert(byte[] json) {
            stream.send("alert", json);
        }

        @Override
        public void ended() {
            stream.end();
        }
    }
}
