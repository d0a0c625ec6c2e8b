package io.github.normwright.processor.plan.cost;

import io.github.normwright.processor.plan.JoinedRows;
import io.github.normwright.processor.plan.Layout;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.rewrite.RowLoops;
import io.github.normwright.processor.plan.rewrite.RowsInGroups;

/**
 * Predicts what a scheduled program costs, in bytes as they are read from memory in sequence. Only the order of candidates
 * matters: what all of them do alike is left out. The numbers are rounded from measurements, which docs/schedules.md gives.
 *
 * @param machine the caches
 * @param elements the sizes of elements
 */
public record CostModel(Machine machine, ElementBytes elements) {

    /** Rows of fewer channels are read as fast block by block as in sequence. */
    private static final int WIDE_CHANNELS = 256;

    /** What a byte costs that is read in blocks of channels down wide rows. */
    private static final double OUT_OF_SEQUENCE = 3;

    /** What a byte costs that is read in groups of neighbouring rows. */
    private static final double IN_GROUPS = 1.5;

    /** What a byte of a map costs that comes from a cache of all cores, or from memory, if neighbouring rows are taken at once. */
    private static final double IN_NEIGHBOURING_ROWS = 1.3;

    /** The same for wide rows, which are several short streams of memory. */
    private static final double IN_WIDE_NEIGHBOURING_ROWS = 2;

    /** The same for rows that are too long to meet different lines of the first-level cache, wherever they come from. */
    private static final double IN_LONG_NEIGHBOURING_ROWS = 3;

    /** A cache line is read before it is written. */
    private static final double WRITE = 2;

    /** What it costs to load a byte of what belongs to a channel, next to a stream of loads and stores. */
    private static final double COEFFICIENT = 0.5;

    /** From how many elements on pairs of rows save more loads of coefficients than their preparation costs. */
    private static final int PAIRS_PAY_FROM = 1 << 15;

    /** The same for each of several sets of rows, such as those of a sample. */
    private static final int PAIRS_IN_SETS_PAY_FROM = 1 << 12;

    /** The same where a row is not a number of whole vectors, so that several are taken as one. */
    private static final int JOINED_ROWS_PAY_FROM = 1 << 11;

    /** What a byte costs of a map, on top of reading and writing it, if it is in no whole vector of its row. */
    private static final double SINGLE_ELEMENTS = 8;

    /** How many rows add to a sum before it is stored, in the mean: groups have two to eight. */
    private static final int ROWS_IN_GROUP = 4;

    /** A tensor of unknown size is taken to be this many times larger than the largest cache. */
    private static final int BEYOND_CACHES = 4;

    /** The model for arithmetic and tensors in float32 on the assumed machine. */
    public static final CostModel FLOAT32 = of(new ElementBytes(Float.BYTES, Float.BYTES));

    /** The model for elements of some sizes on the assumed machine. */
    public static CostModel of(ElementBytes elements) {
        return new CostModel(Machine.ASSUMED, elements);
    }

    /** What a call costs. */
    public double cost(Program program) {
        Traffic traffic = Traffic.of(program, elements);
        double perCall = traffic.total().map(bytes -> bytes(bytes, program)).orElse(0.0);
        double cost = 0;
        for (Traffic.Pass pass : traffic.passes()) {
            for (Traffic.Access access : pass.accesses()) {
                double between = access.between()
                        .map(bytes -> Math.max(bytes(bytes, program), access.atLeast()))
                        .orElse(perCall);
                double perByte = access.isWrite()
                        ? WRITE * machine.cost(between)
                        : reading(pass.nest(), program, machine.cost(between));
                cost += bytes(access.bytes(), program) * perByte * neighbours(pass.nest(), program, between);
            }
            cost += smallValues(pass.nest(), program);
        }
        return cost;
    }

