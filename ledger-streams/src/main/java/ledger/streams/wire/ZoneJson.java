package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ledger.IsoTime;
import ledger.event.ZoneOffsets;
import org.jspecify.annotations.Nullable;

/** The offsets of a time zone as an object: {@code {"name", "offsetSeconds", "shifts": [{"at", "offsetSeconds"}]}}. */
final class ZoneJson {
    private final List<ZoneOffsets.Shift> shifts = new ArrayList<>();
    private @Nullable String name;
    private @Nullable Long offsetSeconds;
    private @Nullable Long atMillis;

    private ZoneJson() {}

    static void write(JsonGenerator out, ZoneOffsets zone) throws IOException {
        out.writeObjectFieldStart("timeZone");
        out.writeStringField("name", zone.name());
        out.writeNumberField("offsetSeconds", zone.offsetSeconds());
        out.writeArrayFieldStart("shifts");
        for (ZoneOffsets.Shift shift : zone.shifts()) {
            out.writeStartObject();
            out.writeStringField("at", IsoTime.text(shift.atMillis()));
            out.writeNumberField("offsetSeconds", shift.offsetSeconds());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    static ZoneOffsets read(JsonParser in) throws IOException {
        ZoneJson zone = new ZoneJson();
        Members.readObject(in, zone::member);
        return new ZoneOffsets(Members.required(zone.name, "name"), zone.offset(), zone.shifts);
    }

    private void member(String member, JsonParser in) throws IOException {
        switch (member) {
            case "name" -> name = Members.text(in);
            case "offsetSeconds" -> offsetSeconds = Members.whole(in);
            case "at" -> atMillis = Members.time(in);
            case "shifts" -> Members.readList(in, (list, element) -> shifts.add(readShift(element)));
            default -> in.skipChildren();
        }
    }

    private static ZoneOffsets.Shift readShift(JsonParser in) throws IOException {
        ZoneJson shift = new ZoneJson();
        Members.readObject(in, shift::member);
        return new ZoneOffsets.Shift(Members.required(shift.atMillis, "at"), shift.offset());
    }

    private int offset() {
        return Math.toIntExact(Members.required(offsetSeconds, "offsetSeconds"));
    }
}
