package ledger.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LastWordsTest {
    @TempDir
    private Path folder;

    @Test
    void a_broker_that_cannot_write_its_log_says_so_as_it_ends_the_process() throws Exception {
        Path errors = folder.resolve("errors");
        Path data = folder.resolve("data");
        try (BrokerProcess broker = BrokerProcess.start(data, ProcessBuilder.Redirect.to(errors.toFile()));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("before", 1, (short) 1)))
                    .all()
                    .get();
            Files.move(data.resolve("log"), data.resolve("taken-away"));

            admin.createTopics(List.of(new NewTopic("after", 1, (short) 1)));

            assertThat(broker.awaitEnd()).isEqualTo(1);
        }
        assertThat(Files.readAllLines(errors).stream().filter(line -> line.startsWith("ledger: ")))
                .hasSize(1)
                .first()
                .asString()
                .contains("cannot write its log in " + data.resolve("log"), "start again");
    }
}