    /** What a byte costs that a nest reads, where one that is read in sequence costs something. */
    private double reading(Nest nest, Program program, double inSequence) {
        if (!program.layout().hasRows()) {
            return inSequence;
        }
        boolean isWide = program.layout().rowElements() >= WIDE_CHANNELS;
        if (isWide && nest.loops().stream().anyMatch(loop -> loop.kind() == Loop.Kind.LANE_BLOCKS)) {
            return OUT_OF_SEQUENCE * inSequence;
        }
        if (!nest.keepsSumsInMemory()) {
            return inSequence;
        }
        boolean isApart = nest.loops().stream().anyMatch(loop -> loop.kind() == Loop.Kind.QUARTERS);
        return isApart ? inSequence : IN_GROUPS * inSequence;
    }

    /** By how much a byte costs more that a map touches with its neighbours in other rows, rather than in the order of memory. */
    private double neighbours(Nest nest, Program program, double between) {
        if (nest.isReduction() || !RowLoops.isOverRows(nest, program) || !takesGroups(nest)) {
            return 1;
        }
        int channels = program.layout().rowElements();
        if ((long) channels * elements.tensor() > RowLoops.LONGEST_TOGETHER_BYTES) {
            return IN_LONG_NEIGHBOURING_ROWS;
        }
        if (machine.isOwn(between)) {
            return 1;
        }
        return channels >= WIDE_CHANNELS ? IN_WIDE_NEIGHBOURING_ROWS : IN_NEIGHBOURING_ROWS;
    }

    private static boolean takesGroups(Nest nest) {
        return nest.loops().stream().anyMatch(loop -> loop.kind() == Loop.Kind.GROUPS);
    }

    /**
     * What loading and storing of what belongs to channels costs in a pass over rows. Rows in fours are counted as pairs, for
     * whether they are taken at all is decided by what preparing them costs.
     */
    private double smallValues(Nest nest, Program program) {
        double channelElements = elements.arithmetic() * bytes(wholeTensor(program), program) / elements.tensor();
        if (nest.keepsSumsInMemory()) {
            return 2 * nest.sums().size() * channelElements / ROWS_IN_GROUP * machine.cost(0);
        }
        if (nest.isReduction() || !RowLoops.isOverRows(nest, program)) {
            return 0;
        }
        long coefficients = RowLoops.ofChannels(nest, program).count();
        boolean isPaired = nest.loops().stream().anyMatch(Loop::isAligned);
        int channels = program.layout().rowElements();
        double prepared = elements.arithmetic() * pairsPayFrom(program.layout()) * setsOfRows(program);
        double alone = takesGroups(nest) ? channelElements / RowsInGroups.ROWS : channelElements;
        double loaded = isPaired ? (channelElements + prepared) / 2 : alone;
        double single = isPaired ? 0 : channelElements * (channels % JoinedRows.WIDEST_VECTOR) / channels;
        return coefficients * loaded * COEFFICIENT + single * SINGLE_ELEMENTS;
    }

    private Bytes wholeTensor(Program program) {
        return Bytes.of(program.layout().dims(), elements.tensor());
    }

    /** From how many elements of a set of rows on pairs pay. */
    private static double pairsPayFrom(Layout layout) {
        if (!JoinedRows.areWholeVectors(layout.rowElements())) {
            return JOINED_ROWS_PAY_FROM;
        }
        return layout.aroundRows().isEmpty() ? PAIRS_PAY_FROM : PAIRS_IN_SETS_PAY_FROM;
    }

    /** How many sets of rows a tensor has, such as those of a sample. */
    private double setsOfRows(Program program) {
        Layout layout = program.layout();
        int around = layout.aroundRows().size();
        Bytes set = Bytes.of(layout.dims().subList(around, layout.dims().size()), elements.tensor());
        return bytes(wholeTensor(program), program) / bytes(set, program);
    }

    private double bytes(Bytes bytes, Program program) {
        if (bytes.isStatic()) {
            return bytes.constant();
        }
        double beyond = (double) BEYOND_CACHES * machine.largest().bytes();
        return bytes.constant() * Math.max(1, beyond / wholeTensor(program).constant());
    }
}
