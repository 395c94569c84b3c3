package ledger.api.credits;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import ledger.api.http.Body;
import ledger.api.http.Call;
import ledger.api.http.Endpoint;
import ledger.api.http.Reply;
import ledger.command.LedgerCommand;

/** Charges, additions and refunds, one at a time. */
public final class Writes {
    private final Submission submission;

    public Writes(Submission submission) {
        this.submission = submission;
    }

    /** What answers requests of that kind. */
    public Endpoint of(WriteKind kind) {
        return call -> write(kind, call);
    }

    private CompletionStage<Reply> write(WriteKind kind, Call call) {
        call.query(Set.of());
        Body body = call.keyedBody(kind.fields());
        LedgerCommand command = kind.reader().read(body, call.caller(), call.key());
        call.about(command.account(), null);
        return submission
                .submit(command)
                .thenApply(answer -> Answered.of(kind, answer).reply());
    }
}
