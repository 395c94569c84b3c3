package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import ledger.Note;
import ledger.command.LedgerCommand;

/** The names of commands and the members that each type has of its own. */
final class CommandWriter {
    static final LedgerCommand.Handler<String> TYPE_OF = new TypeOf();
    static final LedgerCommand.Handler<Json.Body> BODY_OF = new BodyOf();

    private CommandWriter() {}

    private static final class TypeOf implements LedgerCommand.Handler<String> {
        @Override
        public String on(LedgerCommand.GrantCredits command) {
            return "GrantCredits";
        }

        @Override
        public String on(LedgerCommand.DeductCredits command) {
            return "DeductCredits";
        }

        @Override
        public String on(LedgerCommand.SpendCredits command) {
            return "SpendCredits";
        }

        @Override
        public String on(LedgerCommand.ChargeUsage command) {
            return "ChargeUsage";
        }

        @Override
        public String on(LedgerCommand.RefundEntry command) {
            return "RefundEntry";
        }
    }

    private static final class BodyOf implements LedgerCommand.Handler<Json.Body> {
        @Override
        public Json.Body on(LedgerCommand.GrantCredits command) {
            return out -> {
                out.writeStringField("transactionType", command.type().name());
                out.writeStringField("reason", command.reason().name());
                Decimals.writeMicros(out, "amount", command.amount().micros());
                writeNote(out, command.note());
            };
        }

        @Override
        public Json.Body on(LedgerCommand.DeductCredits command) {
            return out -> {
                out.writeStringField("reason", command.reason().name());
                Decimals.writeMicros(out, "amount", command.amount().micros());
                writeNote(out, command.note());
            };
        }

        @Override
        public Json.Body on(LedgerCommand.SpendCredits command) {
            return out -> {
                out.writeStringField("reason", command.reason().name());
                Decimals.writeMicros(out, "amount", command.amount().micros());
                writeNote(out, command.note());
            };
        }

        @Override
        public Json.Body on(LedgerCommand.ChargeUsage command) {
            return out -> {
                UsageJson.write(out, "usage", command.usage());
                out.writeStringField("reason", command.reason().name());
                out.writeBooleanField("allowDebt", command.allowDebt());
                writeNote(out, command.note());
                if (command.usedAtMillis() != null) {
                    out.writeStringField("usedAt", IsoTime.text(command.usedAtMillis()));
                }
                if (command.quote() != null) {
                    QuoteJson.write(out, "quote", command.quote());
                }
            };
        }

        @Override
        public Json.Body on(LedgerCommand.RefundEntry command) {
            return out -> {
                out.writeStringField("transactionId", command.entry().toString());
                if (command.amount() != null) {
                    Decimals.writeMicros(out, "amount", command.amount().micros());
                }
                if (command.reason() != null) {
                    out.writeStringField("reason", command.reason().name());
                }
                writeNote(out, command.note());
            };
        }

        private static void writeNote(JsonGenerator out, Note note) throws IOException {
            if (note.description() != null) {
                out.writeStringField("description", note.description());
            }
            if (note.metadata() != null) {
                out.writeFieldName("metadata");
                out.writeRawValue(note.metadata());
            }
        }
    }
}
