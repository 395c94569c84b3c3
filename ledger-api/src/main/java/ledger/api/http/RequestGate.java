package ledger.api.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import ledger.Position;
import ledger.UnavailableException;
import ledger.api.auth.Authenticator;
import ledger.api.auth.Caller;
import ledger.api.auth.Role;
import ledger.api.auth.UnauthenticatedException;
import ledger.api.http.json.ApiException;
import ledger.api.http.json.ErrorCode;
import ledger.query.LedgerQueries;
import org.jspecify.annotations.Nullable;

/**
 * The steps that every request goes through: who calls, whether they may, what they wait for, and the headers of the
 * answer.
 */
public final class RequestGate {
    /** The query parameter in which a browser may say its token where it opens a stream. */
    public static final String TOKEN_PARAMETER = "access_token";

    /** Threads that wait for RocksDB; more would only take memory. */
    static final int WORKERS_MAX = 48;
    /** Monitoring asks once in a few seconds. */
    static final int VITAL_MAX = 4;

    private static final String BEARER = "Bearer ";
    /** Servers and browsers write URLs down, so a token found there must be of no use any more. */
    private static final Duration TOKEN_IN_QUERY_LIFETIME_MAX = Duration.ofMinutes(5);

    private final Authenticator authenticator;
    private final LedgerQueries queries;
    private final Executor threads;
    private final WorkLimit workers;
    private final WorkLimit vital;
    private final RateLimits rates;
    private final RequestObserver observer;

    /** {@code threads} runs what follows a wait, so that what is sent holds up no thread of the ledger. */
    RequestGate(
            Authenticator authenticator,
            LedgerQueries queries,
            Executor threads,
            RateLimits rates,
            RequestObserver observer) {
        this.authenticator = authenticator;
        this.queries = queries;
        this.threads = threads;
        this.workers = new WorkLimit(WORKERS_MAX, threads);
        this.vital = new WorkLimit(VITAL_MAX, threads);
        this.rates = rates;
        this.observer = observer;
    }

    void handle(Context context, Route route) throws IOException {
        long startNanos = System.nanoTime();
        Call call = new Call(context, route, Replies.requestId(context));
        CompletableFuture<Reply> reply = begin(call)
                .handle((answered, thrown) -> thrown == null
                        ? answered
                        : Failure.of(thrown, call.requestId()).reply());
        if (reply.isDone() && !context.req().isAsyncStarted()) {
            CompletableFuture<Void> sent = send(call, reply.join(), startNanos);
            if (!sent.isDone()) {
                context.future(() -> sent);
            }
        } else {
            context.future(() -> reply.thenComposeAsync(answered -> sendLater(call, answered, startNanos), threads));
        }
    }

    private CompletableFuture<Reply> begin(Call call) {
        WorkLimit limit = limit(call);
        if (limit.tryEnter()) {
            return limit.inside(() -> admit(call)).toCompletableFuture();
        }
        Later.begin(call.context());
        return limit.later(() -> admit(call));
    }

    private WorkLimit limit(Call call) {
        return call.route().kind() == Route.Kind.VITAL ? vital : workers;
    }

    private CompletionStage<Reply> admit(Call call) {
        Route route = call.route();
        if (route.least() != null) {
            call.authenticated(callerOf(call));
        }
        if (route.kind() == Route.Kind.WRITE) {
            call.takeHeaderKey();
        }
        int secondsToWait = route.least() == null ? 0 : rates.secondsToWait(call.caller());
        if (secondsToWait > 0) {
            Reply refused = rates.refusal(call.caller(), secondsToWait).reply();
            return CompletableFuture.completedFuture(
                    refused.with(Headers.RETRY_AFTER, Integer.toString(secondsToWait)));
        }
        requireRole(call, route.least());
        if (!route.hasBody()) {
            return answer(call);
        }
        CompletableFuture<byte[]> body = call.read();
        return body.isDone()
                ? answer(call)
                : body.handle((bytes, refused) -> call)
                        .thenCompose(whole -> limit(call).enter(() -> answer(call)));
    }

