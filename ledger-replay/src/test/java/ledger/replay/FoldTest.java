package ledger.replay;

import static ledger.replay.Recording.micros;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ledger.streams.wire.EventCodec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FoldTest {
    private static final long MONDAY = 1_767_571_200_000L; // 2026-01-05T00:00Z
    private static final long DAY = 86_400_000;
    private static final String GPT_4 = "{\"modelName\":\"gpt-4\",\"provider\":\"openai\"}";

    private final Recording recording = new Recording()
            .bought("ann", 100, MONDAY)
            .bought("bob", 50, MONDAY + 1)
            .spent("ann", 30, GPT_4, MONDAY + DAY)
            .repeated("ann", MONDAY + DAY + 1)
            .spent("ann", 20, "{\"other\":1}", MONDAY + 2 * DAY - 1);

    @Test
    void events_add_up_by_user_model_type_and_day() {
        Report report = fold(recording.published(), null);

        assertThat(report.events()).isEqualTo(5);
        assertThat(report.users()).isEqualTo(2);
        assertThat(report.totals()).isEqualTo(totals("150", "50"));
        assertThat(report.totals().balanceMicros()).isEqualTo(micros("100"));
        assertThat(report.byUser()).isEqualTo(Map.of("ann", totals("100", "50"), "bob", totals("50", "0")));
        assertThat(report.byModel()).isEqualTo(Map.of("openai/gpt-4", totals("0", "30")));
        assertThat(report.byType()).isEqualTo(Map.of("PURCHASE", totals("150", "0"), "USAGE", totals("0", "50")));
        assertThat(report.byDay()).isEqualTo(Map.of("2026-01-05", totals("150", "0"), "2026-01-06", totals("0", "50")));
        assertThat(report.consistent()).isNull();
        assertThat(report.isSound()).isTrue();
    }

    @Test
    void folds_of_different_users_add_up_when_joined() {
        Fold ann = new Fold(null);
        Fold bob = new Fold(null);
        recording.published().forEach(event -> (isOf("ann", event) ? ann : bob).add(EventCodec.read(event), true));

        ann.join(bob);

        assertThat(ann.report()).isEqualTo(fold(recording.published(), null));
    }

    @Test
    void a_user_with_events_in_two_partitions_is_broken_and_counted_in_full() {
        Fold first = new Fold(null);
        Fold second = new Fold(null);
        first.add(EventCodec.read(recording.published().get(0)), true);
        second.add(EventCodec.read(recording.published().get(0)), true);

        first.join(second);

        Report report = first.report();
        assertThat(report.breaks()).containsExactly(new Break("ann", "", "its events are in more than one partition"));
        assertThat(report.totals()).isEqualTo(totals("200", "0"));
        assertThat(report.isSound()).isFalse();
    }

    @Test
    void what_the_running_ledger_says_at_the_same_sequence_is_consistent() {
        Map<String, AccountState> atThisTime = recording.running();
        recording.spent("ann", 1, "{}", MONDAY + 3 * DAY);

        Report report = fold(recording.published(), atThisTime);

        assertThat(report.consistent()).isTrue();
        assertThat(report.differing()).isEmpty();
    }

    @Test
    void another_balance_or_another_hash_at_the_same_sequence_is_not_consistent() {
        Map<String, AccountState> told = new TreeMap<>(recording.running());
        told.computeIfPresent("ann", (user, state) -> withBalance(state, state.balanceMicros() + 1));
        told.computeIfPresent("bob", (user, state) -> withHash(state, "0".repeat(64)));

        Report report = fold(recording.published(), told);

        assertThat(report.consistent()).isFalse();
        assertThat(report.differingCount()).isEqualTo(2);
        assertThat(report.isSound()).isFalse();
    }

    @Test
    void an_account_that_is_ahead_of_its_events_is_not_consistent() {
        Map<String, AccountState> told = recording.running();

        Report report = fold(recording.published().subList(0, 3), told);

        assertThat(report.consistent()).isFalse();
        assertThat(report.differing()).containsExactly("ann: the ledger is at sequence 3, its events end at 2");
    }

    @Test
    void an_event_that_is_missing_is_a_break() {
        List<byte[]> gap = new ArrayList<>(recording.published());
        gap.remove(2);

        Report report = fold(gap, null);

        assertThat(report.breakCount()).isEqualTo(2);
        assertThat(report.breaks().get(0).what()).contains("balance");
        assertThat(report.isSound()).isFalse();
    }

    @Test
    void an_event_that_was_changed_is_a_break() {
        List<byte[]> changed = new ArrayList<>(recording.published());
        changed.set(2, replaced(changed.get(2), "AI_CHAT", "MODEL_USAGE"));

        Report report = fold(changed, null);

        assertThat(report.breaks()).extracting(Break::what).containsExactly("its hash is not that of its content");
    }

    @Test
    void an_event_whose_postings_and_amount_differ_is_a_break() {
        List<byte[]> changed = new ArrayList<>(recording.published());
        changed.set(1, replaced(changed.get(1), "\"balanceAfter\":50", "\"balanceAfter\":51"));

        Report report = fold(changed, null);

        assertThat(report.breaks())
                .extracting(Break::what)
                .containsExactly("it says the balance is then 51000000 micro-credits,"
                        + " and the events before it give 50000000");
    }

    private static Report fold(List<byte[]> events, @Nullable Map<String, AccountState> running) {
        Fold fold = new Fold(running);
        for (byte[] event : events) {
            fold.add(EventCodec.read(event), EventCodec.hashHolds(event));
        }
        return fold.report();
    }

    private static boolean isOf(String user, byte[] event) {
        return EventCodec.read(event).command().account().value().equals(user);
    }

    private static byte[] replaced(byte[] json, String text, String by) {
        String before = new String(json, StandardCharsets.UTF_8);
        assertThat(before).contains(text);
        return before.replace(text, by).getBytes(StandardCharsets.UTF_8);
    }

    private static Totals totals(String added, String used) {
        return new Totals(micros(added), 0, micros(used), 0, 0);
    }

    private static AccountState withBalance(AccountState state, long micros) {
        return new AccountState(
                state.sequence(),
                micros,
                state.usedMicros(),
                state.purchasedMicros(),
                state.refundedMicros(),
                state.expiredMicros(),
                state.hash());
    }

    private static AccountState withHash(AccountState state, String hash) {
        return new AccountState(
                state.sequence(),
                state.balanceMicros(),
                state.usedMicros(),
                state.purchasedMicros(),
                state.refundedMicros(),
                state.expiredMicros(),
                hash);
    }
}
