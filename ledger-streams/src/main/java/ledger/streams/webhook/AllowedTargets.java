package ledger.streams.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where webhooks may go. Asked when a target is set, and again before each message: a name may lead elsewhere by then.
 * The connection that follows goes where this has looked, as the JVM remembers a name's addresses for half a minute.
 */
final class AllowedTargets {
    /** Names of hosts as addresses. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final boolean arePrivateAllowed;
    private final Resolver resolver;

    AllowedTargets(boolean arePrivateAllowed) {
        this(arePrivateAllowed, InetAddress::getAllByName);
    }

    AllowedTargets(boolean arePrivateAllowed, Resolver resolver) {
        this.arePrivateAllowed = arePrivateAllowed;
        this.resolver = resolver;
    }

    /** Why not, for people; empty where they may, and where nobody knows the name yet. */
    Optional<String> whyNot(URI url) {
        if (arePrivateAllowed) {
            return Optional.empty();
        }
        try {
            boolean isPrivate = Arrays.stream(resolver.addresses(url.getHost())).anyMatch(PrivateAddresses::contain);
            return isPrivate
                    ? Optional.of("must not lead to a private or link-local address unless"
                            + " LEDGER_WEBHOOK_PRIVATE_TARGETS is true")
                    : Optional.empty();
        } catch (UnknownHostException notYet) {
            return Optional.empty();
        }
    }
}
