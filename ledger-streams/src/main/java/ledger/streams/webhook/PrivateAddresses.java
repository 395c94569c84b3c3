package ledger.streams.webhook;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Addresses that only this machine or its own network reaches: what answers there takes a caller for one of its own.
 */
final class PrivateAddresses {
    private static final int IPV4_BYTES = 4;
    private static final int IPV4_IN_6TO4 = 2;
    private static final int IPV4_IN_TRANSLATED = 12;
    private static final byte[] TRANSLATED = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    private PrivateAddresses() {}

    static boolean contain(InetAddress address) {
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || (address instanceof Inet6Address
                        ? isPrivate6(address.getAddress())
                        : isPrivate4(address.getAddress()));
    }

    /** What the JDK has no word for: this network, carriers' networks, tests of networks, and what is reserved. */
    private static boolean isPrivate4(byte[] address) {
        int first = address[0] & 0xff;
        int second = address[1] & 0xff;
        return first == 0
                || (first == 100 && (second & 0xc0) == 64)
                || (first == 192 && second == 0 && address[2] == 0)
                || (first == 198 && (second & 0xfe) == 18)
                || first >= 240;
    }

    /** Unique local addresses, and IPv4 addresses in IPv6: compatible, translated (NAT64) and tunnelled (6to4). */
    private static boolean isPrivate6(byte[] address) {
        if ((address[0] & 0xfe) == 0xfc) {
            return true;
        }
        if (address[0] == 0x20 && address[1] == 0x02) {
            return contain(ipv4(address, IPV4_IN_6TO4));
        }
        byte[] prefix = Arrays.copyOf(address, IPV4_IN_TRANSLATED);
        boolean isInside = Arrays.equals(prefix, TRANSLATED) || Arrays.equals(prefix, new byte[IPV4_IN_TRANSLATED]);
        return isInside && contain(ipv4(address, IPV4_IN_TRANSLATED));
    }

    private static InetAddress ipv4(byte[] address, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address, from, from + IPV4_BYTES));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }
}
