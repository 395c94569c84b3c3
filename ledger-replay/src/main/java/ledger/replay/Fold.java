package ledger.replay;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
    private final Map<String, Totals> byModel = new HashMap<>();
    private final Map<String, Totals> byType = new HashMap<>();
    private final Map<Long, Totals> byDay = new HashMap<>();
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
     * Adds what another has folded of another partition, and has folded to its end. Sums of an account with events in
     * both are added too: those that are not at home were broken already.
     */
    void join(Fold other) {
        other.missing();
        events += other.events;
        other.users.forEach((user, fold) -> users.merge(user, fold, UserFold::joined));
        other.byModel.forEach((model, sum) -> byModel.merge(model, sum, Totals::plus));
        other.byType.forEach((type, sum) -> byType.merge(type, sum, Totals::plus));
        other.byDay.forEach((day, sum) -> byDay.merge(day, sum, Totals::plus));
        other.breaks.forEach(found -> add(breaks, found));
        breakCount += other.breakCount;
        other.differing.forEach(found -> add(differing, found));
        differingCount += other.differingCount;
    }

    Report report() {
        SortedMap<String, Totals> byUser = new TreeMap<>();
        Totals totals = Totals.ZERO;
        for (Map.Entry<String, UserFold> user : users.entrySet()) {
            byUser.put(user.getKey(), user.getValue().totals());
            totals = totals.plus(user.getValue().totals());
        }
        SortedMap<String, Totals> days = new TreeMap<>();
        byDay.forEach((day, sum) -> days.put(LocalDate.ofEpochDay(day).toString(), sum));
        missing();
        return new Report(
                events,
                users.size(),
                totals,
                byUser,
                new TreeMap<>(byModel),
                new TreeMap<>(byType),
                days,
                running == null ? null : differingCount == 0 && breakCount == 0,
                breaks,
                breakCount,
                differing,
                differingCount);
    }

    private void add(RecordedEvent event, Booking booking) {
        Totals entry = Totals.ZERO.with(booking.type(), booking.amountMicros());
        byType.merge(booking.type().name(), entry, Totals::plus);
        byDay.merge(Math.floorDiv(event.timeMillis(), DAY_MILLIS), entry, Totals::plus);
        MetadataModel.of(event.event(), booking)
                .ifPresent(model -> byModel.merge(model.toString(), entry, Totals::plus));
    }

    /** At the sequence where the running ledger was: it may have gone on since. */
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
