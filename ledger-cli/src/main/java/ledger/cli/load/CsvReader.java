package ledger.cli.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads comma-separated values whose first line names the columns. */
final class CsvReader implements FileRowReader {
    private static final CsvFactory FACTORY = CsvFactory.builder()
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            // It would close the file at its end, and a closed one does not say how far it was read.
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private final Path file;
    private final CsvParser parser;
    private final SeekableByteChannel source;
    private final List<String> names = new ArrayList<>();
    private long number;
    private long line;

    private CsvReader(Path file, CsvParser parser, SeekableByteChannel source) {
        this.file = file;
        this.parser = parser;
        this.source = source;
    }

    static CsvReader open(Path file, InputStream input, SeekableByteChannel source) throws IOException {
        CsvReader reader = new CsvReader(file, FACTORY.createParser(input), source);
        List<String> heading = reader.record();
        if (heading == null) {
            reader.close();
            throw new UnreadableFileException(file + " is empty; its first line must name the columns");
        }
        reader.names.addAll(heading);
        if (reader.columns().size() < heading.size()) {
            reader.close();
            throw new UnreadableFileException(file + ": two columns have the same name, or the first line names none");
        }
        return reader;
    }

    @Override
    public Set<String> columns() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    @Override
    public Optional<FileRow> next() throws IOException {
        List<String> values = record();
        if (values == null) {
            return Optional.empty();
        }
        number++;
        Map<String, String> cells = new LinkedHashMap<>();
        for (int column = 0; column < Math.min(names.size(), values.size()); column++) {
            if (!values.get(column).isEmpty()) {
                cells.put(names.get(column), values.get(column));
            }
        }
        return Optional.of(new FileRow(number, line, cells, written(values), widthDefect(values.size())));
    }

    @Override
    public long bytesRead() throws IOException {
        return source.position();
    }

    @Override
    public void close() throws IOException {
        parser.close();
        source.close();
    }

    private FileRow.@Nullable Defect widthDefect(int width) {
        if (width == names.size()) {
            return null;
        }
        String complaint = "the row has " + width + " columns and the first line " + names.size();
        return new FileRow.Defect(line, Integer.toString(Math.min(width, names.size()) + 1), complaint);
    }

    /** The values of the next record, null at the end. */
    private @Nullable List<String> record() throws IOException {
        try {
            JsonToken token = parser.nextToken();
            while (token != null && token != JsonToken.START_ARRAY) {
                token = parser.nextToken();
            }
            if (token == null) {
                return null;
            }
            List<String> values = new ArrayList<>();
            for (token = parser.nextToken();
                    token != null && token != JsonToken.END_ARRAY;
                    token = parser.nextToken()) {
                if (values.isEmpty()) {
                    line = parser.currentTokenLocation().getLineNr();
                }
                values.add(parser.getText());
            }
            return values;
        } catch (JsonProcessingException notCsv) {
            throw new UnreadableFileException("%s, line %d, column %d: %s; nothing after it was read"
                    .formatted(
                            file,
                            notCsv.getLocation().getLineNr(),
                            notCsv.getLocation().getColumnNr(),
                            notCsv.getOriginalMessage()));
        }
    }

    /** The record as CSV again: quotes where they are needed. */
    private static String written(List<String> values) {
        StringBuilder text = new StringBuilder();
        for (String value : values) {
            text.append(text.isEmpty() ? "" : ",");
            boolean isPlain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            text.append(isPlain ? value : '"' + value.replace("\"", "\"\"") + '"');
        }
        return text.toString();
    }
}
