package io.github.normwright.kernels;

import io.github.normwright.api.ReplicaGroup;

/**
 * Replicas of one layer, each on a thread of its own in one process, that combine what they have: statistics of their
 * parts of a batch, or sums. They have numbers from 0 on. Each operation is a meeting: it waits until every replica has
 * called it, and does its work in the order of their numbers, so that no result depends on who comes when.
 *
 * <p>All replicas call the same operations in the same order. Whoever breaks that rule, has an argument that is refused, is
 * interrupted while it waits or calls {@link #fail} makes all calls throw, those that wait and those that come later, until
 * {@link #reset}. The one whose argument is refused gets an exception that says so; all others get an {@link
 * IllegalStateException} with that one as its cause. A replica whose work throws between two meetings must call
 * {@link #fail}, or the others wait for it for ever.
 *
 * <p>What a replica has done before a meeting happens-before what any replica does after it, and before what the action of
 * {@link #once} does. Operations allocate nothing, but where they throw. Thread-safe.
 */
public final class Replicas implements ReplicaGroup {

    private final int count;
    private volatile ReplicaMeeting group;

    private Replicas(int count) {
        this.count = count;
        this.group = new ReplicaMeeting(count);
    }

    /**
     * Replicas that have not met yet.
     *
     * @param count how many there are; a single one never waits
     * @return a new instance
     * @throws IllegalArgumentException if the count is less than 1
     */
    public static Replicas of(int count) {
        Checks.atLeast("count", count, 1);
        return new Replicas(count);
    }

    /**
     * How many replicas there are.
     *
     * @return at least 1
     */
    @Override
    public int count() {
        return count;
    }

    /**
     * Tells the replicas that wait for that of a context that it does not come. For generated code.
     *
     * @param context a context, of whichever layer; one that belongs to no group is waited for by nobody
     * @param cause why
     */
    public static void leave(Object context, Throwable cause) {
        if (context instanceof ReplicaMember member) {
            member.leave(cause);
        }
    }

    /**
     * Checks what was given as a group of replicas. For generated code.
     *
     * @param group the group
     * @param replica the number of a replica in it
     * @return the group
     * @throws IllegalArgumentException if it is none of this class, or has no replica of that number
     */
    public static Replicas own(ReplicaGroup group, int replica) {
        if (!(group instanceof Replicas replicas)) {
            throw Checks.unexpected(
                    "a group made by Replicas.of",
                    group == null ? null : group.getClass().getName());
        }
        if (replica < 0 || replica >= replicas.count) {
            throw Checks.unexpected("a replica from 0 to " + (replicas.count - 1), replica);
        }
        return replicas;
    }

    /**
     * Merges the statistics of all replicas, in the order of their numbers. They may have seen different numbers of values,
     * or none.
     *
     * @param replica the number of the calling replica
     * @param moments its statistics, which become those of all replicas, the same in each bit by bit
     * @throws IllegalArgumentException if the number is out of range
     * @throws IllegalStateException if the replicas cannot meet, or differ in their channels
     */
    public void merge(int replica, Moments moments) {
        group.meet(replica, ReplicaOperation.MERGE, moments, moments == null ? 0 : moments.channels());
    }

    /**
     * Adds the values of all replicas element by element, in the order of their numbers, in double precision, and rounds
     * each sum once.
     *
     * @param replica the number of the calling replica
     * @param values its values, which become the sums
     * @param length how many of them count, from the first one on; the others are left alone
     * @throws IllegalArgumentException if the number or the length is out of range
     * @throws IllegalStateException if the replicas cannot meet, or differ in the length
     */
    public void sum(int replica, float[] values, int length) {
        group.meet(replica, ReplicaOperation.SUM_FLOATS, values, length);
    }

    /**
     * Adds the values of all replicas element by element, in the order of their numbers.
     *
     * @param replica the number of the calling replica
     * @param values its values, which become the sums
     * @param length how many of them count, from the first one on; the others are left alone
     * @throws IllegalArgumentException if the number or the length is out of range
     * @throws IllegalStateException if the replicas cannot meet, or differ in the length
     */
    public void sum(int replica, double[] values, int length) {
        group.meet(replica, ReplicaOperation.SUM_DOUBLES, values, length);
    }

    /**
     * Runs one action for all replicas: that of the replica with the lowest number, on its own thread, after all have come
     * and before any of them returns. It must not call these replicas itself.
     *
     * @param replica the number of the calling replica
     * @param action what to run if this replica has the lowest number
     * @throws IllegalArgumentException if the number is out of range
     * @throws IllegalStateException if the replicas cannot meet
     * @throws RuntimeException or an Error, whatever the action threw, in all replicas; they can meet again after that
     */
    public void once(int replica, Runnable action) {
        group.meet(replica, ReplicaOperation.ONCE, action, 0);
    }

    /**
     * Says that a replica cannot take part: all calls that wait and all later ones throw. Any thread may say so. If the
     * replicas cannot meet already, the first reason stays.
     *
     * @param replica the number of that replica
     * @param cause why
     * @throws IllegalArgumentException if the number is out of range
     */
    public void fail(int replica, Throwable cause) {
        group.leaveOut(replica, cause);
    }

    /** Lets the replicas meet again after a failure. Calls that still wait throw. */
    public synchronized void reset() {
        group.end("the replicas were reset", null);
        // A new one, for threads may not have left the old one yet.
        group = new ReplicaMeeting(count);
    }
}
