package ledger.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What is measured must be what people run. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LauncherTest {
    private static final String FLAGS = " *set -- ([^\"]*)\"\\$@\" *;;";

    @Test
    void a_ledger_for_one_person_is_measured_with_the_flags_that_it_is_run_with() throws IOException {
        assertThat(flags(only("dev\\)" + FLAGS))).isEqualTo(Launcher.DEV_FLAGS);
    }

    @Test
    void a_replay_is_measured_with_the_flags_that_it_is_run_with() throws IOException {
        assertThat(flags(only("replay\\)" + FLAGS))).isEqualTo(Launcher.REPLAY_FLAGS);
    }

    @Test
    void a_server_is_measured_with_the_flags_that_it_is_run_with() throws IOException {
        assertThat(flags(only("serve\\)" + FLAGS))).isEqualTo(Launcher.SERVE_FLAGS);
    }

    @Test
    void a_new_jvm_is_kept_quiet_in_the_same_way_from_the_same_version_on() throws IOException {
        Matcher quiet = only("version_of \"\\$jdk\"\\)\" -ge (\\d+) \\]; then\\s+set -- ([^\"]*)\"\\$@\"");

        assertThat(Integer.parseInt(quiet.group(1))).isEqualTo(Launcher.QUIET_FROM);
        assertThat(List.of(quiet.group(2).split(" "))).isEqualTo(Launcher.QUIET_FLAGS);
    }

    @Test
    void threads_are_put_first_in_the_same_way_where_they_may_be() throws IOException {
        Matcher priority = only("if \\[ \"([^\"]*nice[^\"]*)\" = '([^']*)' \\]; then\\s+set -- ([^\"]*)\"\\$@\"");

        assertThat(priority.group(1)).isEqualTo(Launcher.PRIORITY_CHECK);
        assertThat(priority.group(2)).isEqualTo(Launcher.PRIORITY_GRANTED);
        assertThat(List.of(priority.group(3).split(" "))).isEqualTo(Launcher.PRIORITY_FLAGS);
    }

    @Test
    void the_environment_is_the_same() throws IOException {
        Matcher variable = only("export (\\w+)=\"\\$\\{\\1:-(\\w+)\\}\"");

        assertThat(Map.of(variable.group(1), variable.group(2))).isEqualTo(Launcher.ENVIRONMENT);
    }

    private static List<String> flags(Matcher found) {
        return List.of(found.group(1).split(" "));
    }

    /** The only place of the script that looks so: a second one would need a test of its own. */
    private static Matcher only(String pattern) throws IOException {
        String script = Files.readString(Path.of("..", "ledger"));
        Pattern compiled = Pattern.compile(pattern);
        assertThat(compiled.matcher(script).results()).as(pattern).hasSize(1);
        Matcher found = compiled.matcher(script);
        assertThat(found.find()).isTrue();
        return found;
    }
}
