package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import ledger.IsoTime;
import ledger.Note;
import ledger.command.CaptureHold;
import ledger.command.Cost;
import ledger.command.ExpireDue;
import ledger.command.GrantTerms;
import ledger.command.LedgerCommand;
import ledger.command.PlaceHold;
import ledger.command.ReverseEntry;
import ledger.command.RevokeGrant;
import ledger.command.SetAlerts;
import ledger.command.SetLimits;
import ledger.command.SetPlan;
import ledger.command.VoidHold;
import ledger.event.BudgetTerms;
import ledger.event.Grant;

/** The members that each type of command has of its own. */
final class CommandWriter implements LedgerCommand.Handler<Json.Body> {
    static final LedgerCommand.Handler<Json.Body> BODY_OF = new CommandWriter();

    private CommandWriter() {}

    @Override
    public Json.Body on(LedgerCommand.GrantCredits command) {
        return out -> {
            out.writeStringField("transactionType", command.type().name());
            out.writeStringField("reason", command.reason().name());
            Decimals.writeMicros(out, "amount", command.amount().micros());
            writeNote(out, command.note());
            writeTerms(out, command.terms());
            if (command.referredUserId() != null) {
                out.writeStringField("referredUserId", command.referredUserId());
            }
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
            if (command.hold() != null) {
                out.writeStringField("holdId", command.hold().text(command.account()));
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
            if (command.regrantDays() != null) {
                out.writeNumberField("regrantDays", command.regrantDays());
            }
        };
    }

    @Override
    public Json.Body on(PlaceHold command) {
        return out -> {
            writeCost(out, command.cost());
            out.writeNumberField("expiresInSeconds", command.expiresInSeconds());
            out.writeStringField("reason", command.reason().name());
            writeNote(out, command.note());
        };
    }

    @Override
    public Json.Body on(CaptureHold command) {
        return out -> {
            out.writeStringField("holdId", command.hold().text(command.account()));
            writeCost(out, command.cost());
            writeNote(out, command.note());
        };
    }

    @Override
    public Json.Body on(VoidHold command) {
        return out -> out.writeStringField("holdId", command.hold().text(command.account()));
    }

    @Override
    public Json.Body on(ExpireDue command) {
        return out -> {};
    }

    @Override
    public Json.Body on(RevokeGrant command) {
        return out -> {
            out.writeStringField("grantId", command.grant().text(command.account()));
            writeNote(out, command.note());
        };
    }

    @Override
    public Json.Body on(ReverseEntry command) {
        return out -> {
            out.writeStringField("transactionId", command.entry().toString());
            writeNote(out, command.note());
        };
    }

    @Override
    public Json.Body on(SetPlan command) {
        return out -> {
            out.writeStringField("creditPlan", command.creditPlan());
            if (command.refill() != null) {
                PlanJson.writeRefill(out, command.refill());
            }
        };
    }

    @Override
    public Json.Body on(SetLimits command) {
        return out -> {
            if (command.overdraft() != null) {
                Decimals.writeMicros(out, "overdraftLimit", command.overdraft().micros());
            }
            if (command.budgets() != null) {
                out.writeArrayFieldStart("budgets");
                for (BudgetTerms budget : command.budgets()) {
                    out.writeStartObject();
                    BudgetJson.writeTerms(out, budget);
                    out.writeEndObject();
                }
                out.writeEndArray();
            }
        };
    }

    @Override
    public Json.Body on(SetAlerts command) {
        return out -> AlertJson.write(out, "rules", command.rules());
    }

    private static void writeCost(JsonGenerator out, Cost cost) throws IOException {
        if (cost instanceof Cost.Named named) {
            Decimals.writeMicros(out, "amount", named.amount().micros());
            return;
        }
        Cost.Metered metered = (Cost.Metered) cost;
        UsageJson.write(out, "usage", metered.usage());
        if (metered.quote() != null) {
            QuoteJson.write(out, "quote", metered.quote());
        }
    }

    private static void writeTerms(JsonGenerator out, GrantTerms terms) throws IOException {
        if (terms.priority() != Grant.PRIORITY_DEFAULT) {
            out.writeNumberField("priority", terms.priority());
        }
        if (terms.effectiveAtMillis() != null) {
            out.writeStringField("effectiveAt", IsoTime.text(terms.effectiveAtMillis()));
        }
        if (terms.expiresAtMillis() != null) {
            out.writeStringField("expiresAt", IsoTime.text(terms.expiresAtMillis()));
        }
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
