package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MomentsPropertiesTest {

    @Property(tries = 500)
    void anyGroupingGivesTheStatisticsOfTheWhole(
            @ForAll("parts") List<List<Double>> parts, @ForAll("offsets") double offset, @ForAll Random order) {
        List<Double> whole = new ArrayList<>();
        List<Moments> groups = new ArrayList<>();
        for (List<Double> part : parts) {
            List<Double> shifted = part.stream().map(value -> value + offset).toList();
            whole.addAll(shifted);
            groups.add(momentsOf(shifted));
        }
        while (groups.size() > 1) {
            Moments other = groups.remove(order.nextInt(groups.size()));
            groups.get(order.nextInt(groups.size())).merge(other);
        }
        new ExactMoments(whole).assertIn(groups.get(0), 0);
    }

    @Property(tries = 500)
    void orderChangesNothingButRounding(@ForAll("parts") List<List<Double>> parts, @ForAll Random order) {
        List<List<Double>> shuffled = new ArrayList<>(parts);
        Collections.shuffle(shuffled, order);
        ExactMoments exact =
                new ExactMoments(parts.stream().flatMap(List::stream).toList());
        exact.assertIn(merged(parts), 0);
        exact.assertIn(merged(shuffled), 0);
    }

    @Property(tries = 500)
    void constantsHaveAVarianceOfExactlyZero(
            @ForAll("constants") double constant, @ForAll("counts") List<Integer> counts) {
        Moments moments = new Moments(1);
        counts.forEach(count -> moments.merge(0, count, constant, 0));
        assertEquals(constant, moments.mean(0));
        assertEquals(0.0, moments.m2(0));
        assertEquals(0.0, moments.variance(0));
    }

    @Provide
    Arbitrary<List<List<Double>>> parts() {
        return Arbitraries.doubles()
                .between(-1000, 1000)
                .ofScale(6)
                .list()
                .ofMaxSize(20)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<Double> offsets() {
        return Arbitraries.of(0.0, 1e4, -1e8, 1e12);
    }

    @Provide
    Arbitrary<Double> constants() {
        return Arbitraries.doubles().between(-1e300, 1e300);
    }

    @Provide
    Arbitrary<List<Integer>> counts() {
        return Arbitraries.integers().between(1, 100_000).list().ofMinSize(1).ofMaxSize(10);
    }

    private static Moments merged(List<List<Double>> parts) {
        Moments moments = new Moments(1);
        parts.forEach(part -> moments.merge(momentsOf(part)));
        return moments;
    }

    private static Moments momentsOf(List<Double> values) {
        Moments moments = new Moments(1);
        values.forEach(value -> moments.merge(0, 1, value, 0));
        return moments;
    }
}
