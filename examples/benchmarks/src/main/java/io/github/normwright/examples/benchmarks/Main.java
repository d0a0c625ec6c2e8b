package io.github.normwright.examples.benchmarks;

import picocli.CommandLine;

/** The command line of {@code examples/benchmarks/run}. */
public final class Main {

    private Main() {}

    /**
     * Runs a command and exits with 1 if it fails, with 2 if it cannot be understood.
     *
     * @param arguments options
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchmarksCommand())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return command.getCommandSpec().exitCodeOnExecutionException();
                })
                .execute(arguments));
    }
}
