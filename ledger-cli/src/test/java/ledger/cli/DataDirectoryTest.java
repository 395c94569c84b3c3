package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such permissions")
class DataDirectoryTest {
    private static final String OWNER_ONLY = "rwx------";

    @TempDir
    private Path folder;

    @Test
    void what_is_made_is_for_its_owner_alone() throws IOException {
        Path root = folder.resolve("a/data");
        DataDirectory data = new DataDirectory(root);

        try (Closeable taken = data.take(data.broker(), data.stores(), data.logs())) {
            for (Path made : List.of(root, data.broker(), data.stores(), data.logs())) {
                assertThat(permissions(made)).as(made.toString()).isEqualTo(OWNER_ONLY);
            }
            data.secretOrNew();
            assertThat(permissions(root.resolve("jwt-secret"))).isEqualTo("rw-------");
            assertThat(taken).isNotNull();
        }
    }

    @Test
    void what_an_earlier_build_let_others_read_is_repaired_and_the_root_is_left_alone() throws IOException {
        DataDirectory data = new DataDirectory(folder);
        Files.createDirectories(data.broker());
        Files.setPosixFilePermissions(data.broker(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        try (Closeable taken = data.take(data.broker(), data.stores(), data.logs())) {
            assertThat(permissions(data.broker())).isEqualTo(OWNER_ONLY);
            assertThat(permissions(folder)).isEqualTo("rwxr-xr-x");
            assertThat(taken).isNotNull();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
