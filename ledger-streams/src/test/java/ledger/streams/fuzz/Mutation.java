package ledger.streams.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Makes of a message that the ledger takes one that somebody may send: the same random numbers, the same message. */
final class Mutation {
    private static final Pattern VALUE = Pattern.compile("(?<=[:\\[,])(\"[^\"]*\"|-?[0-9.eE+]+|true|false|null)");
    private static final Pattern NAME = Pattern.compile("\"(\\w+)\":");
    private static final Pattern KEY = Pattern.compile("\"(idempotencyKey|id)\":\"[^\"]*\"");
    private static final int NESTING = 2_000;
    private static final int LONG_TEXT = 70_000;

    private static final List<String> EXTREMES = List.of(
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854.775807",
            "1000000000",
            "1000000000.000001",
            "4000000000",
            "999999999.999999",
            "0.000001",
            "1e308",
            "1e-308",
            "1e2147483647",
            "1e-2147483648",
            "1e99999999999",
            "-0",
            "0",
            "-1",
            "123456789012345678901234567890",
            "2147483648",
            "null",
            "true",
            "\"\"",
            "\"\\ud800\"",
            "\"\\ud801\"",
            "\"a\\u0000b\"",
            "\"a\\r\\nb\"",
            "\"+292278994-08-17T07:12:55.807Z\"",
            "\"0000-01-01T00:00:00Z\"",
            "\"-0001-01-01T00:00:00Z\"",
            "\"9999-12-31T23:59:59.999Z\"",
            "\"2026-01-01T00:00:00Z\"",
            "\"txn.1y2p0ij32e8e7.YWxpY2U\"",
            "\"hold.1y2p0ij32e8e7.YWxpY2U\"",
            "\"grant.1.YWxpY2U\"",
            "{}",
            "[]",
            "[[1]]",
            "{\"a\":{\"a\":1,\"a\":2}}");

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    /**
     * Some changes of a message, few of them or none.
     *
     * @param number what its key becomes, so that it is not known already
     */
    byte[] of(byte[] message, int number) {
        String fresh = KEY.matcher(new String(message, UTF_8)).replaceFirst("\"$1\":\"k" + number + "\"");
        String text = fresh;
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            text = changed(text);
        }
        byte[] bytes = text.getBytes(UTF_8);
        return random.nextInt(4) == 0 ? damaged(bytes) : bytes;
    }

    private String changed(String text) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4, 5 -> replaced(text, VALUE, EXTREMES.get(random.nextInt(EXTREMES.size())));
            case 6 -> replaced(text, NAME, "\"unknown\":");
            case 7 -> replaced(text, VALUE, "\"" + "ä".repeat(random.nextInt(LONG_TEXT)) + "\"");
            case 8 -> replaced(text, VALUE, "[".repeat(random.nextInt(NESTING)) + "]".repeat(random.nextInt(NESTING)));
            case 9 -> replaced(text, VALUE, "[" + "1,".repeat(random.nextInt(LONG_TEXT)) + "1]");
            case 10 -> replaced(text, NAME, value(text) + ":");
            default -> replaced(text, VALUE, value(text));
        };
    }

    /** One of its own values, wherever it belongs. */
    private String value(String text) {
        List<MatchResult> values = VALUE.matcher(text).results().toList();
        return values.isEmpty() ? "" : values.get(random.nextInt(values.size())).group();
    }

    private String replaced(String text, Pattern what, String by) {
        List<MatchResult> found = new ArrayList<>(what.matcher(text).results().toList());
        if (found.isEmpty()) {
            return text + by;
        }
        MatchResult one = found.get(random.nextInt(found.size()));
        return text.substring(0, one.start()) + by + text.substring(one.end());
    }

    private byte[] damaged(byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(3)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes = Arrays.copyOf(bytes, at);
            default -> random.nextBytes(bytes);
        }
        return bytes;
    }
}
