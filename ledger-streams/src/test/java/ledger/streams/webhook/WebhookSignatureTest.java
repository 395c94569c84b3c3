package ledger.streams.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WebhookSignatureTest {
    /** The example that the specification's own libraries are tested with. */
    @Test
    void the_signature_is_that_of_standard_webhooks() {
        String signature = WebhookSignature.of(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330,
                "{\"test\": 2432232314}".getBytes(UTF_8));

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void the_wait_doubles_up_to_ten_minutes_and_the_twelfth_failure_is_the_last() {
        List<Long> waitsSeconds = new ArrayList<>();
        RetryState state = RetryState.NEW;
        while (!state.isGivenUp(0, 0)) {
            state = state.failed(0);
            waitsSeconds.add(state.notBeforeMillis() / 1_000);
        }

        assertThat(waitsSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 600L, 600L);
    }

    @Test
    void what_is_older_than_a_day_is_tried_once() {
        long dayMillis = 86_400_000;

        assertThat(RetryState.NEW.failed(0).isGivenUp(0, dayMillis)).isFalse();
        assertThat(RetryState.NEW.failed(0).isGivenUp(0, dayMillis + 1)).isTrue();
        assertThat(RetryState.NEW.isGivenUp(0, dayMillis + 1)).isFalse();
    }

    @Test
    void the_state_is_read_back_and_anything_else_is_a_new_start() {
        RetryState state = RetryState.NEW.failed(5).failed(7);

        assertThat(RetryState.parse(state.text())).isEqualTo(state);
        assertThat(RetryState.parse("")).isEqualTo(RetryState.NEW);
        assertThat(RetryState.parse("a b")).isEqualTo(RetryState.NEW);
    }
}
