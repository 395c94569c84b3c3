package ledger.api.http;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connections that share a limit, all of them or those of one address. Guarded by its owner's lock. */
final class ConnectionGroup {
    /**
     * One look at all connections finds this many of the slowest. So a flood of connections costs one look for this
     * many of them.
     */
    private static final int FOUND_AT_ONCE = 64;

    private final int max;
    private final Set<ClientEndPoint> members = new LinkedHashSet<>();
    private final Queue<Found> slowest = new ArrayDeque<>();

    ConnectionGroup(int max) {
        this.max = max;
    }

    void add(ClientEndPoint connection) {
        members.add(connection);
    }

    void remove(ClientEndPoint connection) {
        members.remove(connection);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    boolean isOver() {
        return members.size() > max;
    }

    Set<ClientEndPoint> members() {
        return members;
    }

    /** The one that is furthest behind, never the newest; null where there is no other. */
    @Nullable
    ClientEndPoint slowestBut(ClientEndPoint newest, int bytesPerSecond) {
        ClientEndPoint known = nextFound(newest);
        if (known == null) {
            long now = System.nanoTime();
            members.stream()
                    .map(member -> new Found(
                            member, member.pace().turn(), member.pace().lagNanos(bytesPerSecond, now)))
                    .sorted(Comparator.comparingLong(Found::lagNanos).reversed())
                    .limit(FOUND_AT_ONCE)
                    .forEach(slowest::add);
            known = nextFound(newest);
        }
        return known;
    }

    /** Of the connections that hold memory, the one that is furthest behind; null if none holds any. */
    @Nullable
    ClientEndPoint slowestHolder(int bytesPerSecond) {
        long now = System.nanoTime();
        return members.stream()
                .filter(member -> member.heldBytes() > 0)
                .max(Comparator.comparingLong(member -> member.pace().lagNanos(bytesPerSecond, now)))
                .orElse(null);
    }

    /** One that was among the slowest, and has not moved since. */
    private @Nullable ClientEndPoint nextFound(ClientEndPoint newest) {
        for (Found next = slowest.poll(); next != null; next = slowest.poll()) {
            ClientEndPoint connection = next.connection();
            if (connection != newest
                    && members.contains(connection)
                    && connection.pace().turn() == next.turn()) {
                return connection;
            }
        }
        return null;
    }

    private record Found(ClientEndPoint connection, long turn, long lagNanos) {}
}
