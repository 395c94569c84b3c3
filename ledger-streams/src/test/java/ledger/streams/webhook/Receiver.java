package ledger.streams.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Somebody whom webhooks are sent to, who answers each with the status at hand. */
final class Receiver implements AutoCloseable {
    final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile @Nullable String refused;
    private volatile int status = 204;

    record Received(String path, String id, long timestampSeconds, String signature, String body) {}

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    URI url(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    void answer(int next) {
        status = next;
    }

    /** From now on the alert of that id is not taken; null ends it. */
    void refuse(@Nullable String id) {
        refused = id;
    }

    List<String> bodies(String path) {
        return received.stream()
                .filter(one -> one.path().equals(path))
                .map(Received::body)
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String path = exchange.getRequestURI().getPath();
        boolean isRefused =
                path.equals("/dead") || headers.getFirst("webhook-id").equals(refused);
        int answered = isRefused ? 500 : status;
        received.add(new Received(
                path,
                headers.getFirst("webhook-id"),
                Long.parseLong(headers.getFirst("webhook-timestamp")),
                headers.getFirst("webhook-signature"),
                body));
        exchange.getResponseHeaders().add("Location", url("/elsewhere").toString());
        exchange.sendResponseHeaders(answered, -1);
        exchange.close();
    }
}
