package ledger.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Where and on what was measured: a number means nothing without it. */
public record Machine(String text) {
    private static final long GIT_SECONDS_MAX = 10;
    private static final int KIB_PER_GIB = 1 << 20;

    /** This machine, and the commit of the sources in a directory. */
    public static Machine here(Path home) throws IOException, InterruptedException {
        return new Machine("%d cpus (%s), %s memory, Java %s (%s), %s %s, commit %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        field("/proc/cpuinfo", "model name", "unknown model"),
                        memory(),
                        System.getProperty("java.version"),
                        System.getProperty("java.vm.name"),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        commit(home)));
    }

    private static String memory() throws IOException {
        String kib = field("/proc/meminfo", "MemTotal", "").replaceAll("\\D", "");
        return kib.isEmpty() ? "unknown" : Math.round(Double.parseDouble(kib) / KIB_PER_GIB) + " GiB";
    }

    private static String field(String file, String name, String fallback) throws IOException {
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            return fallback;
        }
        return Files.readAllLines(path).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(fallback);
    }

    private static String commit(Path home) throws IOException, InterruptedException {
        String commit = git(home, "rev-parse", "--short=12", "HEAD");
        if (commit.isEmpty()) {
            return "unknown";
        }
        return git(home, "status", "--porcelain", "-uno").isEmpty() ? commit : commit + " with changes";
    }

    private static String git(Path home, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process git;
        try {
            git = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException notInstalled) {
            return "";
        }
        String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return git.waitFor(GIT_SECONDS_MAX, TimeUnit.SECONDS) && git.exitValue() == 0 ? out : "";
    }
}
