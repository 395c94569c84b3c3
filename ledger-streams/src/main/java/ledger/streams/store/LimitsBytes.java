package ledger.streams.store;

import java.util.ArrayList;
import java.util.List;
import ledger.Credits;
import ledger.Period;
import ledger.event.Budget;
import ledger.event.BudgetTerms;
import ledger.event.Limits;
import ledger.event.ZoneOffsets;

/** An overdraft and budgets, each with its terms and what was used of it. */
final class LimitsBytes {
    private LimitsBytes() {}

    static void write(RowWriter out, Limits limits) {
        out.unsigned(limits.overdraft().micros());
        out.unsigned(limits.budgets().size());
        for (Budget budget : limits.budgets()) {
            out.octet(budget.terms().window().code());
            out.unsigned(budget.terms().amount().micros());
            writeZone(out, budget.terms().zone());
            TermsChangeBytes.writeCount(out, budget.count());
        }
    }

    static Limits read(RowReader in) {
        Credits overdraft = new Credits(in.unsigned());
        List<Budget> budgets = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            Period window = Period.ofCode(in.octet());
            Credits amount = new Credits(in.unsigned());
            BudgetTerms terms = new BudgetTerms(window, amount, readZone(in));
            budgets.add(new Budget(terms, TermsChangeBytes.readCount(in)));
        }
        return new Limits(overdraft, budgets);
    }

    private static void writeZone(RowWriter out, ZoneOffsets zone) {
        out.text(zone.name());
        out.signed(zone.offsetSeconds());
        out.unsigned(zone.shifts().size());
        for (ZoneOffsets.Shift shift : zone.shifts()) {
            out.signed(shift.atMillis());
            out.signed(shift.offsetSeconds());
        }
    }

    private static ZoneOffsets readZone(RowReader in) {
        String name = in.text();
        int offsetSeconds = (int) in.signed();
        List<ZoneOffsets.Shift> shifts = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            shifts.add(new ZoneOffsets.Shift(in.signed(), (int) in.signed()));
        }
        return new ZoneOffsets(name, offsetSeconds, shifts);
    }
}
