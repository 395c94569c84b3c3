package ledger.streams.wire;

import java.util.HashMap;
import java.util.Map;
import ledger.command.CommandHeader;
import ledger.command.CommandTypes;
import ledger.command.LedgerCommand;
import ledger.message.Field;
import ledger.message.Fields;
import ledger.message.MessageType;
import ledger.message.Part;
import ledger.message.ValueTypes;
import ledger.message.Values;
import ledger.streams.json.Decoded;
import ledger.streams.json.JsonMessage;
import ledger.streams.json.JsonText;
import ledger.streams.json.JsonValues;
import ledger.streams.json.Members;

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

    private static final Map<String, Whole<?>> BY_NAME = new HashMap<>();

    static {
        for (MessageType<? extends LedgerCommand, CommandHeader> type : CommandTypes.ALL.all()) {
            BY_NAME.put(type.name(), Whole.of(type));
        }
    }

    private CommandCodec() {}

    public static byte[] write(LedgerCommand command) {
        String name = CommandTypes.ALL.of(command).name();
        Whole<?> whole = Members.required(BY_NAME.get(name), name);
        return JsonText.object(out -> new JsonValues(out, command.account()).members(whole.fields(), command));
    }

    /** Reads what anybody wrote. */
    public static Decoded<LedgerCommand> read(byte[] json) {
        return Decoded.of(json, BYTES_MAX, in -> {
            Whole<?> whole = BY_NAME.get(Members.required(JsonMessage.text(json, "type"), "type"));
            if (whole == null) {
                throw new IllegalArgumentException("type is of no command known to this build");
            }
            JsonMessage message = new JsonMessage(in, json);
            LedgerCommand command = whole.make(new Values(message.whole(whole.fields())));
            message.requireOf(command.account());
            return command;
        });
    }

    /**
     * A command with its header, as it stands in the log.
     *
     * @param type its declaration
     * @param fields all of them
     * @param header the header's
     * @param own the first slot of the type's own
     */
    private record Whole<C extends LedgerCommand>(
            MessageType<C, CommandHeader> type,
            Fields<LedgerCommand> fields,
            Field<String> name,
            Field<Long> version,
            Part<CommandHeader> header,
            int own) {
        @SuppressWarnings("unchecked") // Only commands of the type are written so.
        static <C extends LedgerCommand> Whole<C> of(MessageType<C, CommandHeader> type) {
            Fields.Declaration<LedgerCommand> of = new Fields.Declaration<>();
            Field<String> name = of.required("type", ValueTypes.TEXT, command -> type.name());
            Field<Long> version = of.required("version", ValueTypes.WHOLE, command -> VERSION);
            Part<CommandHeader> header = of.part(CommandTypes.HEADER, LedgerCommand::header);
            int own = of.add(type.fields(), command -> (C) command);
            return new Whole<>(type, of.done(), name, version, header, own);
        }

        LedgerCommand make(Values in) {
            if (in.get(version) != VERSION) {
                throw new IllegalArgumentException(
                        "version " + in.get(version) + " of commands is not known to this build");
            }
            if (!in.get(name).equals(type.name())) {
                throw new IllegalArgumentException("type is there twice");
            }
            return type.make(in.from(own), in.get(header));
        }
    }
}
