package ledger.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import ledger.api.http.Call;
import ledger.api.http.Reply;

/** The metrics in the format that the client prefers: OpenMetrics, or Prometheus' text. */
final class Exposition {
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_TYPE = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
    private static final String TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private Exposition() {}

    static Reply of(PrometheusMeterRegistry metrics, Call call) {
        String type = isOpenMetricsPreferred(call.header("Accept").orElse("")) ? OPEN_METRICS_TYPE : TEXT_TYPE;
        return Reply.content(type, metrics.scrape(type).getBytes(StandardCharsets.UTF_8));
    }

    /** A client that accepts anything, as curl does, gets text. */
    static boolean isOpenMetricsPreferred(String accept) {
        double openMetrics = quality(accept, OPEN_METRICS);
        return openMetrics > 0 && openMetrics >= quality(accept, "text/plain");
    }

    /** The highest quality that the header gives a media type, 0 if it does not name it. */
    private static double quality(String accept, String type) {
        return Arrays.stream(accept.toLowerCase(Locale.ROOT).split(",", -1))
                .map(range -> range.split(";", -1))
                .filter(range -> range[0].strip().equals(type))
                .mapToDouble(Exposition::quality)
                .max()
                .orElse(0);
    }

    private static double quality(String[] range) {
        for (String parameter : range) {
            String[] parts = parameter.strip().split("=", 2);
            if (parts.length == 2 && parts[0].strip().equals("q")) {
                try {
                    return Double.parseDouble(parts[1].strip());
                } catch (NumberFormatException malformed) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
