package ledger.bench.fold;

import java.io.IOException;
import java.util.Properties;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * The least that Kafka Streams can do exactly once. It copies every command to another topic, as it is or as large as
 * its event, and keeps nothing.
 */
public final class PassThroughMain {

    private PassThroughMain() {}

    /**
     * Takes the broker's address, a state directory, a name and the bytes of a value; ends when its standard input
     * does.
     */
    public static void main(String[] arguments) throws IOException {
        Topology topology = new Topology()
                .addSource("from", Topics.COMMANDS)
                .addProcessor("copy", () -> new CopyProcessor(Integer.parseInt(arguments[3])), "from")
                .addSink("to", arguments[2], "copy");
        try (KafkaStreams streams = new KafkaStreams(topology, properties(arguments[0], arguments[1], arguments[2]))) {
            streams.start();
            while (System.in.read() >= 0) {
                // Whoever started it holds the other end.
            }
        }
    }

    /** The same settings as the ledger's own, where they matter for speed. */
    private static Properties properties(String bootstrapServers, String stateDirectory, String name) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 250);
        properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 100);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 64 << 10);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "none");
        return properties;
    }
}
