package ledger.cli.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one JSON object per line. What is nested has a column with dots, {@code usage.prompt_tokens}. */
final class JsonLinesReader implements FileRowReader {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final BufferedReader lines;
    private final SeekableByteChannel source;
    private long number;
    private long line;

    JsonLinesReader(InputStream input, SeekableByteChannel source) {
        this.lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        this.source = source;
    }

    @Override
    public Set<String> columns() {
        return Set.of();
    }

    @Override
    public Optional<FileRow> next() throws IOException {
        String text = lines.readLine();
        for (line++; text != null && text.isBlank(); line++) {
            text = lines.readLine();
        }
        if (text == null) {
            return Optional.empty();
        }
        number++;
        return Optional.of(row(text.strip()));
    }

    @Override
    public long bytesRead() throws IOException {
        return source.position();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private FileRow row(String text) {
        try {
            JsonNode object = JSON.readValue(text);
            if (object == null || !object.isObject()) {
                return defective(text, 1, "must be a JSON object");
            }
            Map<String, String> cells = new LinkedHashMap<>();
            object.properties().forEach(member -> flatten(member.getKey(), member.getValue(), cells));
            return new FileRow(number, line, cells, text, null);
        } catch (JsonProcessingException notJson) {
            int column =
                    notJson.getLocation() == null ? 1 : notJson.getLocation().getColumnNr();
            return defective(text, column, "is not JSON: " + firstLine(notJson.getOriginalMessage()));
        }
    }

    private FileRow defective(String text, int column, String complaint) {
        return new FileRow(number, line, Map.of(), text, new FileRow.Defect(line, Integer.toString(column), complaint));
    }

    /** An object is there twice: whole, as metadata is taken, and member by member. */
    private static void flatten(String name, JsonNode value, Map<String, String> cells) {
        if (value.isNull()) {
            return;
        }
        if (value.isObject()) {
            cells.put(name, value.toString());
            value.properties().forEach(member -> flatten(name + '.' + member.getKey(), member.getValue(), cells));
        } else {
            cells.put(name, value.isValueNode() ? value.asText() : value.toString());
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
