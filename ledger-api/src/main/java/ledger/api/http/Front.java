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
import ledger.query.LedgerQueries;
import org.jspecify.annotations.Nullable;

/** What every request passes: who asks, whether they may, what they wait for, and the headers of the answer. */
public final class Front {
    /** The query parameter in which a browser may say its token where it opens a stream. */
    public static final String TOKEN_PARAMETER = "access_token";

    private static final String BEARER = "Bearer ";
    /** URLs are written down by servers and browsers: what is found there must be of no use. */
    private static final Duration TOKEN_IN_QUERY_LIFETIME_MAX = Duration.ofMinutes(5);

    private final Authenticator authenticator;
    private final LedgerQueries queries;
    private final Executor executor;
    private final RequestObserver observer;

    /** {@code executor} runs what follows a wait, so that a slow reader of an answer stops no thread of the ledger. */
    Front(Authenticator authenticator, LedgerQueries queries, Executor executor, RequestObserver observer) {
        this.authenticator = authenticator;
        this.queries = queries;
        this.executor = executor;
        this.observer = observer;
    }

    void handle(Context context, Route route) throws IOException {
        long startNanos = System.nanoTime();
        Call call = new Call(context, route, Replies.requestId(context));
        CompletableFuture<Reply> reply = answer(call)
                .handle((answered, thrown) -> thrown == null
                        ? answered
                        : Failure.of(thrown, call.requestId()).reply())
                .toCompletableFuture();
        if (reply.isDone()) {
            send(call, reply.join(), startNanos);
        } else {
            context.future(() -> reply.thenAcceptAsync(answered -> sendLater(call, answered, startNanos), executor));
        }
    }

    private CompletionStage<Reply> answer(Call call) {
        try {
            Route route = call.route();
            if (route.least() != null) {
                call.authenticated(callerOf(call));
            }
            if (route.kind() == Route.Kind.WRITE) {
                call.takeHeaderKey();
            }
            requireRole(call, route.least());
            return route.kind() == Route.Kind.READ
                    ? read(call)
                    : route.endpoint().handle(call);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
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
                : folded.thenComposeAsync(done -> call.route().endpoint().handle(call), executor);
    }

    private CompletionStage<Void> folded(Position position) {
        try {
            return queries.folded(position);
        } catch (IllegalArgumentException ofNoLog) {
            throw Positions.malformed();
        }
    }

    private void sendLater(Call call, Reply reply, long startNanos) {
        try {
            send(call, reply, startNanos);
        } catch (IOException clientGone) {
            // Nobody is left to tell; what was asked is decided all the same.
            call.context().skipRemainingHandlers();
        }
    }

    private void send(Call call, Reply reply, long startNanos) throws IOException {
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
        if (reply.stream() == null) {
            Replies.send(context, reply);
        } else {
            Replies.stream(context, reply, reply.stream());
        }
        observer.answered(call.route().method(), call.route().path(), reply.status(), System.nanoTime() - startNanos);
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
