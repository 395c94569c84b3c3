package ledger.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where log lines go. Set by hand: there is nothing to configure, and reading XML would slow every start. */
final class Logs {
    private static final String LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %logger{24} %msg%n";
    private static final String TERMINAL_LINE = "%-5level %logger{0}: %msg%n%nopex";
    /** Five files of 10 MB: days of an idle ledger, and never a full disk. */
    private static final String FILE_BYTES = "10MB";

    private static final int OLD_FILES = 4;
    private static final String OURS = "ledger";

    private Logs() {}

    /** Logs nothing, for commands that print everything of interest on standard error. */
    static void quiet() {
        LoggerContext context = reset();
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    }

    /** Logs everything to a rolling file, and our own warnings to the terminal too. */
    static void toFile(Path directory) {
        LoggerContext context = reset();
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setFile(directory.resolve("ledger.log").toString());
        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(file);
        rolling.setFileNamePattern(directory.resolve("ledger.%i.log").toString());
        rolling.setMaxIndex(OLD_FILES);
        rolling.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(FileSize.valueOf(FILE_BYTES));
        size.start();
        file.setRollingPolicy(rolling);
        file.setTriggeringPolicy(size);
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(started(context, file, LINE));
        levels(context);
        // Kafka's warnings while it starts and stops in this process go to the file only. We print the important ones
        // ourselves.
        ConsoleAppender<ILoggingEvent> terminal = terminal(context);
        ThresholdFilter warnings = new ThresholdFilter();
        warnings.setLevel(Level.WARN.toString());
        warnings.start();
        terminal.addFilter(warnings);
        context.getLogger(OURS).addAppender(started(context, terminal, TERMINAL_LINE));
    }

    /** Logs everything to standard error, where a supervisor keeps it. */
    static void toStandardError() {
        LoggerContext context = reset();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(started(context, terminal(context), LINE));
        levels(context);
    }

    private static LoggerContext reset() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        return context;
    }

    private static void levels(LoggerContext context) {
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        context.getLogger(OURS).setLevel(Level.INFO);
        context.getLogger("org.apache.kafka.streams").setLevel(Level.INFO);
        // These print whole configurations at every start, and a line for every setting that belongs to another client.
        context.getLogger("org.apache.kafka.streams.StreamsConfig").setLevel(Level.ERROR);
        context.getLogger("org.apache.kafka.clients.consumer.ConsumerConfig").setLevel(Level.ERROR);
        context.getLogger("org.apache.kafka.clients.producer.ProducerConfig").setLevel(Level.ERROR);
        context.getLogger("org.apache.kafka.clients.admin.AdminClientConfig").setLevel(Level.ERROR);
    }

    private static ConsoleAppender<ILoggingEvent> terminal(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> terminal = new ConsoleAppender<>();
        terminal.setContext(context);
        terminal.setTarget("System.err");
        return terminal;
    }

    private static Appender<ILoggingEvent> started(
            LoggerContext context, OutputStreamAppender<ILoggingEvent> appender, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
