package dev.orrery.cli.options;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Sets logback up without a configuration file, which would have to be looked for and parsed: nothing is logged unless
 * {@code --verbose} asks for it, and then to standard error. Found by logback as a service.
 */
public final class CliLogging extends ContextAwareBase implements Configurator {
    private static volatile boolean verbose;

    /** Asks for the log; to be called before anything is logged. */
    static void verbose() {
        verbose = true;
    }

    public static boolean isVerbose() {
        return verbose;
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (!verbose) {
            root.setLevel(Level.OFF);
            return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{20} - %msg%n");
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        root.setLevel(Level.INFO);
        context.getLogger("dev.orrery").setLevel(Level.DEBUG);
        root.addAppender(appender);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
