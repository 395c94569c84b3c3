package ledger.api.credits;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import ledger.IdempotencyKey;
import ledger.Position;
import ledger.UnavailableException;
import ledger.api.auth.Caller;
import ledger.api.http.Call;
import ledger.api.http.Failure;
import ledger.api.http.Headers;
import ledger.api.http.Positions;
import ledger.api.http.Reply;
import ledger.api.http.json.ApiException;
import ledger.api.http.json.Body;
import ledger.api.http.json.Element;
import ledger.api.http.json.ErrorCode;
import ledger.command.LedgerCommand;
import org.jspecify.annotations.Nullable;

/** Many commands in one request: appended in order without waiting for each, answered in order. */
public final class BatchWrites {
    private static final int COMMANDS_MAX = 1_000;

    private final Submission submission;
    private final InstantSource clock;

    public BatchWrites(Submission submission, InstantSource clock) {
        this.submission = submission;
        this.clock = clock;
    }

    /** Answers each command by itself. */
    public CompletionStage<Reply> batch(Call call) {
        call.query(Set.of());
        List<Element> commands = call.keyedBody(Set.of("commands")).elements("commands", 1, COMMANDS_MAX);
        List<Item> items = new ArrayList<>(commands.size());
        Failure down = null;
        for (int i = 0; i < commands.size(); i++) {
            Item item = new Item(call, i, commands.get(i));
            item.submit(down);
            down = item.unavailable();
            items.add(item);
        }
        return CompletableFuture.allOf(items.stream().map(item -> item.answered).toArray(CompletableFuture[]::new))
                .thenApply(done -> reply(items));
    }

    private static Reply reply(List<Item> items) {
        Reply reply = Reply.object(
                200,
                out -> out.array(
                        "results",
                        results -> items.forEach(item ->
                                results.object(one -> item.answered.join().members(one, item.key)))));
        List<Position> positions = items.stream()
                .map(item -> item.answered.join().position())
                .filter(Objects::nonNull)
                .toList();
        return positions.isEmpty() ? reply : reply.with(Headers.POSITION, Positions.text(positions));
    }

    /** One command of a batch; whatever is wrong with it is its own answer. */
    private final class Item {
        private final Call call;
        private final Element element;
        private IdempotencyKey key;
        private CompletableFuture<Answered> answered = new CompletableFuture<>();
        private @Nullable Failure unavailable;

        Item(Call call, int index, Element element) {
            this.call = call;
            this.element = element;
            this.key = call.itemKey(index);
        }

        /** {@code down} tells why an earlier item could not be appended: then none is tried after it. */
        void submit(@Nullable Failure down) {
            unavailable = down;
            try {
                WriteKind kind = kind();
                LedgerCommand command = command(kind);
                if (down != null) {
                    answered.complete(Answered.failed(down));
                    return;
                }
                answered = submission
                        .submit(command)
                        .thenApply(answer -> Answered.of(kind, command.account(), answer))
                        .exceptionally(thrown -> Answered.failed(Failure.of(thrown, call.requestId())))
                        .toCompletableFuture();
            } catch (ApiException refused) {
                answered.complete(Answered.failed(Failure.of(refused, call.requestId())));
            } catch (UnavailableException gone) {
                unavailable = Failure.of(gone, call.requestId());
                answered.complete(Answered.failed(unavailable));
            }
        }

        /**
         * Why nothing can be appended now, so that a batch waits for a broker that is gone once and not 1,000 times.
         */
        @Nullable
        Failure unavailable() {
            if (answered.isDone()) {
                Failure failure = answered.join().failure();
                return failure != null && failure.code() == ErrorCode.UNAVAILABLE ? failure : unavailable;
            }
            return unavailable;
        }

        private WriteKind kind() {
            String rule = "one of " + WriteTypes.listed();
            String label = element.object()
                    .text("kind", text -> WriteTypes.inBatch(text).isPresent(), rule);
            return WriteTypes.inBatch(label).orElseThrow();
        }

        private LedgerCommand command(WriteKind kind) {
            Body body = element.object();
            key = call.itemKey(key, body);
            Caller caller = call.caller();
            if (!caller.role().covers(kind.least())) {
                throw new ApiException(ErrorCode.FORBIDDEN, "this kind of command needs role admin");
            }
            body.only(kind.itemFields(), "kind", "idempotencyKey");
            return kind.command(new Asked(body, caller, key, null, clock.millis()));
        }
    }
}
