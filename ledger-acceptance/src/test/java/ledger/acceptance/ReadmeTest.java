package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Does what the README and the pages beside it show, and looks whether it comes to what they show. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadmeTest {
    @TempDir
    Path scratch;

    @TestFactory
    List<DynamicNode> every_console_block_shows_what_happens() throws IOException {
        List<DynamicNode> pages = new ArrayList<>();
        for (Path page : pages()) {
            List<ConsoleBlock> blocks = ConsoleBlock.of(page);
            if (!blocks.isEmpty()) {
                pages.add(tests(page, blocks));
            }
        }
        Assumptions.assumeFalse(pages.isEmpty(), "no page shows a console block");
        return pages;
    }

    @Test
    void a_page_that_is_right_passes_and_one_that_is_wrong_does_not() throws IOException, URISyntaxException {
        Path page = Path.of(ReadmeTest.class.getResource("/readme/page.md").toURI());
        List<ConsoleBlock> blocks = ConsoleBlock.of(page);

        List<Boolean> matched = new ArrayList<>();
        try (ReadersShell shell = new ReadersShell(scratch)) {
            for (ConsoleBlock block : blocks) {
                for (ConsoleBlock.Step step : block.steps()) {
                    matched.add(ShownOutput.matches(step.shown(), shell.run(step)));
                }
            }
        }

        assertThat(blocks).hasSize(3);
        assertThat(blocks.get(1).isTagged("docker")).isTrue();
        assertThat(matched).containsExactly(true, true, true, true, false, false);
    }

    private DynamicNode tests(Path page, List<ConsoleBlock> blocks) throws IOException {
        Path folder = Files.createDirectory(scratch.resolve(page.getFileName().toString()));
        ReadersShell shell = new ReadersShell(folder);
        Stream<DynamicNode> steps = blocks.stream()
                .map(block -> DynamicTest.dynamicTest(
                        "line " + block.line() + ": " + block.title(), () -> follow(shell, block)));
        Stream<DynamicNode> end = Stream.of(DynamicTest.dynamicTest("its processes end", shell::close));
        return DynamicContainer.dynamicContainer(page.getFileName().toString(), Stream.concat(steps, end));
    }

    private static void follow(ReadersShell shell, ConsoleBlock block) throws IOException {
        Assumptions.assumeFalse(block.isTagged("docker"), "skipped: it needs a Docker engine");
        for (ConsoleBlock.Step step : block.steps()) {
            String output = shell.run(step);
            if (!ReadersShell.isServer(step.command().strip())) {
                assertThat(ShownOutput.matches(step.shown(), output))
                        .as(
                                "$ %s%n--- shown%n%s%n--- came%n%s",
                                step.command(),
                                ShownOutput.masked(String.join("\n", step.shown())),
                                ShownOutput.masked(output))
                        .isTrue();
            }
        }
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        Path readme = Repository.ROOT.resolve("README.md");
        if (Files.exists(readme)) {
            pages.add(readme);
        }
        Path docs = Repository.ROOT.resolve("docs");
        if (Files.exists(docs)) {
            try (Stream<Path> files = Files.list(docs)) {
                files.filter(file -> file.getFileName().toString().endsWith(".md"))
                        .sorted()
                        .forEach(pages::add);
            }
        }
        return pages;
    }
}
