package ledger.pricing;

import ledger.Text;

/**
 * Names what a price is for. Case-sensitive.
 *
 * @param provider 1 to 200 characters, no {@code /}
 * @param modelName 1 to 200 characters
 */
public record ModelId(String provider, String modelName) implements Comparable<ModelId> {
    public static final int LENGTH_MAX = 200;

    public ModelId {
        if (!isProvider(provider) || !isModelName(modelName)) {
            throw new IllegalArgumentException("provider and model name must have 1 to 200 characters");
        }
    }

    public static boolean isProvider(String text) {
        return isModelName(text) && text.indexOf('/') < 0;
    }

    public static boolean isModelName(String text) {
        return !text.isEmpty() && text.length() <= LENGTH_MAX && Text.isPrintable(text);
    }

    @Override
    public int compareTo(ModelId other) {
        int byProvider = provider.compareTo(other.provider);
        return byProvider != 0 ? byProvider : modelName.compareTo(other.modelName);
    }

    /** {@code provider/modelName}, as keys of topics and of statistics say it. */
    @Override
    public String toString() {
        return provider + '/' + modelName;
    }
}
