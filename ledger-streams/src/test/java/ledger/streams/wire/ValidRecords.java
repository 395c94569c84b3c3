package ledger.streams.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ledger.account.AlertType;
import ledger.alert.WebhookSecret;
import ledger.alert.WebhookTarget;
import ledger.streams.topic.Topics;

/** What may stand on each topic, as the ledger and its publishers write it. */
public final class ValidRecords {
    private static final String SECRET = WebhookSecret.text(new byte[WebhookSecret.BYTES_MIN]);

    private ValidRecords() {}

    /** Values of at least one record of each topic that the ledger reads; the events are of no command in the log. */
    public static Map<String, List<byte[]>> byTopic() {
        List<byte[]> commands = new ArrayList<>();
        Samples.commands().values().forEach(command -> commands.add(CommandCodec.write(command)));
        MoneySamples.commands().values().forEach(command -> commands.add(CommandCodec.write(command)));
        List<byte[]> prices = new ArrayList<>();
        Samples.priceChanges().values().forEach(change -> prices.add(PriceChangeCodec.write(change)));
        List<byte[]> balances = new ArrayList<>();
        Samples.balances().values().forEach(balance -> balances.add(BalanceJson.write(balance)));
        List<byte[]> events = new ArrayList<>();
        Samples.events()
                .values()
                .forEach(event -> events.add(EventCodec.publish(event).json()));
        return Map.of(
                Topics.COMMANDS,
                commands,
                Topics.EVENTS,
                events,
                Topics.PRICES,
                prices,
                Topics.BALANCES,
                balances,
                Topics.ALERTS,
                List.of(alert()),
                Topics.WEBHOOKS,
                List.of(webhooks()),
                Topics.USAGE,
                List.of(usage(), ("[" + new String(usage(), UTF_8) + "]").getBytes(UTF_8)));
    }

    private static byte[] alert() {
        return ("{\"id\":\"1-2-0-0\",\"type\":\"DEBT\",\"version\":1,\"userId\":\"alice\",\"sequence\":4,\"time\":"
                        + "\"2026-03-01T09:30:00.250Z\"}")
                .getBytes(UTF_8);
    }

    /** Nobody listens on that port. */
    private static byte[] webhooks() {
        return WebhookCodec.write(List.of(new WebhookTarget(
                "t_1", URI.create("http://127.0.0.1:1/"), Set.of(AlertType.DEBT), true, SECRET, 1_700_000_000_000L)));
    }

    private static byte[] usage() {
        return ("{\"specversion\":\"1.0\",\"type\":\"credits.usage\",\"source\":\"/c\",\"id\":\"m-1\",\"subject\":\"alice\","
                        + "\"time\":\"2026-11-22T12:00:00Z\",\"data\":{\"provider\":\"openai\",\"modelName\":\"gpt-4\","
                        + "\"inputTokens\":1200,\"reason\":\"AI_CHAT\",\"metadata\":{\"chat\":[1,2,{\"a\":null}]}}}")
                .getBytes(UTF_8);
    }
}
