package io.github.normwright.examples.benchmarks.contest;

import io.github.normwright.examples.benchmarks.workload.Direction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who takes turns in a process, in this order: the iterations of a JMH benchmark go round.
 *
 * @param turns the contestants
 */
record Lineup(List<Turn> turns) {

    /** Kinds of contestants. */
    enum Side {
        OURS,
        PEER,
        READ,
        COPY
    }

    /**
     * One contestant.
     *
     * @param side its kind
     * @param direction what a layer computes; nothing for the memory
     */
    record Turn(Side side, Optional<Direction> direction) {}

    /**
     * The order for some directions.
     *
     * @param directions the measured directions
     * @param peerDirections those of the peer; none without a peer
     * @return us and the peer in turns, and then the memory
     */
    static Lineup of(Collection<Direction> directions, Set<Direction> peerDirections) {
        List<Turn> turns = new ArrayList<>();
        for (Direction direction : directions) {
            turns.add(new Turn(Side.OURS, Optional.of(direction)));
            if (peerDirections.contains(direction)) {
                turns.add(new Turn(Side.PEER, Optional.of(direction)));
            }
        }
        turns.add(new Turn(Side.READ, Optional.empty()));
        turns.add(new Turn(Side.COPY, Optional.empty()));
        return new Lineup(List.copyOf(turns));
    }
}
