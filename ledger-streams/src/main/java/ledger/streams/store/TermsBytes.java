package ledger.streams.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.GrantId;
import ledger.HoldId;
import ledger.event.AlertRules;
import ledger.event.Hold;
import ledger.event.Limits;
import ledger.event.ScheduledGrant;
import ledger.event.Terms;
import ledger.event.TermsChange;

/** An account's terms, written as the changes that make them of none. */
final class TermsBytes {
    private TermsBytes() {}

    static void write(RowWriter out, Terms terms) {
        List<TermsChange> changes = new ArrayList<>();
        terms.holds().values().forEach(hold -> changes.add(new TermsChange.HoldOpened(hold)));
        terms.scheduled().values().forEach(grant -> changes.add(new TermsChange.Scheduled(grant)));
        if (!terms.limits().equals(Limits.NONE)) {
            changes.add(new TermsChange.LimitsChanged(terms.limits()));
        }
        if (terms.plan() != null) {
            changes.add(new TermsChange.PlanChanged(terms.plan()));
        }
        if (!terms.alerts().equals(AlertRules.NONE)) {
            changes.add(new TermsChange.AlertsChanged(terms.alerts()));
        }
        TermsChangeBytes.write(out, changes);
    }

    /** Collects holds and scheduled grants before they become terms: there may be many. */
    static Terms read(RowReader in) {
        Map<HoldId, Hold> holds = new LinkedHashMap<>();
        Map<GrantId, ScheduledGrant> scheduled = new LinkedHashMap<>();
        List<TermsChange> others = new ArrayList<>();
        for (TermsChange change : TermsChangeBytes.read(in)) {
            if (change instanceof TermsChange.HoldOpened opened) {
                holds.put(opened.hold().id(), opened.hold());
            } else if (change instanceof TermsChange.Scheduled promised) {
                scheduled.put(promised.grant().terms().id(), promised.grant());
            } else {
                others.add(change);
            }
        }
        Terms terms = new Terms(holds, scheduled, Limits.NONE, null, AlertRules.NONE);
        for (TermsChange change : others) {
            terms = change.applyTo(terms);
        }
        return terms;
    }
}
