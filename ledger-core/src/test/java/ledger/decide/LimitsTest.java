package ledger.decide;

import static ledger.decide.Commands.budget;
import static ledger.decide.Commands.capture;
import static ledger.decide.Commands.hold;
import static ledger.decide.Commands.limits;
import static ledger.decide.Commands.purchase;
import static ledger.decide.Commands.refund;
import static ledger.decide.Commands.spend;
import static ledger.decide.Commands.usage;
import static ledger.decide.Commands.voided;
import static ledger.decide.Scenario.given;
import static ledger.decide.Scenario.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import ledger.Credits;
import ledger.Period;
import ledger.account.BudgetTerms;
import ledger.account.ZoneOffsets;
import ledger.command.SetLimits;
import ledger.event.CommandRejected;
import ledger.event.RejectionCode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LimitsTest {
    private static final long DAY = 86_400;

    @Test
    void an_overdraft_is_available_and_becomes_debt_when_it_is_spent() {
        given(purchase(10), limits(5))
                .thenAvailable("15")
                .when(spend(12))
                .thenBalance("-2")
                .thenAvailable("3");
    }

    @Test
    void spending_beyond_the_overdraft_is_refused() {
        given(purchase(10), limits(5), spend(12))
                .when(spend(4))
                .thenRefused(RejectionCode.INSUFFICIENT_CREDITS, "Insufficient credits. Required: 4, Available: 3");
    }

    @Test
    void a_limit_below_the_debt_is_taken_and_blocks_new_spending() {
        given(limits(10), spend(8))
                .and(limits(2))
                .when(spend(1))
                .thenRefused(RejectionCode.INSUFFICIENT_CREDITS, "Insufficient credits. Required: 1, Available: -6");
    }

    @Test
    void usage_that_has_happened_is_recorded_beyond_the_overdraft() {
        given(limits(10), usage(25, true)).thenBalance("-25").thenAvailable("-15");
    }

    @Test
    void spending_beyond_a_budget_is_refused_and_told_which_and_when_it_resets() {
        Scenario scenario =
                given(purchase(100), budget(Period.DAY, 10), spend(7)).when(spend(4));

        scenario.thenRefused(
                RejectionCode.BUDGET_EXCEEDED,
                "The budget of this day has 3 of 10 left, required: 4; it resets at 1970-01-02T00:00:00.000Z");
        assertThat(((CommandRejected) scenario.last()).rejection().facts())
                .containsEntry("window", "DAY")
                .containsEntry("resetsAt", "1970-01-02T00:00:00.000Z");
    }

    @Test
    void a_budget_is_whole_again_from_the_very_moment_its_window_begins() {
        given(purchase(100), budget(Period.DAY, 10), spend(10))
                .atSecond(DAY)
                .when(spend(10))
                .thenHappened("CreditsSpent");
    }

    @Test
    void a_budget_is_what_it_was_until_the_moment_before_its_window_ends() {
        given(purchase(100), budget(Period.DAY, 10), spend(10))
                .atSecond(DAY - 1)
                .when(spend(1))
                .thenRefused(
                        RejectionCode.BUDGET_EXCEEDED,
                        "The budget of this day has 0 of 10 left, required: 1; it resets at 1970-01-02T00:00:00.000Z");
    }

    @Test
    void the_longest_window_that_is_exceeded_is_named() {
        SetLimits all = new SetLimits(
                header("limits"),
                null,
                List.of(
                        new BudgetTerms(Period.DAY, Credits.of(5), ZoneOffsets.UTC),
                        new BudgetTerms(Period.MONTH, Credits.of(8), ZoneOffsets.UTC),
                        new BudgetTerms(Period.WEEK, Credits.of(7), ZoneOffsets.UTC)));

        Scenario scenario = given(purchase(100), all).when(spend(9));

        assertThat(((CommandRejected) scenario.last()).rejection().facts()).containsEntry("window", "MONTH");
    }

    @Test
    void a_hold_reserves_the_budget() {
        given(purchase(100), budget(Period.DAY, 10), hold(7))
                .when(spend(4))
                .thenRefused(
                        RejectionCode.BUDGET_EXCEEDED,
                        "The budget of this day has 3 of 10 left, required: 4; it resets at 1970-01-02T00:00:00.000Z");
    }

    @Test
    void a_hold_beyond_the_budget_is_told_what_would_have_passed() {
        Scenario scenario =
                given(purchase(100), budget(Period.DAY, 10), hold(7)).when(hold(4));

        assertThat(((CommandRejected) scenario.last()).rejection().amounts()).containsEntry("affordable", 3_000_000L);
    }

    @Test
    void a_voided_hold_gives_its_budget_back() {
        given(purchase(100), budget(Period.DAY, 10), hold(7), voided(3))
                .when(spend(10))
                .thenHappened("CreditsSpent");
    }

    @Test
    void a_capture_counts_what_was_captured() {
        given(purchase(100), budget(Period.DAY, 10), hold(7), capture(3, 2))
                .when(spend(8))
                .thenHappened("CreditsSpent");
    }

    @Test
    void a_capture_beyond_the_budget_is_recorded() {
        given(purchase(100), budget(Period.DAY, 10), hold(7))
                .when(capture(3, 20))
                .thenHappened("HoldCaptured")
                .thenBalance("80");
    }

    @Test
    void a_capture_in_the_next_window_counts_there() {
        given(purchase(100), budget(Period.DAY, 10))
                .atSecond(DAY - 10)
                .and(hold(7, 600))
                .atSecond(DAY + 10)
                .and(capture(3, 6))
                .when(spend(5))
                .thenRefused(
                        RejectionCode.BUDGET_EXCEEDED,
                        "The budget of this day has 4 of 10 left, required: 5; it resets at 1970-01-03T00:00:00.000Z");
    }

    @Test
    void usage_that_has_happened_counts_and_is_not_refused() {
        given(purchase(100), budget(Period.DAY, 10), usage(30, true))
                .when(usage(1, false))
                .thenRefused(
                        RejectionCode.BUDGET_EXCEEDED,
                        "The budget of this day has 0 of 10 left, required: 1; it resets at 1970-01-02T00:00:00.000Z");
    }

    @Test
    void a_refund_does_not_give_the_budget_back() {
        given(purchase(100), budget(Period.DAY, 10), spend(10), refund(3, null))
                .when(spend(1))
                .thenRefused(
                        RejectionCode.BUDGET_EXCEEDED,
                        "The budget of this day has 0 of 10 left, required: 1; it resets at 1970-01-02T00:00:00.000Z");
    }

    @Test
    void a_larger_budget_keeps_what_was_used() {
        given(purchase(100), budget(Period.DAY, 10), spend(10), budget(Period.DAY, 12))
                .when(spend(3))
                .thenRefused(
                        RejectionCode.BUDGET_EXCEEDED,
                        "The budget of this day has 2 of 12 left, required: 3; it resets at 1970-01-02T00:00:00.000Z");
    }

    @Test
    void a_larger_budget_keeps_what_was_used_before_the_clocks_changed() {
        long shift = Instant.parse("2026-03-29T01:00:00Z").toEpochMilli();
        ZoneOffsets winter = new ZoneOffsets("Europe/Berlin", 3_600, List.of(new ZoneOffsets.Shift(shift, 7_200)));
        ZoneOffsets summer = new ZoneOffsets("Europe/Berlin", 7_200, List.of());
        given().atSecond(shift / 1_000 - 3_600)
                .and(purchase(100), monthly(10, winter), spend(10))
                .atSecond(shift / 1_000 + 3_600)
                .and(monthly(12, summer))
                .when(spend(3))
                .thenRefused(
                        RejectionCode.BUDGET_EXCEEDED,
                        "The budget of this month has 2 of 12 left, required: 3; it resets at 2026-03-31T22:00:00.000Z");
    }

    @Test
    void a_new_budget_counts_what_is_held_already() {
        given(purchase(100), hold(7), budget(Period.DAY, 10), capture(2, 5))
                .when(spend(6))
                .thenRefused(
                        RejectionCode.BUDGET_EXCEEDED,
                        "The budget of this day has 5 of 10 left, required: 6; it resets at 1970-01-02T00:00:00.000Z");
    }

    @Test
    void a_day_begins_and_ends_by_the_clocks_of_its_zone() {
        long winter = Instant.parse("2026-03-29T01:00:00Z").toEpochMilli();
        ZoneOffsets berlin = new ZoneOffsets("Europe/Berlin", 3_600, List.of(new ZoneOffsets.Shift(winter, 7_200)));
        BudgetTerms daily = new BudgetTerms(Period.DAY, Credits.of(1), berlin);

        assertThat(window(daily, "2026-03-28T23:00:00Z")).isEqualTo("2026-03-28T23:00:00Z/2026-03-29T22:00:00Z");
        assertThat(window(daily, "2026-03-29T21:59:59Z")).isEqualTo("2026-03-28T23:00:00Z/2026-03-29T22:00:00Z");
        assertThat(window(daily, "2026-03-29T22:00:00Z")).isEqualTo("2026-03-29T22:00:00Z/2026-03-30T22:00:00Z");
    }

    @Test
    void a_week_begins_on_monday_and_a_month_on_its_first() {
        BudgetTerms weekly = new BudgetTerms(Period.WEEK, Credits.of(1), ZoneOffsets.UTC);
        BudgetTerms monthly = new BudgetTerms(Period.MONTH, Credits.of(1), ZoneOffsets.UTC);

        assertThat(window(weekly, "2026-03-01T12:00:00Z")).isEqualTo("2026-02-23T00:00:00Z/2026-03-02T00:00:00Z");
        assertThat(window(monthly, "2026-02-28T23:59:59Z")).isEqualTo("2026-02-01T00:00:00Z/2026-03-01T00:00:00Z");
    }

    @Test
    void where_the_clocks_jump_over_midnight_the_day_begins_when_they_jump() {
        long jump = Instant.parse("2026-09-06T04:00:00Z").toEpochMilli();
        ZoneOffsets santiago =
                new ZoneOffsets("America/Santiago", -4 * 3_600, List.of(new ZoneOffsets.Shift(jump, -3 * 3_600)));
        BudgetTerms daily = new BudgetTerms(Period.DAY, Credits.of(1), santiago);

        assertThat(window(daily, "2026-09-06T12:00:00Z")).isEqualTo("2026-09-06T04:00:00Z/2026-09-07T03:00:00Z");
    }

    private static String window(BudgetTerms terms, String time) {
        long millis = Instant.parse(time).toEpochMilli();
        return Instant.ofEpochMilli(terms.fromMillis(millis)) + "/" + Instant.ofEpochMilli(terms.untilMillis(millis));
    }

    private static SetLimits monthly(long credits, ZoneOffsets zone) {
        BudgetTerms terms = new BudgetTerms(Period.MONTH, Credits.of(credits), zone);
        return new SetLimits(Scenario.header("limits"), null, List.of(terms));
    }
}
