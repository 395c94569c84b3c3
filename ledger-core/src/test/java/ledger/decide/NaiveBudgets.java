package ledger.decide;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import ledger.Period;
import ledger.account.BudgetTerms;

/** Budgets that remember every use, and ask the calendar and the time zones of Java which window it was in. */
final class NaiveBudgets {
    private List<Cap> caps = new ArrayList<>();

    /** A use, or where it has the id of a hold, what that reserves. */
    record Use(long atMillis, long amount, long hold) {}

    private record Cap(Period window, long amount, ZoneId zone, List<Use> uses) {
        LocalDate firstDay(long atMillis) {
            LocalDate day = Instant.ofEpochMilli(atMillis).atZone(zone).toLocalDate();
            return switch (window) {
                case DAY -> day;
                case WEEK -> day.minusDays(day.getDayOfWeek().getValue() - 1);
                case MONTH -> day.withDayOfMonth(1);
            };
        }

        long from(long atMillis) {
            return start(firstDay(atMillis));
        }

        long until(long atMillis) {
            LocalDate first = firstDay(atMillis);
            return start(
                    switch (window) {
                        case DAY -> first.plusDays(1);
                        case WEEK -> first.plusWeeks(1);
                        case MONTH -> first.plusMonths(1);
                    });
        }

        long used(long nowMillis) {
            return uses.stream()
                    .filter(use -> use.atMillis >= from(nowMillis) && use.atMillis < until(nowMillis))
                    .mapToLong(Use::amount)
                    .sum();
        }

        private long start(LocalDate day) {
            return day.atStartOfDay(zone).toInstant().toEpochMilli();
        }
    }

    /** A budget whose window ends as the one before does goes on; any other knows only what is held. */
    void set(List<BudgetTerms> terms, long nowMillis, List<Use> held) {
        List<Cap> next = new ArrayList<>();
        for (BudgetTerms each : terms) {
            Cap cap = new Cap(
                    each.window(), each.amount().micros(), ZoneId.of(each.zone().name()), new ArrayList<>(held));
            caps.stream()
                    .filter(old -> old.window == cap.window && old.until(nowMillis) == cap.until(nowMillis))
                    .findFirst()
                    .ifPresent(old -> {
                        cap.uses.clear();
                        cap.uses.addAll(old.uses);
                    });
            next.add(cap);
        }
        caps = next;
    }

    boolean refuse(long amount, long nowMillis) {
        return amount > 0 && caps.stream().anyMatch(cap -> cap.used(nowMillis) + amount > cap.amount);
    }

    void add(Use use) {
        caps.forEach(cap -> cap.uses.add(use));
    }

    void release(long hold) {
        caps.forEach(cap -> cap.uses.removeIf(use -> use.hold == hold));
    }

    /** What is used of a window and of how much; null where there is no such budget. */
    long[] usedOf(Period window, long nowMillis) {
        return caps.stream()
                .filter(cap -> cap.window == window)
                .findFirst()
                .map(cap -> new long[] {cap.used(nowMillis), cap.amount, cap.until(nowMillis)})
                .orElse(new long[0]);
    }
}
