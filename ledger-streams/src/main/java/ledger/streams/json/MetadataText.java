package ledger.streams.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import ledger.Note;
import ledger.Text;

/**
 * The one text of a JSON object: keys sorted by UTF-16 unit at every depth, no space, strings with the fewest escapes,
 * numbers as they were written. Two requests with equal metadata have equal text.
 */
public final class MetadataText {
    /** Deeper than anybody's labels, and shallow enough for every reader downstream. */
    static final int DEPTH_MAX = 64;

    private static final int UTF_8_BYTES_PER_CHAR_MAX = 3;
    /** Most objects are shorter, so the text seldom grows. */
    private static final int LENGTH_EXPECTED = 256;

    private MetadataText() {}

    /** The object that the parser stands on. */
    public static String read(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("metadata must be an object");
        }
        StringBuilder out = new StringBuilder(LENGTH_EXPECTED);
        append(in, out, 1);
        String text = out.toString();
        if (!Text.isEncodable(text)) {
            throw new IllegalArgumentException("metadata has half of a surrogate pair");
        }
        if (isTooLong(text)) {
            throw new IllegalArgumentException("metadata is longer than " + Note.METADATA_BYTES_MAX + " bytes");
        }
        return text;
    }

    /** Short ones are not encoded to find out: a character has at most so many bytes. */
    private static boolean isTooLong(String text) {
        return text.length() > Note.METADATA_BYTES_MAX / UTF_8_BYTES_PER_CHAR_MAX
                && text.getBytes(StandardCharsets.UTF_8).length > Note.METADATA_BYTES_MAX;
    }

    private static void append(JsonParser in, StringBuilder out, int depth) throws IOException {
        if (depth > DEPTH_MAX) {
            throw new IllegalArgumentException("metadata is nested deeper than " + DEPTH_MAX + " levels");
        }
        switch (in.currentToken()) {
            case START_OBJECT -> appendObject(in, out, depth);
            case START_ARRAY -> appendArray(in, out, depth);
            case VALUE_STRING -> appendText(in.getText(), out);
            default -> out.append(in.getText());
        }
    }

    /** A member as it stands in the text, from the quote before its name to the end of its value. */
    private record Member(String name, int from, int to) {}

    /** Writes members as they come, and moves them only where they did not come in order. */
    private static void appendObject(JsonParser in, StringBuilder out, int depth) throws IOException {
        List<Member> members = new ArrayList<>();
        boolean isSorted = true;
        int start = out.length();
        out.append('{');
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            if (!members.isEmpty()) {
                out.append(',');
                isSorted &= members.get(members.size() - 1).name().compareTo(name) < 0;
            }
            int from = out.length();
            appendText(name, out);
            out.append(':');
            in.nextToken();
            append(in, out, depth + 1);
            members.add(new Member(name, from, out.length()));
        }
        out.append('}');
        if (!isSorted) {
            sort(members, out, start);
        }
    }

    private static void sort(List<Member> members, StringBuilder out, int start) {
        String unsorted = out.substring(start);
        out.setLength(start);
        members.sort(Comparator.comparing(Member::name));
        out.append('{');
        String last = null;
        for (Member member : members) {
            if (member.name().equals(last)) {
                throw new IllegalArgumentException("metadata has a key twice");
            }
            out.append(last == null ? "" : ",").append(unsorted, member.from() - start, member.to() - start);
            last = member.name();
        }
        out.append('}');
    }

    private static void appendArray(JsonParser in, StringBuilder out, int depth) throws IOException {
        out.append('[');
        String separator = "";
        while (in.nextToken() != JsonToken.END_ARRAY) {
            out.append(separator);
            append(in, out, depth + 1);
            separator = ",";
        }
        out.append(']');
    }

    private static void appendText(String text, StringBuilder out) {
        out.append('"');
        if (isPlain(text)) {
            out.append(text);
        } else {
            JsonStringEncoder.getInstance().quoteAsString(text, out);
        }
        out.append('"');
    }

    /** Whether it needs no escape, as nearly all text; looking costs less than the encoder does. */
    private static boolean isPlain(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character < ' ' || character == '"' || character == '\\') {
                return false;
            }
        }
        return true;
    }
}
