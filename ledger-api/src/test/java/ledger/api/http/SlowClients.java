package ledger.api.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import ledger.AccountId;
import ledger.Position;
import ledger.api.auth.Caller;
import ledger.api.auth.Role;

/** Clients of a server that are slow, each over a socket of its own. */
public final class SlowClients implements AutoCloseable {
    /** Far more than a server that is free needs, and less than it takes to be rid of a slow client. */
    static final Duration SOON = Duration.ofSeconds(5);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    /** More than the system keeps for a client that does not read. */
    static final int LARGE_BYTES = 2 * 1_024 * 1_024;

    private static final byte[] LARGE = new byte[LARGE_BYTES];

    private static final byte[] MEDIUM = new byte[4 * 1_024];
    private static final int TINY_WINDOW_BYTES = 4_096;

    final CountDownLatch unblocked = new CountDownLatch(1);
    private final List<Socket> sockets = new ArrayList<>();
    private final int port;
    private final Runnable stopping;

    /** Of a server that somebody else runs. */
    public SlowClients(int port) {
        this.port = port;
        stopping = () -> {};
    }

    /** Of a server of their own. */
    SlowClients(HttpLimits limits) throws IOException {
        HttpServer server = new HttpServer(
                "127.0.0.1",
                0,
                Cors.of(Set.of()),
                limits,
                List.of(
                        Route.vital("/vital", call -> Reply.content("text/plain", new byte[1])),
                        Route.open("/quick", call -> Reply.content("text/plain", new byte[1])),
                        Route.open("/medium", call -> Reply.content("text/plain", MEDIUM)),
                        Route.open("/large", call -> Reply.content("text/plain", LARGE)),
                        Route.open("/blocked", call -> blocked()),
                        Route.plain("POST", "/echo", Role.USER, call -> {
                            String text = call.body(Set.of("text")).text("text", any -> true, "a text");
                            return Reply.object(200, out -> out.number("length", text.length()));
                        })),
                token -> new Caller(token, new AccountId(token), Role.USER),
                new FixedQueries(new Position(1, 7)),
                (method, route, status, nanos) -> {});
        server.start();
        port = server.port();
        stopping = server::stop;
    }

    static HttpLimits limits(int connections, int perAddress, int bytesPerSecond) {
        return new HttpLimits(connections, perAddress, bytesPerSecond, OptionalInt.empty(), OptionalInt.empty());
    }

    /** Connects and sends something. */
    public Socket send(String text) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(TINY_WINDOW_BYTES);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return socket;
    }

    static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    /** The status of the next answer on a connection that has no other; its body is a byte. */
    public static int answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended after: " + head);
            }
            head.append((char) next);
        }
        in.readNBytes(Integer.parseInt(head.toString().replaceAll("(?is).*content-length: *([0-9]+).*", "$1")));
        return Integer.parseInt(head.substring(9, 12));
    }

    /** The status of an answer that comes soon, over a connection of its own or one that was used before. */
    public int ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(SOON)
                .build();
        HttpResponse<Void> answer = CLIENT.send(request, BodyHandlers.discarding());
        return answer.statusCode();
    }

    private Reply blocked() {
        try {
            unblocked.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Reply.content("text/plain", new byte[1]);
    }

    @Override
    public void close() throws IOException {
        unblocked.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
        stopping.run();
    }
}
