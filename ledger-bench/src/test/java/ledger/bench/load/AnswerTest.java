package ledger.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AnswerTest {
    private static final byte[] WHOLE = "HTTP/1.1 402 Payment Required\r\nContent-Length: 5\r\nX: y\r\n\r\nhello"
            .getBytes(StandardCharsets.US_ASCII);

    @Test
    void an_answer_is_its_status_and_as_much_body_as_it_says() throws IOException {
        Answer answer = Objects.requireNonNull(Answer.of(WHOLE, WHOLE.length));

        assertThat(answer.status()).isEqualTo(402);
        assertThat(answer.body()).isEqualTo("hello");
        assertThat(answer.bodyBytes()).isEqualTo(5);
    }

    @Test
    void as_long_as_bytes_are_missing_there_is_no_answer() throws IOException {
        for (int count = 0; count < WHOLE.length; count++) {
            assertThat(Answer.of(WHOLE, count)).isNull();
        }
    }

    @Test
    void chunks_are_one_answer_once_the_last_is_there() throws IOException {
        byte[] chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n1\r\nx\r\n0\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);

        for (int count = 0; count < chunked.length; count++) {
            assertThat(Answer.of(chunked, count)).isNull();
        }
        assertThat(Objects.requireNonNull(Answer.of(chunked, chunked.length)).bodyBytes())
                .isEqualTo(11);
    }

    @Test
    void an_answer_that_does_not_say_how_long_it_is_cannot_be_measured() {
        byte[] endless = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> Answer.of(endless, endless.length)).isInstanceOf(IOException.class);
    }
}
