package ledger.api.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.Endpoint;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ledger.api.auth.Authenticator;
import ledger.api.http.json.ErrorCode;
import ledger.api.http.json.Json;
import ledger.query.LedgerQueries;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: routes in, answers out. */
public final class HttpServer {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    /** Those that may wait for something, those that tell how the ledger is, and some that never wait and serve all. */
    private static final int THREADS_MAX = RequestGate.WORKERS_MAX + RequestGate.VITAL_MAX + 12;

    private static final int THREADS_MIN = 4;
    private static final int THREAD_IDLE_MILLIS = 10_000;
    private static final int CONNECTION_IDLE_MILLIS = 60_000;
    /** Callers that connect at once wait to be accepted; beyond Java's default of 50 some would be cut off. */
    private static final int CONNECTIONS_WAITING_MAX = 4_096;
    /** What the system keeps for a client that does not read, and still enough for a fast one that is far away. */
    private static final int SEND_BUFFER_BYTES = 64 * 1_024;
    /** How long a stop waits for answers that are being made. */
    private static final int STOP_MILLIS = 3_000;

    /**
     * The name of a model may have a slash or a percent sign, which travel as %2F and %25, and an empty segment is a
     * path that is not there. Whatever else two readers of a path could take differently, such as %2e%2e, is refused,
     * and so is what is no percent-encoded UTF-8.
     */
    private static final UriCompliance PATHS = UriCompliance.DEFAULT.with(
            "LEDGER",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT);

    private final String host;
    private final int port;
    private final List<Route> routes;
    private final Cors cors;
    private final QueuedThreadPool threads = threads();
    private final RequestGate gate;
    private final Connections connections;
    private final Javalin javalin;

    /** Port 0 picks one. */
    public HttpServer(
            String host,
            int port,
            Cors cors,
            HttpLimits limits,
            List<Route> routes,
            Authenticator authenticator,
            LedgerQueries queries,
            RequestObserver observer) {
        this.host = host;
        this.port = port;
        this.routes = List.copyOf(routes);
        this.cors = cors;
        this.connections = new Connections(limits);
        this.gate = new RequestGate(authenticator, queries, threads, new RateLimits(limits), observer);
        this.javalin = Javalin.create(this::configure);
    }

    /** Listens from here on. Throws {@link IOException} where the port cannot be had. */
    public void start() throws IOException {
        try {
            javalin.start();
            connections.start();
        } catch (RuntimeException failed) {
            stop();
            throw new IOException("cannot listen on " + host + ":" + port + ": is it in use?", failed);
        }
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Answers what is being asked, for a moment, and stops. */
    public void stop() {
        javalin.stop();
        connections.close();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.prefer405over404 = true;
        config.http.defaultContentType = "application/json";
        config.jetty.threadPool = threads;
        config.jetty.modifyServer(server -> {
            // Javalin's counts requests for nobody: what is asked here, the observer hears of.
            server.setHandler(new Paced());
            server.setErrorHandler(new BareErrors());
            server.setStopTimeout(STOP_MILLIS);
        });
        config.jetty.modifyServletContextHandler(context -> {
            context.setErrorHandler(new BareErrors());
            // Who asks is in the token of each request: there is no session to look for in cookies or in a path.
            context.getSessionHandler().setUsingCookies(false);
            context.getSessionHandler().setUsingUriParameters(false);
        });
        config.jetty.modifyHttpConfiguration(HttpServer::configure);
        config.jetty.addConnector(this::connector);
        config.router.javaLangErrorHandler((response, error) -> {
            String requestId = RequestIds.next();
            try {
                Replies.sendBare(response, Failure.unexpected(error, requestId).reply());
            } catch (IOException clientGone) {
                LOG.debug("nobody is left to tell requestId={}", requestId);
            }
        });
        configure(config.routes);
    }

    /** Each of its connections is watched. */
    private ServerConnector connector(Server server, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http)) {
            @Override
            protected SocketChannelEndPoint newEndPoint(
                    SocketChannel channel, ManagedSelector selector, SelectionKey key) throws IOException {
                SocketChannelEndPoint endPoint =
                        new ClientEndPoint(channel, selector, key, getScheduler(), connections);
                endPoint.setIdleTimeout(getIdleTimeout());
                return endPoint;
            }
        };
        connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(CONNECTION_IDLE_MILLIS);
        connector.setAcceptQueueSize(CONNECTIONS_WAITING_MAX);
        return connector;
    }

    private static void configure(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setOutputBufferSize(Replies.GATHERED_BYTES);
        http.setOutputAggregationSize(Replies.GATHERED_BYTES);
        http.setUriCompliance(PATHS);
    }

    private void configure(RoutesConfig config) {
        config.before(context -> {
            Replies.identify(context);
            cors.apply(context);
        });
        Map<String, TreeSet<String>> methods = new TreeMap<>();
        for (Route route : routes) {
            methods.computeIfAbsent(route.path(), path -> new TreeSet<>()).add(route.method());
            add(config, route.method(), route.path(), context -> gate.handle(context, route));
            if (route.method().equals("GET")) {
                // The server keeps the body to itself.
                methods.computeIfAbsent(route.path(), path -> new TreeSet<>()).add("HEAD");
                add(config, "HEAD", route.path(), context -> gate.handle(context, route));
            }
        }
        methods.forEach((path, allowed) -> add(config, "OPTIONS", path, context -> options(context, allowed)));
        config.exception(HttpResponseException.class, HttpServer::refused);
        config.exception(
                Exception.class,
                (thrown, context) -> sendOrDrop(
                        context, Failure.of(thrown, Replies.requestId(context)).reply()));
    }

    private static void add(RoutesConfig config, String method, String path, io.javalin.http.Handler handler) {
        config.addEndpoint(
                Endpoint.create(HandlerType.findOrCreate(method), path).handler(handler));
    }

    private static void options(Context context, Set<String> allowed) throws IOException {
        Replies.sendSmall(context, Reply.empty().with("Allow", String.join(", ", allowed) + ", OPTIONS"));
    }

    /** No route of that path, or none of that method. */
    private static void refused(HttpResponseException refused, Context context) {
        if (refused instanceof MethodNotAllowedResponse notAllowed) {
            String allowed = notAllowed.getDetails().values().stream()
                    .flatMap(methods -> List.of(methods.split(", ", -1)).stream())
                    .sorted()
                    .collect(Collectors.joining(", "));
            String message = context.req().getMethod() + " is not allowed here: use one of " + allowed;
            sendOrDrop(
                    context,
                    new Failure(ErrorCode.METHOD_NOT_ALLOWED, message, Json.NOTHING)
                            .reply()
                            .with("Allow", allowed));
            return;
        }
        ErrorCode code = ErrorCode.ofStatus(refused.getStatus());
        sendOrDrop(
                context,
                Reply.failure(refused.getStatus(), new Failure(code, "there is nothing at this path", Json.NOTHING)));
    }

    private static void sendOrDrop(Context context, Reply reply) {
        try {
            Replies.sendSmall(context, reply);
        } catch (IOException clientGone) {
            LOG.debug("nobody is left to tell requestId={}", Replies.requestId(context));
        }
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX, THREADS_MIN, THREAD_IDLE_MILLIS);
        threads.setName("http");
        // Who finds requests goes on finding; taking turns at it costs a thread's waking for each request.
        threads.setReservedThreads(0);
        return threads;
    }
}
