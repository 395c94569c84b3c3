package ledger;

import org.jspecify.annotations.Nullable;

/**
 * What a caller wants remembered beside an amount.
 *
 * @param description up to 1,000 characters, or null
 * @param metadata a JSON object as text with its keys sorted at every depth, up to 4 KiB, or null
 */
public record Note(@Nullable String description, @Nullable String metadata) {
    public static final int DESCRIPTION_LENGTH_MAX = 1_000;
    /**
     * In UTF-8 bytes. With this bound a history row stays below 32 KiB, even if every other field is as long as it may
     * be.
     */
    public static final int METADATA_BYTES_MAX = 4_096;

    public static final Note NONE = new Note(null, null);

    public Note {
        if (description != null && !isKept(description, DESCRIPTION_LENGTH_MAX)) {
            throw new IllegalArgumentException(
                    "description must have at most 1,000 characters, none of them half a pair");
        }
        // Every character takes at least one byte, so a longer text is too long. The writer counts the bytes exactly.
        if (metadata != null && !isKept(metadata, METADATA_BYTES_MAX)) {
            throw new IllegalArgumentException("metadata must have at most 4,096 bytes, none of them half a character");
        }
    }

    private static boolean isKept(String text, int lengthMax) {
        return text.length() <= lengthMax && Text.isEncodable(text);
    }
}
