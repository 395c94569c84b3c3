package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ledger.AccountId;
import ledger.Credits;
import ledger.GrantId;
import ledger.HoldId;
import ledger.event.AlertRules;
import ledger.event.Budget;
import ledger.event.BudgetCount;
import ledger.event.Limits;
import ledger.event.Plan;
import ledger.pricing.Quote;
import org.jspecify.annotations.Nullable;

/** The members of events about holds, grants with terms, limits and plans. */
final class TermsFields {
    private final List<BudgetJson> budgets = new ArrayList<>();
    private @Nullable String holdId;
    private @Nullable String closedHoldId;
    private @Nullable Long expiresAtMillis;
    private @Nullable Credits released;
    private @Nullable Credits debt;
    private @Nullable Quote estimate;
    private @Nullable String grantId;
    private @Nullable Long scheduledForMillis;
    private @Nullable String referredUserId;
    private @Nullable PlanJson plan;
    private @Nullable Credits overdraftLimit;
    private @Nullable AlertRules rules;

    /** Takes one member. Returns whether it knows the name. */
    boolean member(String name, JsonParser in) throws IOException {
        switch (name) {
            case "budgets" -> Members.readList(in, (list, element) -> budgets.add(BudgetJson.read(element)));
            case "holdId" -> holdId = Members.text(in);
            case "closedHoldId" -> closedHoldId = Members.text(in);
            case "expiresAt" -> expiresAtMillis = Members.time(in);
            case "released" -> released = new Credits(Decimals.readMicros(in));
            case "debt" -> debt = new Credits(Decimals.readMicros(in));
            case "estimate" -> estimate = QuoteJson.read(in);
            case "grantId" -> grantId = Members.text(in);
            case "scheduledFor" -> scheduledForMillis = Members.time(in);
            case "referredUserId" -> referredUserId = Members.text(in);
            case "plan" -> plan = PlanJson.read(in);
            case "overdraftLimit" -> overdraftLimit = new Credits(Decimals.readMicros(in));
            case "rules" -> rules = AlertJson.read(in);
            default -> {
                return false;
            }
        }
        return true;
    }

    List<BudgetCount> counts() {
        return budgets.isEmpty()
                ? List.of()
                : budgets.stream().map(BudgetJson::count).toList();
    }

    Limits limits() {
        return new Limits(
                Members.required(overdraftLimit, "overdraftLimit"),
                budgets.stream()
                        .map(budget -> new Budget(budget.terms(), budget.count()))
                        .toList());
    }

    HoldId hold(AccountId account) {
        return BookNames.hold(Members.required(holdId, "holdId"), account);
    }

    @Nullable
    HoldId closedHold(AccountId account) {
        return closedHoldId == null ? null : BookNames.hold(closedHoldId, account);
    }

    GrantId grant(AccountId account) {
        return BookNames.grant(Members.required(grantId, "grantId"), account);
    }

    Plan plan(AccountId account) {
        return Members.required(plan, "plan").of(account);
    }

    AlertRules rules() {
        return Members.required(rules, "rules");
    }

    long expiresAtMillis() {
        return Members.required(expiresAtMillis, "expiresAt");
    }

    long scheduledForMillis() {
        return Members.required(scheduledForMillis, "scheduledFor");
    }

    Credits released() {
        return Members.required(released, "released");
    }

    Credits debt() {
        return Members.required(debt, "debt");
    }

    @Nullable
    Quote estimate() {
        return estimate;
    }

    @Nullable
    String referredUserId() {
        return referredUserId;
    }
}
