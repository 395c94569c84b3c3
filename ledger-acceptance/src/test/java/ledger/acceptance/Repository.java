package ledger.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that is tested. */
final class Repository {
    /** Its root, wherever the tests are run from. */
    static final Path ROOT = root();

    private Repository() {}

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("ledger-core"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("run the tests inside the checkout");
        }
        return folder;
    }
}
