package ledger.api.credits;

import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import ledger.api.http.Call;
import ledger.api.http.Endpoint;
import ledger.api.http.Reply;
import ledger.api.http.json.Body;
import ledger.command.LedgerCommand;

/** Everything that changes an account, one at a time. */
public final class Writes {
    private final Submission submission;
    private final InstantSource clock;

    public Writes(Submission submission, InstantSource clock) {
        this.submission = submission;
        this.clock = clock;
    }

    /** What answers requests of that kind. */
    public Endpoint of(WriteKind kind) {
        return call -> write(kind, call);
    }

    private CompletionStage<Reply> write(WriteKind kind, Call call) {
        call.query(Set.of());
        LedgerCommand command = kind.command(asked(kind, call));
        call.about(command.account(), null);
        return submission
                .submit(command)
                .thenApply(
                        answer -> Answered.of(kind, command.account(), answer).reply());
    }

    /** Where the path says what it is about, the body may have nothing to add. */
    private Asked asked(WriteKind kind, Call call) {
        Body body = kind.isOfPath() ? call.keyedBodyIfAny(kind.fields()) : call.keyedBody(kind.fields());
        String pathId = kind.isOfPath() ? call.pathParameter("id") : null;
        return new Asked(body, call.caller(), call.key(), pathId, clock.millis());
    }
}
