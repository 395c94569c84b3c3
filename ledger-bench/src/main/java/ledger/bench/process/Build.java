package ledger.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the packaged ledger, so that a build at the same time does not change what is measured. */
public record Build(Path jar) {
    /** Copies what {@code mvn package} has left in the repository. */
    public static Build copy(Path home, Path into) throws IOException {
        Path target = home.resolve("ledger-cli").resolve("target");
        Path jar = target.resolve("ledger.jar");
        if (!Files.isReadable(jar)) {
            throw new IOException(jar + " is missing; build it with mvn package, or run ./ledger bench");
        }
        Path copy = into.resolve("ledger.jar");
        Path libraries = Files.createDirectories(into.resolve("lib"));
        Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
        try (Stream<Path> files = Files.list(target.resolve("lib"))) {
            List<Path> all = files.toList();
            for (Path file : all) {
                Files.copy(file, libraries.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return new Build(copy);
    }
}
