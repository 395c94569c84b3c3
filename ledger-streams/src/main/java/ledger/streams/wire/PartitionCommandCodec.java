package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import ledger.command.PartitionCommand;
import ledger.command.PartitionCommand.ActivateRules;
import ledger.command.PartitionCommand.SkipRecord;
import ledger.streams.json.Decoded;
import ledger.streams.json.JsonText;
import ledger.streams.json.Members;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a whole partition, as JSON in {@code ledger.commands}: {@code {"type", "version", "id", "partition",
 * …, "actor"}}. Such a record has no key, which tells it from every user's command. Reading never throws, and unknown
 * members are ignored.
 */
public final class PartitionCommandCodec {
    static final long VERSION = 1;

    private PartitionCommandCodec() {}

    public static byte[] write(PartitionCommand command) {
        return command.accept(new PartitionCommand.Handler<>() {
            @Override
            public byte[] on(ActivateRules asked) {
                return object("ActivateRules", asked, out -> {
                    out.writeNumberField("rules", asked.rules());
                    out.writeStringField("build", asked.build());
                });
            }

            @Override
            public byte[] on(SkipRecord asked) {
                return object("SkipRecord", asked, out -> out.writeNumberField("offset", asked.offset()));
            }
        });
    }

    /** Reads what anybody wrote. */
    public static Decoded<PartitionCommand> read(byte[] json) {
        return Decoded.of(json, CommandCodec.BYTES_MAX, in -> {
            Fields fields = new Fields();
            Members.readMessage(in, fields::member);
            return fields.command();
        });
    }

    private static byte[] object(String type, PartitionCommand command, JsonText.Body own) {
        return JsonText.object(out -> {
            out.writeStringField("type", type);
            out.writeNumberField("version", VERSION);
            out.writeStringField("id", command.id());
            out.writeNumberField("partition", command.partition());
            own.writeTo(out);
            out.writeStringField("actor", command.actor());
        });
    }

    /** The members of one while it is read, in whatever order they come. */
    private static final class Fields {
        private @Nullable String type;
        private @Nullable Long version;
        private @Nullable String id;
        private @Nullable Long partition;
        private @Nullable Long rules;
        private @Nullable String build;
        private @Nullable Long offset;
        private @Nullable String actor;

        void member(String name, JsonParser in) throws IOException {
            switch (name) {
                case "type" -> type = Members.text(in);
                case "version" -> version = Members.whole(in);
                case "id" -> id = Members.text(in);
                case "partition" -> partition = Members.whole(in);
                case "rules" -> rules = Members.whole(in);
                case "build" -> build = Members.text(in);
                case "offset" -> offset = Members.whole(in);
                case "actor" -> actor = Members.text(in);
                default -> in.skipChildren();
            }
        }

        PartitionCommand command() {
            if (Members.required(version, "version") != VERSION) {
                throw new IllegalArgumentException("version " + version + " of commands is not known to this build");
            }
            return switch (Members.required(type, "type")) {
                case "ActivateRules" ->
                    new ActivateRules(
                            Members.required(id, "id"),
                            whole(partition, "partition"),
                            whole(rules, "rules"),
                            Members.required(build, "build"),
                            Members.required(actor, "actor"));
                case "SkipRecord" ->
                    new SkipRecord(
                            Members.required(id, "id"),
                            whole(partition, "partition"),
                            Members.required(offset, "offset"),
                            Members.required(actor, "actor"));
                default ->
                    throw new IllegalArgumentException("a record without a key is of no kind known to this build");
            };
        }

        private static int whole(@Nullable Long value, String name) {
            return Math.toIntExact(Members.required(value, name));
        }
    }
}
