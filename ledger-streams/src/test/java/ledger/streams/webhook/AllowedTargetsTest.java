package ledger.streams.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AllowedTargetsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/latest/meta-data",
                "https://10.0.0.1/",
                "https://172.31.0.1/",
                "https://192.168.1.1/",
                "https://127.0.0.1/",
                "https://127.9.9.9/",
                "https://0.0.0.0/",
                "https://100.64.0.1/",
                "https://192.0.0.8/",
                "https://198.19.0.1/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://[::1]/",
                "https://[::]/",
                "https://[fe80::1]/",
                "https://[fd12:3456::1]/",
                "https://[ff02::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[::10.0.0.1]/",
                "https://[64:ff9b::a00:1]/",
                "https://[2002:a00:1::1]/",
                "http://localhost:8080/hook"
            })
    void what_only_this_network_reaches_is_refused_unless_it_is_allowed(String url) {
        assertThat(new AllowedTargets(false).whyNot(URI.create(url)).orElse(""))
                .contains("LEDGER_WEBHOOK_PRIVATE_TARGETS");
        assertThat(new AllowedTargets(true).whyNot(URI.create(url))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://93.184.216.34/",
                "https://172.32.0.1/",
                "https://100.128.0.1/",
                "https://192.0.2.1/",
                "https://[2606:2800:220:1::1]/",
                "https://[64:ff9b::5db8:d822]/"
            })
    void what_everybody_reaches_is_taken(String url) {
        assertThat(new AllowedTargets(false).whyNot(URI.create(url))).isEmpty();
    }

    @Test
    void a_name_is_refused_where_one_of_its_addresses_is_private() {
        AllowedTargets allowed =
                new AllowedTargets(false, host -> new InetAddress[] {address("93.184.216.34"), address("10.1.2.3")});

        assertThat(allowed.whyNot(URI.create("https://hooks.test/a"))).isPresent();
    }

    @Test
    void a_name_that_nobody_knows_yet_may_be_set() {
        AllowedTargets allowed = new AllowedTargets(false, host -> {
            throw new UnknownHostException(host);
        });

        assertThat(allowed.whyNot(URI.create("https://hooks.test/a"))).isEmpty();
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }
}
