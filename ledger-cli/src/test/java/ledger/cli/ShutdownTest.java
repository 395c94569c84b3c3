package ledger.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ShutdownTest {
    private final Shutdown shutdown = new Shutdown();

    @Test
    void what_died_first_is_said_with_its_reason() {
        shutdown.fail(new RuntimeException("outside", new IllegalStateException("the log was rewritten")));
        shutdown.fail(new RuntimeException("later"));

        assertThatThrownBy(shutdown::await)
                .isInstanceOf(UserError.class)
                .hasMessage("stopped working: IllegalStateException: the log was rewritten; the log says more");
    }

    @Test
    void a_start_does_not_go_on_after_a_failure() throws Exception {
        shutdown.throwIfFailed(0);
        shutdown.fail(new IllegalStateException("no"));

        assertThatThrownBy(() -> shutdown.throwIfFailed(0)).isInstanceOf(UserError.class);
    }
}
