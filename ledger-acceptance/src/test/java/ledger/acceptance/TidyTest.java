package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What a formatter and a compiler cannot hold, in one pass over the tracked files. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TidyTest {
    private static final Pattern BANNED_NAME =
            Pattern.compile(".*(Util|Utils|Manager|Helper|Impl|Base|Common|Data|Info)|Abstract.*|I[A-Z][a-z].*er");
    private static final Pattern BANNED_WORD = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern SLEEP = Pattern.compile("Thread\\." + "sleep|TimeUnit\\.\\w+\\." + "sleep");
    private static final Pattern SWALLOWED = Pattern.compile("print" + "StackTrace|catch \\([^)]*\\) \\{\\s*\\}");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("(?m)^public (?:sealed |final |non-sealed )*(?:class|record|interface|enum) (\\w+)");
    private static final String SENTENCES = "ReplaceUnderscores.class)";
    private static final Pattern TEST = Pattern.compile(
            "(?s)@(?:Parameterized|Repeated)?Test\\b.*?\\n\\s+(?:public |default |private )*void (\\w+)\\(");
    private static final Pattern SENTENCE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)+");
    private static final Pattern SKIP =
            Pattern.compile("\\bassume(?:True|False|That|ing\\w*)\\([^;]*;|@(?:Dis|En)abled\\w*(?:\\([^)]*\\))?");
    private static final int LINES_MAX = 260;

    private static List<Path> tracked = List.of();

    @BeforeAll
    static void list_what_git_tracks() throws IOException {
        Process git = new ProcessBuilder("git", "ls-files", "--cached", "--others", "--exclude-standard")
                .directory(Repository.ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (Stream<String> lines = git.inputReader(StandardCharsets.UTF_8).lines()) {
            tracked = lines.map(Repository.ROOT::resolve)
                    .filter(Files::isRegularFile)
                    .toList();
        }
        assertThat(tracked).hasSizeGreaterThan(100);
    }

    @Test
    void names_say_what_a_thing_is() {
        assertThat(offenders(java(), file -> BANNED_NAME.matcher(typeOf(file)).matches()))
                .isEmpty();
    }

    @Test
    void nothing_is_left_for_later() {
        assertThat(offenders(text(), file -> BANNED_WORD.matcher(read(file)).find()))
                .isEmpty();
    }

    @Test
    void tests_do_not_sleep() {
        assertThat(offenders(tests(), file -> SLEEP.matcher(read(file)).find())).isEmpty();
    }

    @Test
    void the_name_of_a_test_is_a_sentence() {
        assertThat(offenders(
                        tests(),
                        file -> TEST.matcher(read(file)).find() && !read(file).contains(SENTENCES)))
                .isEmpty();
        assertThat(tests().flatMap(file -> TEST.matcher(read(file))
                        .results()
                        .map(test -> test.group(1))
                        .filter(name -> !SENTENCE.matcher(name).matches())
                        .map(name -> typeOf(file) + "." + name)))
                .isEmpty();
    }

    /** {@code SkippedTests} prints it. */
    @Test
    void a_test_that_is_skipped_says_why() {
        assertThat(offenders(
                        tests(),
                        file -> SKIP.matcher(read(file))
                                .results()
                                .anyMatch(skip -> !skip.group().contains("\""))))
                .isEmpty();
    }

    @Test
    void no_exception_is_swallowed() {
        assertThat(offenders(java(), file -> SWALLOWED.matcher(read(file)).find()))
                .isEmpty();
    }

    @Test
    void a_file_is_one_idea() {
        assertThat(offenders(
                        java(),
                        file -> read(file).lines().count() > LINES_MAX
                                && !file.toString().contains("/src/test/")))
                .isEmpty();
    }

    @Test
    void every_package_says_what_it_is_for() {
        Stream<Path> packages = java().filter(file -> file.toString().contains("/src/main/"))
                .map(Path::getParent)
                .distinct();
        assertThat(offenders(packages, folder -> !Files.exists(folder.resolve("package-info.java"))))
                .isEmpty();
    }

    @Test
    void every_public_type_has_a_sentence() {
        assertThat(offenders(java().filter(file -> file.toString().contains("/src/main/")), TidyTest::lacksSentence))
                .isEmpty();
    }

    @Test
    void every_relative_link_leads_somewhere() {
        List<String> broken = new ArrayList<>();
        markdown().forEach(file -> {
            Matcher link = LINK.matcher(read(file));
            while (link.find()) {
                String target = link.group(1);
                if (!target.contains(":") && !Files.exists(file.resolveSibling(target))) {
                    broken.add(Repository.ROOT.relativize(file) + " → " + target);
                }
            }
        });
        assertThat(broken).isEmpty();
    }

    @Test
    void every_page_has_one_title() {
        assertThat(offenders(markdown(), file -> titles(read(file)) != 1)).isEmpty();
    }

    @Test
    void decisions_are_numbered_without_gaps() {
        List<String> numbers = tracked.stream()
                .filter(file -> String.valueOf(file.getParent()).endsWith("docs/adr"))
                .map(file -> file.getFileName().toString().substring(0, 4))
                .sorted()
                .toList();
        assertThat(numbers)
                .isNotEmpty()
                .isEqualTo(IntStream.rangeClosed(1, numbers.size())
                        .mapToObj("%04d"::formatted)
                        .toList());
    }

    private static boolean lacksSentence(Path file) {
        String source = read(file);
        Matcher type = PUBLIC_TYPE.matcher(source);
        return type.find() && !source.substring(0, type.start()).stripTrailing().matches("(?s).*(\\*/|\\*/\\s*@.*)");
    }

    private static long titles(String markdown) {
        return markdown.replaceAll("(?s)```.*?```", "")
                .lines()
                .filter(line -> line.startsWith("# "))
                .count();
    }

    private static List<String> offenders(Stream<Path> files, Predicate<Path> offends) {
        return files.filter(offends)
                .map(file -> Repository.ROOT.relativize(file).toString())
                .toList();
    }

    private static Stream<Path> java() {
        return tracked.stream().filter(file -> file.toString().endsWith(".java"));
    }

    private static Stream<Path> tests() {
        return java().filter(file -> file.toString().contains("/src/test/"));
    }

    private static Stream<Path> markdown() {
        return tracked.stream().filter(file -> file.toString().endsWith(".md"));
    }

    private static Stream<Path> text() {
        return tracked.stream().filter(file -> file.toString().matches(".*\\.(java|md|xml|yaml|yml|sh|html|js|css)"));
    }

    private static String typeOf(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
