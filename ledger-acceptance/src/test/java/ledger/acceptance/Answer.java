package ledger.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * What HTTP answered.
 *
 * @param asked method, path and body, for a failure's message
 * @param status the number
 * @param headers as they came
 * @param text the body as it came
 */
record Answer(String asked, int status, HttpHeaders headers, String text) {
    /** Fails on any other status. */
    Answer expect(int expected) {
        if (status != expected) {
            throw new AssertionError("expected " + expected + ": " + this);
        }
        return this;
    }

    /** Fails unless it is this refusal, in the envelope. */
    Answer expect(int expected, String code) {
        expect(expected);
        if (body().path("success").asBoolean(true) || !code().equals(code)) {
            throw new AssertionError("expected " + code + ": " + this);
        }
        return this;
    }

    /** The whole envelope. */
    JsonNode body() {
        return text.isEmpty() ? MissingNode.getInstance() : Json.read(text);
    }

    /** What was asked for; fails where it was refused. */
    JsonNode data() {
        if (!body().path("success").asBoolean()) {
            throw new AssertionError("refused: " + this);
        }
        return body().path("data");
    }

    String code() {
        return body().path("code").asText();
    }

    String error() {
        return body().path("error").asText();
    }

    JsonNode details() {
        return body().path("details");
    }

    /** The field that the refusal names. */
    String field() {
        return details().path("field").asText();
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The position header, which must be there. */
    String position() {
        return header("X-Ledger-Position").orElseThrow(() -> new AssertionError("no position: " + this));
    }

    boolean isReplayed() {
        return header("Idempotent-Replayed").orElse("false").equals("true");
    }

    @Override
    public String toString() {
        return asked + " -> " + status + " " + text;
    }
}
