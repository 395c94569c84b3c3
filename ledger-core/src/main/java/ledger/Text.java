package ledger;

/** What text may be kept for ever. */
public final class Text {
    private Text() {}

    /** Whether the text has no control character and no half of a surrogate pair, which UTF-8 cannot carry. */
    public static boolean isPrintable(String value) {
        return value.codePoints().noneMatch(Character::isISOControl) && isEncodable(value);
    }

    /** Whether the text survives UTF-8 unchanged. */
    public static boolean isEncodable(String value) {
        return value.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
