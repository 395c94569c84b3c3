package ledger.cli.load;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be loaded.
 *
 * @param files in order
 * @param assignments {@code field=Column} as a person said them
 * @param provider of rows that name none
 * @param modelName of rows that name none
 * @param users how many users rows without one are spread over, 0 for none
 */
public record LoadRequest(
        List<Path> files, List<String> assignments, Optional<String> provider, Optional<String> modelName, int users) {
    public LoadRequest {
        files = List.copyOf(files);
        assignments = List.copyOf(assignments);
    }
}
