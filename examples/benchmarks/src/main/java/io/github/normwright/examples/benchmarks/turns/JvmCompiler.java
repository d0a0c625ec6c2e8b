package io.github.normwright.examples.benchmarks.turns;

import java.lang.management.ManagementFactory;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The compiler of this JVM, as {@code jcmd Compiler.queue} shows it. */
final class JvmCompiler {

    private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";

    /** A line with a method: its number, flags, tier and name. */
    private static final Pattern METHOD = Pattern.compile("(?m)^.*::.*$");

    private JvmCompiler() {}

    /**
     * Whether no method waits to be compiled or is being compiled.
     *
     * @return true, too, on a JVM that does not tell
     */
    static boolean isIdle() {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            Object answer = server.invoke(new ObjectName(COMMANDS), "compilerQueue", new Object[0], new String[0]);
            return isIdle(String.valueOf(answer));
        } catch (JMException unknown) {
            return true;
        }
    }

    /** Whether an answer names no method. */
    static boolean isIdle(String answer) {
        return !METHOD.matcher(answer).find();
    }
}
