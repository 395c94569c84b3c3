package ledger.api.http.json;

/** Names that callers made up, as errors repeat them. */
public final class Names {
    /** Longer than any name of ours. */
    private static final int LENGTH_MAX = 64;

    private Names() {}

    /** The name, cut where it is long. */
    public static String shown(String name) {
        if (name.length() <= LENGTH_MAX) {
            return name;
        }
        int end = Character.isHighSurrogate(name.charAt(LENGTH_MAX - 1)) ? LENGTH_MAX - 1 : LENGTH_MAX;
        return name.substring(0, end) + "…";
    }
}