    private CompletionStage<Reply> answer(Call call) {
        return call.route().kind() == Route.Kind.READ
                ? read(call)
                : call.route().endpoint().handle(call);
    }

    private CompletionStage<Reply> read(Call call) {
        String header = call.context().header(Headers.MIN_POSITION);
        if (header == null) {
            return call.route().endpoint().handle(call);
        }
        CompletableFuture<?>[] folds = Positions.parse(header).stream()
                .map(this::folded)
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new);
        CompletableFuture<Void> folded = CompletableFuture.allOf(folds);
        return folded.isDone() && !folded.isCompletedExceptionally()
                ? call.route().endpoint().handle(call)
                : folded.thenCompose(
                        done -> workers.later(() -> call.route().endpoint().handle(call)));
    }

    private CompletionStage<Void> folded(Position position) {
        try {
            return queries.folded(position);
        } catch (IllegalArgumentException ofNoLog) {
            throw Positions.malformed();
        }
    }

    private CompletableFuture<Void> sendLater(Call call, Reply reply, long startNanos) {
        try {
            return send(call, reply, startNanos);
        } catch (IOException clientGone) {
            // The client is gone. Its command is decided nevertheless.
            call.context().skipRemainingHandlers();
            return CompletableFuture.completedFuture(null);
        }
    }

    private CompletableFuture<Void> send(Call call, Reply reply, long startNanos) throws IOException {
        Context context = call.context();
        if (call.route().kind() == Route.Kind.WRITE) {
            context.header(Headers.IDEMPOTENCY_KEY, Keys.toHeader(call.key()));
        }
        if (isAboutAccount(call.route()) && !reply.headers().containsKey(Headers.POSITION)) {
            Position position = call.position() == null ? positionNow(call) : call.position();
            if (position != null) {
                context.header(Headers.POSITION, position.toString());
            }
        }
        CompletableFuture<Void> sent =
                reply.stream() == null ? Replies.send(context, reply) : Replies.stream(context, reply, reply.stream());
        observer.answered(call.route().method(), call.route().path(), reply.status(), System.nanoTime() - startNanos);
        return sent;
    }

    /** A failure that is told after the account is gone has no position. */
    private @Nullable Position positionNow(Call call) {
        try {
            return call.account() == null ? null : queries.position(call.account());
        } catch (UnavailableException notServed) {
            return null;
        }
    }

    private static boolean isAboutAccount(Route route) {
        return route.kind() == Route.Kind.READ || route.kind() == Route.Kind.WRITE;
    }

    private Caller callerOf(Call call) {
        Context context = call.context();
        String inQuery = call.route().kind() == Route.Kind.STREAM ? context.queryParam(TOKEN_PARAMETER) : null;
        if (inQuery == null) {
            return authenticator.authenticate(bearerToken(context));
        }
        if (call.has("Authorization")) {
            throw ApiException.invalid(
                    TOKEN_PARAMETER, TOKEN_PARAMETER + " and the header Authorization exclude each other");
        }
        return authenticator.authenticateBrief(inQuery, TOKEN_IN_QUERY_LIFETIME_MAX);
    }

    private static String bearerToken(Context context) {
        List<String> headers = Collections.list(context.req().getHeaders("Authorization"));
        if (headers.size() != 1 || !headers.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new UnauthenticatedException("a token is needed: send the header Authorization: Bearer <token>");
        }
        return headers.get(0).substring(BEARER.length()).strip();
    }

    private static void requireRole(Call call, @Nullable Role least) {
        if (least != null && !call.caller().role().covers(least)) {
            throw new ApiException(
                    ErrorCode.FORBIDDEN,
                    "role " + lower(call.caller().role()) + " may not do this: it needs role " + lower(least));
        }
    }

    private static String lower(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
