package ledger.cli.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Reads a file row by row and never has more than one in memory. */
interface FileRowReader extends AutoCloseable {
    /**
     * The next row, empty at the end of the file. A row that cannot be read comes with its defect; throws
     * {@link UnreadableFileException} where nothing after it can be trusted.
     */
    Optional<FileRow> next() throws IOException;

    /** The columns that are known before the first row; none where every row names its own. */
    Set<String> columns();

    /** How many bytes of the file were taken so far. */
    long bytesRead() throws IOException;

    @Override
    void close() throws IOException;

    /** Opens a file as what its first character says it is. */
    static FileRowReader open(Path file) throws IOException {
        SeekableByteChannel source = Files.newByteChannel(file);
        BufferedInputStream input = new BufferedInputStream(Channels.newInputStream(source), BUFFER_BYTES);
        skipByteOrderMark(input);
        int first = firstCharacter(input);
        if (first == '[') {
            input.close();
            throw new UnreadableFileException(file + " is one JSON array; put each object on a line of its own");
        }
        return first == '{' ? new JsonLinesReader(input, source) : CsvReader.open(file, input, source);
    }

    /** Larger than the blank lines that a file may begin with. */
    int BUFFER_BYTES = 64 * 1024;

    private static void skipByteOrderMark(InputStream input) throws IOException {
        input.mark(BUFFER_BYTES);
        if (input.read() != 0xEF || input.read() != 0xBB || input.read() != 0xBF) {
            input.reset();
        }
    }

    private static int firstCharacter(InputStream input) throws IOException {
        input.mark(BUFFER_BYTES);
        int first = input.read();
        for (int skipped = 0; skipped < BUFFER_BYTES / 2 && Character.isWhitespace(first); skipped++) {
            first = input.read();
        }
        input.reset();
        return first;
    }
}
