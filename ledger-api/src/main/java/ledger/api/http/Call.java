package ledger.api.http;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import ledger.AccountId;
import ledger.IdempotencyKey;
import ledger.Position;
import ledger.api.auth.Caller;
import ledger.api.http.json.ApiException;
import ledger.api.http.json.Body;
import org.jspecify.annotations.Nullable;

/** One request as an endpoint sees it. Confined to that request. */
public final class Call {
    private static final byte[] NO_BYTES = {};

    private final Context context;
    private final Route route;
    private final String requestId;
    private @Nullable Caller caller;
    private @Nullable AccountId account;
    private @Nullable Position position;
    private @Nullable IdempotencyKey headerKey;
    private @Nullable IdempotencyKey key;
    private boolean isKeyGiven;
    private CompletableFuture<byte[]> bytes = CompletableFuture.completedFuture(NO_BYTES);

    Call(Context context, Route route, String requestId) {
        this.context = context;
        this.route = route;
        this.requestId = requestId;
    }

    public String requestId() {
        return requestId;
    }

    /** Who asks. Only routes with a role have a caller. */
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("an open route has no caller");
        }
        return caller;
    }

    /** The decoded text of a segment of the path. */
    public String pathParameter(String name) {
        return context.pathParam(name);
    }

    /** Whether the request has a header of that name. */
    public boolean has(String header) {
        return context.header(header) != null;
    }

    /** The value of a header, empty where there is none of that name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(context.header(name));
    }

    /** The query as a body of texts, which may have these parameters and no others. */
    public Body query(Set<String> parameters) {
        return Query.read(context.queryString(), parameters);
    }

    /** The body, which may have these fields and no others. */
    public Body body(Set<String> fields) {
        return Body.of(bytes()).only(fields);
    }

    /** Refuses a body that says something: an empty object does not. */
    public void requireNoBody() {
        byte[] bytes = bytes();
        if (bytes.length > 0) {
            Body.of(bytes).only(Set.of());
        }
    }

    /** The body of a write, which may have these fields and {@code idempotencyKey}: the key is taken from it. */
    public Body keyedBody(Set<String> fields) {
        return keyed(Body.of(bytes()), fields);
    }

    /** The same, where there may be no body at all. */
    public Body keyedBodyIfAny(Set<String> fields) {
        byte[] bytes = bytes();
        return keyed(bytes.length == 0 ? Body.empty() : Body.of(bytes), fields);
    }

    /** The key of the write: the caller's, or one made up. */
    public IdempotencyKey key() {
        if (key == null) {
            key = Keys.madeUp();
        }
        return key;
    }

    /** The key of one item of a batch: {@code <key>/<index>}. */
    public IdempotencyKey itemKey(int index) {
        return Keys.ofItem(key(), index);
    }

    /** The key of an item that may have its own. It must not contradict a key of the whole request. */
    public IdempotencyKey itemKey(IdempotencyKey fromRequest, Body item) {
        IdempotencyKey own = Keys.inBody(item);
        if (own != null && isKeyGiven && !own.equals(fromRequest)) {
            throw item.invalid(Keys.BODY_FIELD, " differs from the key of the whole request");
        }
        return own == null ? fromRequest : own;
    }

    /** Notes the account that the request is about, and how far it was folded before anything of it was read. */
    public void about(AccountId about, @Nullable Position readFrom) {
        account = about;
        position = readFrom;
    }

    /**
     * Begins to read the body. Done when all of it has arrived, or it is refused; {@link #body} then throws the
     * refusal.
     */
    CompletableFuture<byte[]> read() {
        bytes = RequestBytes.read(context, route.bodyBytesMax());
        return bytes;
    }

    void authenticated(Caller who) {
        caller = who;
    }

    void takeHeaderKey() {
        headerKey = Keys.inHeader(context.header(Headers.IDEMPOTENCY_KEY));
        if (headerKey != null) {
            key = headerKey;
            isKeyGiven = true;
        }
    }

    Route route() {
        return route;
    }

    Context context() {
        return context;
    }

    /** The account that the request is about, as far as is known: the named one, or else the caller's. */
    @Nullable
    AccountId account() {
        return account == null && caller != null ? caller.account() : account;
    }

    @Nullable
    Position position() {
        return position;
    }

    private byte[] bytes() {
        try {
            return bytes.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof ApiException refused ? refused : failed;
        }
    }

    private Body keyed(Body body, Set<String> fields) {
        IdempotencyKey inBody = Keys.inBody(body);
        if (inBody != null) {
            if (headerKey != null && !headerKey.equals(inBody)) {
                throw body.invalid(Keys.BODY_FIELD, " differs from the header " + Headers.IDEMPOTENCY_KEY);
            }
            key = inBody;
            isKeyGiven = true;
        }
        return body.only(fields, Keys.BODY_FIELD);
    }
}
