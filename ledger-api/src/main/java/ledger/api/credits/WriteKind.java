package ledger.api.credits;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import ledger.api.auth.Role;
import ledger.api.body.BodyFields;
import ledger.api.http.json.Body;
import ledger.command.CommandTypes;
import ledger.command.LedgerCommand;

/**
 * What can be asked of an account.
 *
 * @param label its name in a batch: the command's
 * @param least the least role that may ask it
 * @param status that of its first success
 * @param body the fields of its body, and the one in its path
 * @param reading makes the command of a body and of who asks; what is metered comes without its quote: a known key
 *     needs none
 */
public record WriteKind(
        String label, Role least, int status, BodyFields body, BiFunction<Body, Asked, LedgerCommand> reading) {
    private static final int CREATED = 201;
    private static final int UPDATED = 200;

    /** Declares its fields in their order, then what reads them: in the order in which errors are found. */
    static WriteKind of(
            Class<? extends LedgerCommand> command,
            Role least,
            Function<BodyFields, BiFunction<Body, Asked, LedgerCommand>> declaration) {
        BodyFields body = new BodyFields();
        BiFunction<Body, Asked, LedgerCommand> reading = declaration.apply(body);
        return new WriteKind(CommandTypes.ALL.declared(command).kind(), least, CREATED, body, reading);
    }

    /** The same where nothing is created. */
    WriteKind updating() {
        return new WriteKind(label, least, UPDATED, body, reading);
    }

    /** The fields of its body, alone. */
    Set<String> fields() {
        return body.names();
    }

    /** The fields of an item of a batch: with the id that is in the path otherwise. */
    Set<String> itemFields() {
        return body.itemNames();
    }

    /** Whether its path has the id of what it is about. */
    boolean isOfPath() {
        return itemFields().size() > fields().size();
    }

    /** The command. Throws {@link ledger.api.http.json.ApiException} naming the field that does not fit. */
    LedgerCommand command(Asked asked) {
        return reading.apply(asked.body(), asked);
    }
}
