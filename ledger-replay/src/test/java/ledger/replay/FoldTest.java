package ledger.replay;

import static ledger.replay.Recording.micros;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
        recording
                .published()
                .forEach(event -> (isOf("ann", event) ? ann : bob).add(EventCodec.read(event), true, true));

        Report joined = joined(null, ann, bob);

        assertThat(joined).isEqualTo(fold(recording.published(), null));
    }

    @Test
    void sums_of_a_user_with_events_in_two_partitions_are_added() {
        Fold first = new Fold(null);
        Fold second = new Fold(null);
        first.add(EventCodec.read(recording.published().get(0)), true, true);
        second.add(EventCodec.read(recording.published().get(0)), true, false);

        Report report = joined(null, first, second);

        assertThat(report.byUser()).isEqualTo(Map.of("ann", totals("200", "0")));
        assertThat(report.totals()).isEqualTo(totals("200", "0"));
        assertThat(report.users()).isEqualTo(1);
        assertThat(report.breaks())
                .containsExactly(new Break("ann", "0-0-0", "it is not in the partition of its user"));
        assertThat(report.isSound()).isFalse();
    }

    @Test
    void an_account_that_is_behind_is_found_though_another_partition_had_an_event_twice() {
        Map<String, AccountState> told = recording.running();
        Fold ann = new Fold(Map.of("ann", only("ann", told)));
        Fold bob = new Fold(Map.of("bob", only("bob", told)));
        bob.add(EventCodec.read(recording.published().get(1)), true, true);
        bob.add(EventCodec.read(recording.published().get(1)), true, true);

        Report report = joined(Map.of(), bob, ann);

        assertThat(report.differing()).contains("ann: the ledger is at sequence 3, its events end at 0");
    }

    @Test
    void of_what_many_folds_found_the_first_ten_are_shown_and_all_are_counted() {
        Map<String, AccountState> told = recording.running();
        List<Fold> folds = new ArrayList<>();
        for (int partition = 0; partition < 12; partition++) {
            String user = "user-" + partition;
            Fold fold = new Fold(Map.of(user, only("ann", told)));
            fold.unreadable(user, partition + "-0", "not JSON");
            folds.add(fold);
        }

        Report report = joined(Map.of(), folds.toArray(new Fold[0]));

        List<String> firstTen =
                IntStream.range(0, 10).mapToObj(i -> "user-" + i).toList();
        assertThat(report.breakCount()).isEqualTo(12);
        assertThat(report.breaks()).extracting(Break::userId).isEqualTo(firstTen);
        assertThat(report.differingCount()).isEqualTo(12);
        assertThat(report.differing())
                .extracting(differing -> differing.substring(0, differing.indexOf(':')))
                .isEqualTo(firstTen);
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
            fold.add(EventCodec.read(event), EventCodec.hashHolds(event), true);
        }
        return fold.report();
    }

    private static Report joined(@Nullable Map<String, AccountState> running, Fold... folds) {
        Fold all = new Fold(running);
        for (Fold fold : folds) {
            all.join(fold);
        }
        return all.report();
    }

    private static AccountState only(String user, Map<String, AccountState> told) {
        return Objects.requireNonNull(told.get(user));
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
