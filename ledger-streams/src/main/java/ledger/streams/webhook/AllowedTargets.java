package ledger.streams.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where webhooks may go. Asked when a target is set, and again before each message: a name may lead elsewhere by then.
 * The connection that follows goes where this has looked, as the JVM remembers a name's addresses for half a minute.
 */
final class AllowedTargets {
    private static final String RULE =
            "must not lead to a private or link-local address unless LEDGER_WEBHOOK_PRIVATE_TARGETS is true";

    private final boolean arePrivateAllowed;
    private final Resolver resolver;

    /** Names of hosts as addresses. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

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
            return Arrays.stream(resolver.addresses(url.getHost()))
                    .map(InetAddress::getAddress)
                    .filter(address -> address.length == 4 ? isPrivate4(address, 0) : isPrivate6(address))
                    .findAny()
                    .map(address -> RULE);
        } catch (UnknownHostException notYet) {
            return Optional.empty();
        }
    }

    /** What only this machine, its network or its carrier reaches, what is for many or for tests, and the rest. */
    private static boolean isPrivate4(byte[] address, int from) {
        int first = address[from] & 0xff;
        int second = address[from + 1] & 0xff;
        return first == 0
                || first == 10
                || first == 127
                || first >= 224
                || (first == 100 && (second & 0xc0) == 64)
                || (first == 169 && second == 254)
                || (first == 172 && (second & 0xf0) == 16)
                || (first == 192 && (second == 168 || (second == 0 && address[from + 2] == 0)))
                || (first == 198 && (second & 0xfe) == 18);
    }

    /** The same of IPv6, and of an IPv4 address inside: tunnelled (6to4), translated (NAT64), compatible or local. */
    private static boolean isPrivate6(byte[] address) {
        String hex = HexFormat.of().formatHex(address);
        if (hex.startsWith("2002")) {
            return isPrivate4(address, 2);
        }
        if (hex.startsWith("0064ff9b" + "0".repeat(16)) || hex.startsWith("0".repeat(24))) {
            return isPrivate4(address, 12);
        }
        return hex.matches("(f[cdf]|fe[89a-f]).*");
    }
}
