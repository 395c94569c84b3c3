package ledger.replay;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import ledger.account.TransactionType;
import ledger.event.Booking;
import ledger.fold.RecordedEvent;
import ledger.streams.wire.MetadataModel;
import org.jspecify.annotations.Nullable;

/** Adds up events, in the order of each user's own. Remembers users, models, types and days, and no event. */
final class Fold {
    /** As many as a person would look at; the rest is counted. */
    private static final int SHOWN_MAX = 10;

    private static final long DAY_MILLIS = 86_400_000;

    private final @Nullable Map<String, AccountState> running;
    private final Map<String, UserFold> users = new HashMap<>();
    private final Map<String, RunningTotals> byModel = new HashMap<>();
    private final Map<TransactionType, RunningTotals> byType = new EnumMap<>(TransactionType.class);
    private final Map<Long, RunningTotals> byDay = new HashMap<>();
    private final List<Break> breaks = new ArrayList<>();
    private final List<String> differing = new ArrayList<>();
    private long events;
    private long breakCount;
    private long differingCount;
    private long behind;

    /**
     * Starts from nothing.
     *
     * @param running what the running ledger says of each account, or null where there is nothing to compare with
     */
    Fold(@Nullable Map<String, AccountState> running) {
        this.running = running;
        this.behind = running == null
                ? 0
                : running.values().stream()
                        .filter(state -> state.sequence() > 0)
                        .count();
    }

    /**
     * Takes the next event.
     *
     * @param hashHolds whether its hash is that of its content
     * @param isAtHome whether it is in the partition where events of its user belong
     */
    void add(RecordedEvent event, boolean hashHolds, boolean isAtHome) {
        events++;
        String user = event.command().account().value();
        UserFold fold = users.computeIfAbsent(user, first -> new UserFold());
        Optional<String> wrong = fold.fold(event, hashHolds);
        wrong.or(() -> isAtHome ? Optional.empty() : Optional.of("it is not in the partition of its user"))
                .ifPresent(what -> broken(new Break(user, event.id(), what)));
        Booking booking = event.event().booking();
        if (booking != null) {
            add(event, booking);
        }
        if (event.isChained()) {
            compare(user, fold);
        }
    }

    /** An event that cannot even be read. */
    void unreadable(String user, String where, String why) {
        events++;
        broken(new Break(user, where, why));
    }

    /** Whether every account has been folded as far as the running ledger had it. */
    boolean hasCaughtUp() {
        return behind <= 0;
    }

    /**
     * Adds the result of another partition that was folded to its end. If an account has events in both, its sums are
     * added too. The events in the wrong partition were reported as breaks already.
     */
    void join(Fold other) {
        other.missing();
        events += other.events;
        other.users.forEach((user, fold) -> users.merge(user, fold, UserFold::joined));
        other.byModel.forEach((model, sum) -> byModel.merge(model, sum, RunningTotals::add));
        other.byType.forEach((type, sum) -> byType.merge(type, sum, RunningTotals::add));
        other.byDay.forEach((day, sum) -> byDay.merge(day, sum, RunningTotals::add));
        other.breaks.forEach(found -> add(breaks, found));
        breakCount += other.breakCount;
        other.differing.forEach(found -> add(differing, found));
        differingCount += other.differingCount;
    }

    Report report() {
        RunningTotals all = new RunningTotals();
        users.values().forEach(user -> all.add(user.totals()));
        missing();
        return new Report(
                events,
                users.size(),
                all.totals(),
                sorted(users, user -> user, user -> user.totals().totals()),
                sorted(byModel, model -> model, RunningTotals::totals),
                sorted(byType, TransactionType::name, RunningTotals::totals),
                sorted(byDay, day -> LocalDate.ofEpochDay(day).toString(), RunningTotals::totals),
                running == null ? null : differingCount == 0 && breakCount == 0,
                breaks,
                breakCount,
                differing,
                differingCount);
    }

    private void add(RecordedEvent event, Booking booking) {
        add(byType, booking.type(), booking);
        add(byDay, Math.floorDiv(event.timeMillis(), DAY_MILLIS), booking);
        MetadataModel.of(event.event(), booking).ifPresent(model -> add(byModel, model.toString(), booking));
    }

    private static <K> void add(Map<K, RunningTotals> sums, K key, Booking booking) {
        sums.computeIfAbsent(key, first -> new RunningTotals()).add(booking.type(), booking.amountMicros());
    }

    private static <K, V> SortedMap<String, Totals> sorted(
            Map<K, V> sums, Function<K, String> key, Function<V, Totals> totals) {
        SortedMap<String, Totals> sorted = new TreeMap<>();
        sums.forEach((of, sum) -> sorted.put(key.apply(of), totals.apply(sum)));
        return sorted;
    }

    /** Compared at the sequence where the running ledger was, because it may have gone on since. */
    private void compare(String user, UserFold fold) {
        AccountState told = running == null ? null : running.get(user);
        if (told == null || told.sequence() != fold.sequence()) {
            return;
        }
        behind--;
        AccountState folded = fold.state();
        if (!told.equals(folded)) {
            differs(user, "at sequence " + told.sequence() + " the ledger says " + told + ", its events " + folded);
        }
    }

    /** Accounts of which the ledger knows more than the events do. */
    private void missing() {
        if (running == null || hasCaughtUp()) {
            return;
        }
        new TreeMap<>(running).forEach((user, told) -> {
            UserFold fold = users.get(user);
            long sequence = fold == null ? 0 : fold.sequence();
            if (sequence < told.sequence()) {
                differs(user, "the ledger is at sequence " + told.sequence() + ", its events end at " + sequence);
            }
        });
    }

    private void broken(Break found) {
        breakCount++;
        add(breaks, found);
    }

    private void differs(String user, String how) {
        differingCount++;
        add(differing, user + ": " + how);
    }

    private static <T> void add(List<T> shown, T found) {
        if (shown.size() < SHOWN_MAX) {
            shown.add(found);
        }
    }
}
