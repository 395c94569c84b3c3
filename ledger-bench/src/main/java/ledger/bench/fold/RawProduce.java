package ledger.bench.fold;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.bench.process.Program;

/** Kafka's own producer performance tool. */
final class RawProduce {
    private static final String TOOL = "org.apache.kafka.tools.ProducerPerformance";
    /** What Kafka's own script gives the tool. */
    private static final List<String> FLAGS = List.of("-Xmx512m");

    private static final Pattern RATE = Pattern.compile("([0-9.]+) records/sec");

    private RawProduce() {}

    /** Records per second after the warm-up, acknowledged by all replicas and not compressed. */
    static double perSecond(String bootstrapServers, String topic, Path directory, Prefilled like)
            throws IOException, InterruptedException {
        List<String> arguments = List.of(
                "--bootstrap-server",
                bootstrapServers,
                "--topic",
                topic,
                "--num-records",
                Long.toString(like.total()),
                "--warmup-records",
                Long.toString(like.warmUp()),
                "--record-size",
                Integer.toString(like.recordBytes()),
                "--throughput",
                "-1",
                "--command-property",
                "acks=all",
                "compression.type=none",
                "linger.ms=5",
                "batch.size=" + (64 << 10));
        try (Program tool = Program.java("the producer performance tool", directory, FLAGS, TOOL, arguments)) {
            return lastRate(tool.output());
        }
    }

    /** The last rate that the tool prints is that of everything after the warm-up. */
    static double lastRate(String output) throws IOException {
        Matcher rate = RATE.matcher(output);
        double last = Double.NaN;
        while (rate.find()) {
            last = Double.parseDouble(rate.group(1));
        }
        if (Double.isNaN(last)) {
            throw new IOException("the producer performance tool printed no rate: " + output.strip());
        }
        return last;
    }
}
