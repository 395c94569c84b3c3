package ledger.acceptance.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

/**
 * Gets an image, or says within seconds that it cannot be had. Testcontainers by itself asks a registry that does not
 * answer again and again, for minutes.
 */
final class ImagePull extends ResultCallback.Adapter<PullResponseItem> {
    private static final long BEGIN_SECONDS = 10;
    private static final long LOAD_SECONDS = 600;

    /** Done when the registry begins to send, or has failed. */
    private final CompletableFuture<Void> begun = new CompletableFuture<>();

    private ImagePull() {}

    /** The engine that Testcontainers finds; empty where none answers. Looks for no image, as Testcontainers would. */
    static Optional<DockerClient> engine() {
        List<DockerClientProviderStrategy> all = new ArrayList<>();
        ServiceLoader.load(DockerClientProviderStrategy.class).forEach(all::add);
        try {
            return Optional.of(
                    DockerClientProviderStrategy.getFirstValidStrategy(all).getDockerClient());
        } catch (IllegalStateException none) {
            return Optional.empty();
        }
    }

    /** Why the image is not on this machine; empty where it is, or is now. */
    static Optional<String> whyMissing(DockerClient docker, String image) throws InterruptedException {
        try {
            docker.inspectImageCmd(image).exec();
            return Optional.empty();
        } catch (NotFoundException absent) {
            ImagePull pull = docker.pullImageCmd(image).exec(new ImagePull());
            return pull.whyFailed();
        }
    }

    @Override
    public void onNext(PullResponseItem item) {
        if (item.isErrorIndicated()) {
            onError(new IllegalStateException(String.valueOf(item.getErrorDetail())));
        } else {
            begun.complete(null);
        }
    }

    @Override
    public void onError(Throwable failed) {
        begun.completeExceptionally(failed);
        super.onError(failed);
    }

    private Optional<String> whyFailed() throws InterruptedException {
        try {
            begun.get(BEGIN_SECONDS, TimeUnit.SECONDS);
            return awaitCompletion(LOAD_SECONDS, TimeUnit.SECONDS)
                    ? Optional.empty()
                    : Optional.of("it is not loaded after " + LOAD_SECONDS + " s");
        } catch (TimeoutException silent) {
            return Optional.of("the registry has sent nothing for " + BEGIN_SECONDS + " s");
        } catch (ExecutionException | RuntimeException failed) {
            return Optional.of(String.valueOf(failed.getMessage()));
        }
    }
}
