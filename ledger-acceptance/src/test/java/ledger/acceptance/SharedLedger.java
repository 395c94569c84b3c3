package ledger.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one running ledger, started by the first that asks and shared by all that do not kill it. */
final class SharedLedger implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedLedger.class);
    private static final AtomicLong USERS = new AtomicLong();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LedgerProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Running.class, key -> new Running(), Running.class)
                .ledger;
    }

    /** A user whom no other test has. */
    static String newUser() {
        return "user-" + USERS.incrementAndGet();
    }

    /** The ledger and its directory; closed when the last test has run. */
    private static final class Running implements AutoCloseable {
        private final Path data;
        private final LedgerProcess ledger;

        Running() {
            try {
                data = Files.createTempDirectory("ledger-acceptance");
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
            ledger = LedgerProcess.start(data);
        }

        @Override
        public void close() throws IOException {
            ledger.close();
            List<Path> deepestFirst;
            try (Stream<Path> paths = Files.walk(data)) {
                deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
