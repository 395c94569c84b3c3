package ledger.replay;

/**
 * An event that cannot be what the ledger wrote, or does not follow from those before it.
 *
 * @param userId whose event
 * @param eventId which
 * @param what is wrong with it
 */
public record Break(String userId, String eventId, String what) {
    @Override
    public String toString() {
        return "event " + eventId + " of " + userId + ": " + what;
    }
}
