package ledger.acceptance.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/** A path whose files are opened through the layer. */
record LayeredPath(LayeredFileSystem layer, Path real) implements Path {
    @Override
    public FileSystem getFileSystem() {
        return layer;
    }

    @Override
    public boolean isAbsolute() {
        return real.isAbsolute();
    }

    @Override
    public @Nullable Path getRoot() {
        return layered(real.getRoot());
    }

    @Override
    public @Nullable Path getFileName() {
        return layered(real.getFileName());
    }

    @Override
    public @Nullable Path getParent() {
        return layered(real.getParent());
    }

    @Override
    public int getNameCount() {
        return real.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return layer.layered(real.getName(index));
    }

    @Override
    public Path subpath(int from, int to) {
        return layer.layered(real.subpath(from, to));
    }

    @Override
    public boolean startsWith(Path other) {
        return other instanceof LayeredPath layered && real.startsWith(layered.real);
    }

    @Override
    public boolean endsWith(Path other) {
        return other instanceof LayeredPath layered && real.endsWith(layered.real);
    }

    @Override
    public Path normalize() {
        return layer.layered(real.normalize());
    }

    @Override
    public Path resolve(Path other) {
        return layer.layered(real.resolve(real(other)));
    }

    @Override
    public Path relativize(Path other) {
        return layer.layered(real.relativize(real(other)));
    }

    @Override
    public URI toUri() {
        return real.toUri();
    }

    @Override
    public Path toAbsolutePath() {
        return layer.layered(real.toAbsolutePath());
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return layer.layered(real.toRealPath(options));
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] kinds, WatchEvent.Modifier... modifiers)
            throws IOException {
        return real.register(watcher, kinds, modifiers);
    }

    @Override
    public int compareTo(Path other) {
        return real.compareTo(real(other));
    }

    @Override
    public String toString() {
        return real.toString();
    }

    private @Nullable Path layered(@Nullable Path path) {
        return path == null ? null : layer.layered(path);
    }

    private static Path real(Path path) {
        return path instanceof LayeredPath layered ? layered.real : path;
    }
}
