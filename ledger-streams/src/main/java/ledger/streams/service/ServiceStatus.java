package ledger.streams.service;

import org.jspecify.annotations.Nullable;

/**
 * How a {@link SideService} is doing.
 *
 * @param name which
 * @param isRunning whether it works now; false while it waits to begin again, and once it was closed
 * @param restarts how often it has begun again after a failure
 * @param failure what ended it last, null where nothing did
 */
public record ServiceStatus(
        String name,
        boolean isRunning,
        long restarts,
        @Nullable String failure) {}
