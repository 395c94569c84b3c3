package ledger.acceptance.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of each file was synced, a line for each sync, in order. It is written to the page cache, so it is whole
 * when the process is killed; a sync counts once its line is there, and whoever asked for it hears of it only
 * afterwards.
 */
public final class SyncJournal {
    /** Names the journal to the process that writes it. */
    static final String PROPERTY = "ledger.disk.journal";

    private static final char SYNCED = 's';
    private static final char CUT = 'c';

    private final FileOutputStream lines;

    private SyncJournal(String file) {
        try {
            lines = new FileOutputStream(file, true);
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Opened by the first sync, when the JVM has come up. */
    private static final class OfThisProcess {
        private static final SyncJournal JOURNAL = new SyncJournal(System.getProperty(PROPERTY));
    }

    static SyncJournal ofThisProcess() {
        return OfThisProcess.JOURNAL;
    }

    void synced(String file, long bytes) throws IOException {
        append(SYNCED, file, bytes);
    }

    /** Notes that the file now has so many bytes, where it may have had more. */
    void cut(String file, long bytes) throws IOException {
        append(CUT, file, bytes);
    }

    private synchronized void append(char what, String file, long bytes) throws IOException {
        lines.write((what + "\t" + bytes + "\t" + file + "\n").getBytes(UTF_8));
    }

    /**
     * How many bytes of each file are safe.
     *
     * @param before what was on the disk when the process began
     */
    public static Map<Path, Long> safe(Path journal, Map<Path, Long> before) throws IOException {
        Map<Path, Long> safe = new HashMap<>(before);
        for (String line : Files.readAllLines(journal)) {
            String[] parts = line.split("\t", 3);
            boolean isCut = parts[0].charAt(0) == CUT;
            safe.merge(Path.of(parts[2]), Long.valueOf(parts[1]), isCut ? Math::min : Math::max);
        }
        return safe;
    }
}
