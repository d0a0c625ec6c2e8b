package io.github.normwright.kernels;

/**
 * Replicas that meet round by round, until one of them fails; this group then fails for ever. Its monitor guards all of its
 * state, and is held while results are written, so that nobody leaves with half of them.
 */
final class ReplicaMeeting {

    /** What the replicas within a call have brought. */
    private final Object[] brought;

    private final ReplicaOperation.Scratch scratch = new ReplicaOperation.Scratch();

    /** How many have come to this round. */
    private int present;

    /** What those who have come want. */
    private ReplicaOperation operation;

    private int size;

    /** How many rounds have ended. */
    private long rounds;

    /** By the action of the last round. No other round ends before all who want to know have left. */
    private Throwable thrown;

    private String failure;
    private Throwable cause;

    ReplicaMeeting(int count) {
        brought = new Object[count];
    }

    /** Waits for all replicas, and for the result. */
    void meet(int replica, ReplicaOperation wanted, Object argument, int argumentSize) {
        long round = enter(replica, wanted, argument, argumentSize);
        Throwable result;
        try {
            result = wanted == ReplicaOperation.ONCE && replica == 0
                    ? runForAll(round, (Runnable) argument)
                    : awaitEnd(replica, round);
        } finally {
            leave(replica);
        }
        ReplicaMeeting.<RuntimeException>rethrow(result);
    }

    private synchronized long enter(int replica, ReplicaOperation wanted, Object argument, int argumentSize) {
        if (failure != null) {
            throw failed();
        }
        long round = rounds;
        try {
            check(replica);
            wanted.check(argument, argumentSize);
            checkRound(replica, wanted, argumentSize);
            operation = wanted;
            size = argumentSize;
            brought[replica] = argument;
            present++;
            if (present == brought.length) {
                wanted.combine(brought, argumentSize, scratch);
            }
        } catch (Throwable refused) {
            endBecauseOf(replica, refused);
            throw refused;
        }
        if (present == brought.length) {
            if (wanted == ReplicaOperation.ONCE) {
                notifyAll();
            } else {
                endRound(null);
            }
        }
        return round;
    }

    private void check(int replica) {
        if (replica < 0 || replica >= brought.length) {
            throw Checks.unexpected("replica from 0 to " + (brought.length - 1), replica);
        }
    }

    private void checkRound(int replica, ReplicaOperation wanted, int argumentSize) {
        if (brought[replica] != null) {
            throw new IllegalStateException("expected one call at a time for replica " + replica + ", found two");
        }
        if (present > 0 && (wanted != operation || argumentSize != size)) {
            throw new IllegalStateException(
                    "expected " + operation.describe(size) + ", as other replicas have called, found "
                            + wanted.describe(argumentSize) + " for replica " + replica);
        }
    }

    /** Waits for all replicas without the monitor, so that others can fail while the action runs. */
    private Throwable runForAll(long round, Runnable action) {
        await(0, round, true);
        Throwable result = null;
        try {
            action.run();
        } catch (Throwable ofTheAction) {
            result = ofTheAction;
        }
        return endAction(result);
    }

    private synchronized Throwable endAction(Throwable result) {
        if (failure == null) {
            endRound(result);
        } else if (result == null) {
            throw failed();
        }
        return result;
    }

    private synchronized Throwable awaitEnd(int replica, long round) {
        await(replica, round, false);
        return thrown;
    }

    private synchronized void await(int replica, long round, boolean forPresence) {
        while (failure == null && !isOver(round, forPresence)) {
            try {
                wait();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                // Too late to matter, if what this waits for has come.
                if (!isOver(round, forPresence)) {
                    endBecauseOf(replica, interrupted);
                }
            }
        }
        // A failure after the end of a round is none of that round.
        if (failure != null && (forPresence || !isOver(round, false))) {
            throw failed();
        }
    }

    private boolean isOver(long round, boolean forPresence) {
        return forPresence ? present == brought.length : rounds != round;
    }

    private void endRound(Throwable ofTheAction) {
        thrown = ofTheAction;
        present = 0;
        rounds++;
        notifyAll();
    }

    private synchronized void leave(int replica) {
        brought[replica] = null;
    }

    /** Ends the group because one replica cannot take part. */
    synchronized void leaveOut(int replica, Throwable newCause) {
        try {
            check(replica);
        } catch (IllegalArgumentException refused) {
            endBecauseOf(replica, refused);
            throw refused;
        }
        endBecauseOf(replica, newCause);
    }

    private void endBecauseOf(int replica, Throwable newCause) {
        end("replica " + replica + " failed: " + newCause, newCause);
    }

    /** Ends the group, unless it has ended before. */
    synchronized void end(String newFailure, Throwable newCause) {
        if (failure == null) {
            failure = newFailure;
            cause = newCause;
            notifyAll();
        }
    }

    private IllegalStateException failed() {
        return new IllegalStateException(failure, cause);
    }

    /** Throws anything, as the action did: a language without checked exceptions may throw one of them, too. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
        if (thrown != null) {
            throw (T) thrown;
        }
    }
}
