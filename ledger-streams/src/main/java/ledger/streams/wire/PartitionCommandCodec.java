package ledger.streams.wire;

import ledger.command.PartitionCommand;
import ledger.command.PartitionCommand.ActivateRules;
import ledger.command.PartitionCommand.SkipRecord;
import ledger.message.Field;
import ledger.message.Part;
import ledger.message.Shape;
import ledger.message.ValueTypes;
import ledger.streams.json.Decoded;
import ledger.streams.json.JsonMessage;
import ledger.streams.json.JsonText;
import ledger.streams.json.JsonValues;
import ledger.streams.json.Members;

/**
 * What is asked of a whole partition, as JSON in {@code ledger.commands}: {@code {"type", "version", "id", "partition",
 * …, "actor"}}. Such a record has no key, which tells it from every user's command. Reading never throws, and unknown
 * members are ignored.
 */
public final class PartitionCommandCodec {
    static final long VERSION = 1;

    private static final Shape<ActivateRules> ACTIVATE_RULES = Shape.of(of -> {
        Part<Head> head = of.part(Head.shape("ActivateRules"), Head::of);
        Field<Integer> rules = of.required("rules", ValueTypes.INT, ActivateRules::rules);
        Field<String> build = of.required("build", ValueTypes.TEXT, ActivateRules::build);
        Field<String> actor = of.required("actor", ValueTypes.TEXT, ActivateRules::actor);
        return in -> new ActivateRules(
                in.get(head).id(), in.get(head).partition(), in.get(rules), in.get(build), in.get(actor));
    });

    private static final Shape<SkipRecord> SKIP_RECORD = Shape.of(of -> {
        Part<Head> head = of.part(Head.shape("SkipRecord"), Head::of);
        Field<Long> offset = of.required("offset", ValueTypes.WHOLE, SkipRecord::offset);
        Field<String> actor = of.required("actor", ValueTypes.TEXT, SkipRecord::actor);
        return in -> new SkipRecord(in.get(head).id(), in.get(head).partition(), in.get(offset), in.get(actor));
    });

    private PartitionCommandCodec() {}

    public static byte[] write(PartitionCommand command) {
        return command.accept(new PartitionCommand.Handler<>() {
            @Override
            public byte[] on(ActivateRules asked) {
                return object(ACTIVATE_RULES, asked);
            }

            @Override
            public byte[] on(SkipRecord asked) {
                return object(SKIP_RECORD, asked);
            }
        });
    }

    /** Reads what anybody wrote. */
    public static Decoded<PartitionCommand> read(byte[] json) {
        return Decoded.of(json, CommandCodec.BYTES_MAX, in -> {
            Shape<? extends PartitionCommand> shape = switch (Members.required(
                    JsonMessage.text(json, "type"), "type")) {
                case "ActivateRules" -> ACTIVATE_RULES;
                case "SkipRecord" -> SKIP_RECORD;
                default ->
                    throw new IllegalArgumentException("a record without a key is of no kind known to this build");
            };
            return new JsonMessage(in, json).whole(shape);
        });
    }

    private static <C extends PartitionCommand> byte[] object(Shape<C> shape, C command) {
        return JsonText.object(out -> new JsonValues(out, null).members(shape.fields(), command));
    }

    /** What each begins with, whatever is asked. */
    private record Head(String id, int partition) {
        static Head of(PartitionCommand command) {
            return new Head(command.id(), command.partition());
        }

        static Shape<Head> shape(String kind) {
            return Shape.of(of -> {
                Field<String> type = of.required("type", ValueTypes.TEXT, head -> kind);
                Field<Long> version = of.required("version", ValueTypes.WHOLE, head -> VERSION);
                Field<String> id = of.required("id", ValueTypes.TEXT, Head::id);
                Field<Integer> partition = of.required("partition", ValueTypes.INT, Head::partition);
                return in -> {
                    if (in.get(version) != VERSION) {
                        throw new IllegalArgumentException(
                                "version " + in.get(version) + " of commands is not known to this build");
                    }
                    if (!in.get(type).equals(kind)) {
                        throw new IllegalArgumentException("type is there twice");
                    }
                    return new Head(in.get(id), in.get(partition));
                };
            });
        }
    }
}
