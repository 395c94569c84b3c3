package ledger.decide;

import static ledger.decide.Commands.beginning;
import static ledger.decide.Commands.budget;
import static ledger.decide.Commands.expiring;
import static ledger.decide.Commands.hold;
import static ledger.decide.Commands.limits;
import static ledger.decide.Commands.plan;
import static ledger.decide.Commands.purchase;
import static ledger.decide.Commands.refund;
import static ledger.decide.Commands.revoke;
import static ledger.decide.Commands.spend;
import static ledger.decide.Commands.sweep;
import static ledger.decide.Commands.usage;
import static ledger.decide.Commands.voided;
import static ledger.decide.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import ledger.Credits;
import ledger.Period;
import ledger.account.Milestone;
import ledger.account.TransactionType;
import ledger.event.PlanRefilled;
import ledger.event.RejectionCode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlanTest {
    private static final long DAY = 86_400;

    @Test
    void a_plan_pays_its_first_period_at_once() {
        given().when(plan("pro", 100, Period.MONTH, null))
                .thenHappened("PlanSet", "PlanRefilled at 1")
                .thenBalance("100");
    }

    @Test
    void a_refill_can_be_spent_from_the_very_moment_it_is_due() {
        given(plan("pro", 100, Period.DAY, 0L), spend(100))
                .atSecond(1 + DAY)
                .when(spend(60))
                .thenHappened("PlanRefilled at " + (1 + DAY), "CreditsSpent")
                .thenBalance("40");
    }

    @Test
    void nothing_is_paid_the_moment_before_it_is_due() {
        given(plan("pro", 100, Period.DAY, 0L)).atSecond(DAY).when(sweep()).thenHappened();
    }

    @Test
    void missed_periods_are_paid_once_each() {
        given(plan("pro", 100, Period.DAY, null))
                .atSecond(1 + 3 * DAY)
                .when(sweep())
                .thenHappened("PlanRefilled at 86401", "PlanRefilled at 172801", "PlanRefilled at 259201")
                .when(sweep())
                .thenHappened()
                .thenBalance("400");
    }

    @Test
    void of_periods_that_nobody_settled_for_years_the_last_year_of_days_is_paid() {
        Scenario scenario = given(plan("pro", 1, Period.DAY, null))
                .atSecond(1 + 1_000 * DAY)
                .when(spend(1));

        scenario.thenBalance("366");
        assertThat(scenario.events()).hasSize(Bounds.PLAN_PERIODS_MAX + 1);
    }

    @Test
    void a_reset_leaves_what_may_roll_over_and_the_rest_expires() {
        Scenario scenario = given(plan("pro", 100, Period.DAY, 30L), spend(20))
                .atSecond(1 + DAY)
                .when(sweep());

        scenario.thenHappened("GrantExpired at 86401", "PlanRefilled at 86401").thenBalance("130");
        assertThat(scenario.account().expired()).isEqualTo(Credits.of(50));
        assertThat(scenario.account().grants()).hasSize(1);
    }

    @Test
    void a_reset_does_not_touch_what_was_bought() {
        given(purchase(70), plan("pro", 100, Period.DAY, 0L))
                .atSecond(2 + DAY)
                .when(sweep())
                .thenBalance("170");
    }

    @Test
    void a_refill_that_ends_with_its_period_is_spent_before_what_was_bought() {
        given(purchase(70), plan("pro", 100, Period.DAY, 0L), spend(90))
                .atSecond(2 + DAY)
                .when(sweep())
                .thenBalance("170");
    }

    @Test
    void a_refill_pays_what_is_owed_first() {
        given(plan("pro", 100, Period.DAY, 0L), usage(130, true))
                .atSecond(1 + DAY)
                .when(sweep())
                .thenBalance("70")
                .thenAvailable("70");
    }

    @Test
    void a_period_is_closed_before_the_next_is_paid() {
        given(plan("pro", 100, Period.DAY, 0L), hold(30), spend(50))
                .atSecond(1 + DAY)
                .when(voided(3))
                .thenHappened(
                        "GrantExpired at " + (1 + DAY),
                        "PlanRefilled at " + (1 + DAY),
                        "HoldVoided",
                        "GrantExpired at " + (1 + DAY))
                .thenBalance("100");
    }

    @Test
    void credits_that_come_at_the_very_moment_of_a_reset_are_not_reset() {
        given(plan("pro", 100, Period.DAY, 0L), beginning(40, 1 + DAY))
                .atSecond(1 + DAY)
                .and(purchase(50))
                .thenHappened(
                        "GrantActivated at " + (1 + DAY),
                        "GrantExpired at " + (1 + DAY),
                        "PlanRefilled at " + (1 + DAY),
                        "CreditsGranted")
                .thenBalance("190")
                .atSecond(1 + 2 * DAY)
                .when(sweep())
                .thenBalance("190");
    }

    @Test
    void nothing_but_time_pays_a_plan_again() {
        Scenario scenario = given(
                plan("pro", 100, Period.DAY, null),
                plan("renamed", 100, Period.DAY, null),
                limits(1_000),
                budget(Period.DAY, 5_000),
                purchase(10),
                spend(10),
                refund(7, null),
                hold(20),
                voided(9),
                revoke(6),
                usage(400, true),
                sweep());

        assertThat(scenario.account().issuedMicros(TransactionType.REFILL))
                .isEqualTo(Credits.of(100).micros());
        scenario.atSecond(1 + DAY).when(sweep()).thenHappened("PlanRefilled at " + (1 + DAY));
    }

    @Test
    void setting_the_same_plan_again_pays_nothing() {
        given(plan("pro", 100, Period.DAY, null))
                .when(plan("pro", 100, Period.DAY, null))
                .thenHappened("PlanSet")
                .atSecond(1 + DAY)
                .when(sweep())
                .thenBalance("200");
    }

    @Test
    void another_plan_counts_from_its_own_beginning_and_leaves_what_the_old_one_paid_until_its_end() {
        given(plan("pro", 100, Period.DAY, 0L))
                .when(plan("max", 500, Period.MONTH, 0L))
                .thenHappened("PlanSet", "PlanRefilled at 2")
                .thenBalance("600")
                .atSecond(1 + DAY)
                .when(sweep())
                .thenHappened("GrantExpired at 86401")
                .thenBalance("500");
    }

    @Test
    void a_month_that_lacks_the_day_pays_on_its_last_and_the_next_on_the_day_again() {
        long jan31 = Instant.parse("2026-01-31T10:00:00Z").getEpochSecond();
        Scenario scenario = given().atSecond(jan31)
                .and(plan("pro", 1, Period.MONTH, null))
                .atSecond(Instant.parse("2026-04-30T10:00:00Z").getEpochSecond())
                .when(sweep());

        scenario.thenHappened(
                "PlanRefilled at " + Instant.parse("2026-02-28T10:00:00Z").getEpochSecond(),
                "PlanRefilled at " + Instant.parse("2026-03-31T10:00:00Z").getEpochSecond(),
                "PlanRefilled at " + Instant.parse("2026-04-30T10:00:00Z").getEpochSecond());
    }

    @Test
    void the_last_refill_is_remembered_with_the_time_it_was_due() {
        Scenario scenario =
                given(plan("pro", 100, Period.DAY, null)).atSecond(5 + DAY).when(sweep());

        assertThat(scenario.account().reached(Milestone.REFILLED)).hasValue((1 + DAY) * 1_000);
        assertThat(scenario.account().issuedMicros(TransactionType.REFILL)).isEqualTo(200_000_000);
    }

    @Test
    void a_refill_that_the_balance_has_no_room_for_pays_what_fits() {
        long most = 1_000_000_000;
        Scenario scenario = given(purchase(most), purchase(most), purchase(most), purchase(most - 40))
                .when(plan("pro", 100, Period.DAY, null));

        scenario.thenBalance("4000000000");
        assertThat(((PlanRefilled) scenario.events().get(1).event()).booking().amountMicros())
                .isEqualTo(40_000_000);
    }

    @Test
    void what_comes_back_to_a_revoked_refill_is_lost() {
        given(plan("pro", 100, Period.MONTH, null), hold(30), revoke(2))
                .when(voided(3))
                .thenHappened("HoldVoided", "GrantExpired at 3")
                .thenBalance("0");
    }

    @Test
    void what_rolls_over_pays_what_is_owed_first() {
        Scenario scenario = given(plan("pro", 100, Period.DAY, 50L))
                .atSecond(1 + DAY - 600)
                .and(hold(30, 600), usage(570, true))
                .atSecond(1 + DAY)
                .when(sweep());

        scenario.thenHappened("HoldExpired at " + (1 + DAY), "PlanRefilled at " + (1 + DAY))
                .thenBalance("-370");
        assertThat(scenario.account().debt()).isEqualTo(Credits.of(370));
    }

    @Test
    void periods_that_are_passed_over_change_no_order() {
        Scenario scenario = given(plan("pro", 1, Period.DAY, 0L), expiring(5, 100 * DAY))
                .atSecond(1 + 1_000 * DAY)
                .when(sweep());

        assertThat(scenario.events())
                .extracting(DecidedEvent::effectiveAtMillis)
                .isSorted();
        assertThat(scenario.events().get(0).effectiveAtMillis()).isEqualTo(100 * DAY * 1_000);
    }

    @Test
    void plans_beyond_the_bound_of_live_grants_are_refused() {
        Scenario scenario = given();
        for (int at = 0; at < Bounds.LIVE_GRANTS_MAX; at++) {
            scenario.and(plan("pro", 1 + at % 2, Period.MONTH, null));
        }

        scenario.when(plan("pro", 3, Period.MONTH, null))
                .thenRefused(
                        RejectionCode.BALANCE_LIMIT, "The user has 128 grants with something left, which is the most");
        assertThat(scenario.account().grants()).hasSize(Bounds.LIVE_GRANTS_MAX);
    }
}
