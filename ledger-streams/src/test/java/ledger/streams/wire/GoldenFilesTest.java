package ledger.streams.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import ledger.command.LedgerCommand;
import ledger.command.PartitionCommand;
import ledger.event.LedgerEvent;
import ledger.pricing.PriceChange;
import ledger.streams.json.Decoded;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GoldenFilesTest {
    @Test
    void every_command_has_a_file() throws IOException {
        assertEachTypeHasAFile(LedgerCommand.class, "command");
    }

    @Test
    void every_command_of_a_partition_has_a_file() throws IOException {
        assertEachTypeHasAFile(PartitionCommand.class, "partition-command");
    }

    @Test
    void every_event_has_a_file() throws IOException {
        assertEachTypeHasAFile(LedgerEvent.class, "event");
    }

    @Test
    void every_price_change_has_a_file() throws IOException {
        assertEachTypeHasAFile(PriceChange.class, "price-change");
    }

    @Test
    void todays_writers_reproduce_the_newest_files() throws IOException {
        List<String> writtenFirst = new ArrayList<>();
        writtenFirst.addAll(assertWrites("command", CommandCodec.VERSION, Samples.commands(), CommandCodec::write));
        writtenFirst.addAll(assertWrites(
                "event", 1, Samples.events(), event -> EventCodec.publish(event).json()));
        writtenFirst.addAll(assertWrites(
                "partition-command",
                PartitionCommandCodec.VERSION,
                Samples.partitionCommands(),
                PartitionCommandCodec::write));
        writtenFirst.addAll(assertWrites(
                "price-change", PriceChangeCodec.VERSION, Samples.priceChanges(), PriceChangeCodec::write));
        writtenFirst.addAll(assertWrites("balance", 1, Samples.balances(), BalanceJson::write));

        assertThat(writtenFirst)
                .as("golden files that were not there and now are: look at them and commit them")
                .isEmpty();
    }

    @Test
    void every_command_ever_written_is_read() throws IOException {
        for (Map.Entry<String, byte[]> file : GoldenFiles.ofKind("command").entrySet()) {
            assertThat(CommandCodec.read(file.getValue())).as(file.getKey()).isInstanceOf(Decoded.Valid.class);
        }
    }

    @Test
    void every_command_of_a_partition_ever_written_is_read() throws IOException {
        for (Map.Entry<String, byte[]> file :
                GoldenFiles.ofKind("partition-command").entrySet()) {
            assertThat(PartitionCommandCodec.read(file.getValue()))
                    .as(file.getKey())
                    .isInstanceOf(Decoded.Valid.class);
        }
    }

    @Test
    void every_price_change_ever_written_is_read() throws IOException {
        for (Map.Entry<String, byte[]> file : GoldenFiles.ofKind("price-change").entrySet()) {
            assertThat(PriceChangeCodec.read(file.getValue())).as(file.getKey()).isInstanceOf(Decoded.Valid.class);
        }
    }

    @Test
    void every_event_ever_written_is_read_and_its_hash_holds() throws IOException {
        for (Map.Entry<String, byte[]> file : GoldenFiles.ofKind("event").entrySet()) {
            boolean chained = EventCodec.read(file.getValue()).isChained();
            assertThat(EventCodec.hashHolds(file.getValue())).as(file.getKey()).isEqualTo(chained);
        }
    }

    @Test
    void what_is_read_from_the_newest_files_is_what_was_written() throws IOException {
        Map<String, byte[]> commands = GoldenFiles.ofKind("command");
        Samples.commands()
                .forEach((name, command) -> assertThat(
                                CommandCodec.read(GoldenFiles.in(commands, name, CommandCodec.VERSION)))
                        .isEqualTo(new Decoded.Valid<>(command)));
        Map<String, byte[]> changes = GoldenFiles.ofKind("price-change");
        Samples.priceChanges()
                .forEach((name, change) -> assertThat(
                                PriceChangeCodec.read(GoldenFiles.in(changes, name, PriceChangeCodec.VERSION)))
                        .isEqualTo(new Decoded.Valid<>(change)));
    }

    private static void assertEachTypeHasAFile(Class<?> sealed, String kind) throws IOException {
        for (Class<?> type : sealed.getPermittedSubclasses()) {
            assertThat(GoldenFiles.ofKind(kind).keySet())
                    .as("golden/%s/%s.v<N>.json", kind, type.getSimpleName())
                    .anyMatch(name -> name.startsWith(type.getSimpleName() + ".v"));
        }
    }

    /** Returns the files that were not there. */
    private static <T> List<String> assertWrites(
            String kind, long version, Map<String, T> samples, Function<T, byte[]> writer) throws IOException {
        List<String> writtenFirst = new ArrayList<>();
        for (Map.Entry<String, T> sample : samples.entrySet()) {
            String name = GoldenFiles.nameOf(sample.getKey(), version);
            byte[] json = writer.apply(sample.getValue());
            if (GoldenFiles.isWrittenFirst(kind, name, json)) {
                writtenFirst.add(name);
            }
            byte[] golden = GoldenFiles.in(GoldenFiles.ofKind(kind), sample.getKey(), version);
            assertThat(new String(json, UTF_8)).as(name).isEqualTo(new String(golden, UTF_8));
            assertThat(Arrays.equals(json, golden)).as(name).isTrue();
        }
        return writtenFirst;
    }
}
