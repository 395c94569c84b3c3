package ledger;

/** Says which text may be kept for ever. */
public final class Text {
    private Text() {}

    /** Whether the text has no control character and no half of a surrogate pair, which UTF-8 cannot carry. */
    public static boolean isPrintable(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                return false;
            }
        }
        return isEncodable(value);
    }

    /** Whether the text survives UTF-8 unchanged. */
    public static boolean isEncodable(String value) {
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            if (Character.isSurrogate(unit)) {
                boolean isPair = Character.isHighSurrogate(unit)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1));
                if (!isPair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
