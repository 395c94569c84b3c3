package ledger.streams.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import ledger.Credits;

/** Amounts and exact numbers as plain decimals, never in exponent form; exponents are read. */
public final class JsonDecimals {
    /** A quantity times a rate has 13 + 10 digits before the point, and 6 + 15 after it. */
    static final int EXACT_DIGITS_MAX = 24;

    /** So many digits of micro-credits before the point always fit a long. */
    private static final int WHOLE_DIGITS_MAX = 12;

    private JsonDecimals() {}

    public static void writeMicros(JsonGenerator out, String name, long micros) throws IOException {
        out.writeFieldName(name);
        if (micros % Credits.MICROS_PER_CREDIT == 0) {
            out.writeNumber(micros / Credits.MICROS_PER_CREDIT);
        } else {
            out.writeNumber(Credits.text(micros));
        }
    }

    public static void write(JsonGenerator out, String name, BigDecimal number) throws IOException {
        out.writeFieldName(name);
        out.writeNumber(number.toPlainString());
    }

    /** An amount of credit, signed, in micro-credits; refuses what is not exact in them. */
    static long readMicros(JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT && in.getTextLength() <= WHOLE_DIGITS_MAX) {
            return in.getLongValue() * Credits.MICROS_PER_CREDIT;
        }
        BigDecimal number = number(in);
        if (number.signum() == 0) {
            return 0;
        }
        if ((long) number.precision() - number.scale() > WHOLE_DIGITS_MAX + 1) {
            throw new IllegalArgumentException(in.currentName() + " is too large");
        }
        if (number.stripTrailingZeros().scale() > Credits.SCALE) {
            throw new IllegalArgumentException(in.currentName() + " has more than six decimals");
        }
        return number.movePointRight(Credits.SCALE).longValueExact();
    }

    /** An exact number that is not negative, with as many decimals as are allowed. */
    public static BigDecimal read(JsonParser in, int scaleMax) throws IOException {
        BigDecimal number = number(in);
        if (number.signum() < 0) {
            throw new IllegalArgumentException(in.currentName() + " must not be negative");
        }
        if ((long) number.precision() - number.scale() > EXACT_DIGITS_MAX) {
            throw new IllegalArgumentException(in.currentName() + " is too large");
        }
        if (number.scale() > scaleMax && number.stripTrailingZeros().scale() > scaleMax) {
            throw new IllegalArgumentException(in.currentName() + " has more than " + scaleMax + " decimals");
        }
        return bounded(number, scaleMax);
    }

    /** Keeps the decimals as they were sent, zeros included, unless an exponent or a tail of zeros inflates them. */
    private static BigDecimal bounded(BigDecimal number, int scaleMax) {
        if (number.signum() == 0 && (number.scale() < 0 || number.scale() > scaleMax)) {
            return BigDecimal.ZERO;
        }
        return number.scale() < 0 || number.scale() > scaleMax
                ? number.setScale(number.scale() < 0 ? 0 : scaleMax)
                : number;
    }

    private static BigDecimal number(JsonParser in) throws IOException {
        if (!in.currentToken().isNumeric()) {
            throw new IllegalArgumentException(in.currentName() + " must be a number");
        }
        return in.getDecimalValue();
    }
}
