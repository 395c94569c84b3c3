package ledger.streams.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Messages as builds wrote them: {@code <kind>/<Type>.v<N>[-which].json}. None is ever changed or deleted. */
final class GoldenFiles {
    private static final Path ROOT = Path.of("src/test/resources/golden");

    private GoldenFiles() {}

    /** Every file of one kind, by its name without {@code .json}. */
    static Map<String, byte[]> ofKind(String kind) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(ROOT)) {
            for (Path path : paths.filter(file -> file.startsWith(ROOT.resolve(kind)) && Files.isRegularFile(file))
                    .toList()) {
                files.put(path.getFileName().toString().replace(".json", ""), Files.readAllBytes(path));
            }
        }
        return files;
    }

    /** The file that a sample of today belongs in. */
    static String nameOf(String sample, long version) {
        int which = sample.indexOf('-');
        return which < 0
                ? sample + ".v" + version
                : sample.substring(0, which) + ".v" + version + sample.substring(which);
    }

    /** The bytes of a sample's file, none where there is no file. */
    static byte[] in(Map<String, byte[]> files, String sample, long version) {
        return files.getOrDefault(nameOf(sample, version), new byte[0]);
    }

    /** Writes a file that is not there yet: what is written first is looked at and committed. */
    static boolean isWrittenFirst(String kind, String name, byte[] json) throws IOException {
        Path path = ROOT.resolve(kind).resolve(name + ".json");
        if (Files.exists(path)) {
            return false;
        }
        Files.createDirectories(path.getParent());
        Files.write(path, json);
        return true;
    }
}
