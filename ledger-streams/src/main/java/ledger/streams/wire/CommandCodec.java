package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import ledger.IsoTime;
import ledger.command.CommandHeader;
import ledger.command.LedgerCommand;

/**
 * Commands as JSON, as they stand in {@code ledger.commands}: {@code {"type", "version", "id", "userId",
 * "idempotencyKey", "actor", "sentAt", …the fields of the type…}}. Members without a value are absent.
 *
 * <p>Reading never throws: what cannot be taken is {@link Decoded.Malformed}. Unknown members are ignored, unknown
 * types and versions are not. A command is read over and over for ever, so what is read from given bytes never changes.
 */
public final class CommandCodec {
    /** Every field at its bound stays below half of it. */
    public static final int BYTES_MAX = 65_536;

    static final long VERSION = 1;

    private CommandCodec() {}

    public static byte[] write(LedgerCommand command) {
        return Json.object(out -> {
            out.writeStringField("type", command.accept(CommandTypes.NAME_OF));
            out.writeNumberField("version", VERSION);
            writeHeader(out, command.header());
            command.accept(CommandWriter.BODY_OF).writeTo(out);
        });
    }

    /** Reads what anybody wrote. */
    public static Decoded<LedgerCommand> read(byte[] json) {
        return Decoded.of(json, BYTES_MAX, CommandCodec::readCommand);
    }

    private static LedgerCommand readCommand(JsonParser in) throws IOException {
        CommandFields fields = new CommandFields();
        Members.readMessage(in, fields::member);
        return fields.command();
    }

    private static void writeHeader(JsonGenerator out, CommandHeader header) throws IOException {
        out.writeStringField("id", header.id());
        out.writeStringField("userId", header.account().value());
        if (header.key() != null) {
            out.writeStringField("idempotencyKey", header.key().value());
        }
        out.writeStringField("actor", header.actor());
        if (header.sentAtMillis() != null) {
            out.writeStringField("sentAt", IsoTime.text(header.sentAtMillis()));
        }
    }
}
