package ledger.api.http;

import java.util.concurrent.CompletionStage;

/** What answers the requests of one route. Called on a thread of the server, and must not block it for long. */
@FunctionalInterface
public interface Endpoint {
    CompletionStage<Reply> handle(Call call);

    /** One that answers at once. */
    interface Immediate {
        Reply handle(Call call);
    }
}
