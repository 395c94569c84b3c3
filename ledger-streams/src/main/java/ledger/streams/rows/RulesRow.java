package ledger.streams.rows;

import java.util.ArrayList;
import java.util.List;
import ledger.message.Field;
import ledger.message.Shape;
import ledger.message.ValueType;
import ledger.message.ValueTypes;

/**
 * The row of a partition that says which rules held from where, and what was put aside.
 *
 * @param activations in the order of their offsets; each has a higher version than the one before
 * @param skipped offsets of records that were put aside because the fold could not go on at them, the last
 *     {@value #SKIPPED_MAX} of them, in their order
 */
public record RulesRow(List<Activation> activations, List<Long> skipped) {
    /** The row of a partition whose log says nothing of rules. */
    public static final RulesRow NONE = new RulesRow(List.of(), List.of());

    /** Each is an operator's act by hand after an outage; beyond it the oldest are forgotten. */
    public static final int SKIPPED_MAX = 1_000;

    /** The version that holds where no record says another. */
    private static final int FIRST_VERSION = 1;

    private static final ValueType<Activation> ACTIVATION = ValueTypes.object(Shape.of(of -> {
        Field<Long> offset = of.required("offset", ValueTypes.WHOLE, Activation::offset);
        Field<Integer> version = of.required("version", ValueTypes.INT, Activation::version);
        Field<String> build = of.required("build", ValueTypes.TEXT, Activation::build);
        return in -> new Activation(in.get(offset), in.get(version), in.get(build));
    }));

    private static final RowFormat<RulesRow> FORMAT = RowFormat.of(of -> {
        Field<List<Activation>> activations =
                of.required("activations", ValueTypes.list(ACTIVATION, Integer.MAX_VALUE), RulesRow::activations);
        Field<List<Long>> skipped =
                of.required("skipped", ValueTypes.list(ValueTypes.WHOLE, SKIPPED_MAX), RulesRow::skipped);
        return in -> new RulesRow(in.get(activations), in.get(skipped));
    });

    public RulesRow {
        activations = List.copyOf(activations);
        skipped = List.copyOf(skipped);
    }

    /**
     * A version that holds from a record on.
     *
     * @param offset of the record
     * @param version of the rules
     * @param build that was said to know them
     */
    public record Activation(long offset, int version, String build) {}

    /** The version that holds after the last record. */
    public int version() {
        return activations.isEmpty() ? FIRST_VERSION : last().version();
    }

    /** The version that held for a command at an offset. */
    public int versionAt(long offset) {
        int version = FIRST_VERSION;
        for (Activation activation : activations) {
            if (activation.offset() < offset) {
                version = activation.version();
            }
        }
        return version;
    }

    /** The record by which the version in force holds; only where there is one. */
    public Activation last() {
        return activations.get(activations.size() - 1);
    }

    /** Whether the row knows of a record in the log that activates a version, be it that it changed nothing. */
    public boolean includes(long offset, int version) {
        return version <= FIRST_VERSION
                || activations.stream()
                        .anyMatch(activation -> activation.offset() <= offset && activation.version() >= version);
    }

    /** The row after a version came into force. */
    public RulesRow with(Activation activation) {
        if (activation.version() <= version()) {
            throw new IllegalArgumentException("version " + activation.version() + " is not above " + version());
        }
        List<Activation> more = new ArrayList<>(activations);
        more.add(activation);
        return new RulesRow(more, skipped);
    }

    /** The row after a record was put aside. */
    public RulesRow withSkipped(long offset) {
        if (skipped.contains(offset)) {
            return this;
        }
        List<Long> more = new ArrayList<>(skipped);
        more.add(offset);
        return new RulesRow(activations, more.subList(Math.max(0, more.size() - SKIPPED_MAX), more.size()));
    }

    public byte[] write() {
        return FORMAT.write(this);
    }

    /** Throws for a row that this build cannot read. */
    public static RulesRow read(byte[] row) {
        return FORMAT.read(row);
    }
}
