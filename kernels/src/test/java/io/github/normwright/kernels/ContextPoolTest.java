package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContextPoolTest {

    private final ContextPool<Object> pool = new ContextPool<>();

    @Test
    void isEmptyAtFirst() {
        assertNull(pool.take());
    }

    @Test
    void givesBackWhatWasPut() {
        Object object = new Object();
        pool.put(object);
        assertSame(object, pool.take());
        assertNull(pool.take());
        pool.put(object);
        assertSame(object, pool.take());
    }

    @Test
    void givesEachObjectOnce() {
        Object first = new Object();
        Object second = new Object();
        pool.put(first);
        pool.put(second);
        assertEquals(identities(first, second), identities(pool.take(), pool.take()));
        assertNull(pool.take());
    }

    @Test
    void keepsAnObjectForEachProcessor() {
        int processors = Runtime.getRuntime().availableProcessors();
        Set<Object> objects = identities();
        for (int i = 0; i < processors; i++) {
            Object object = new Object();
            objects.add(object);
            pool.put(object);
        }
        assertEquals(objects, takeAll());
    }

    @Test
    void dropsWhatDoesNotFit() {
        Set<Object> objects = identities();
        for (int i = 0; i < 100_000; i++) {
            Object object = new Object();
            objects.add(object);
            pool.put(object);
        }
        Set<Object> kept = takeAll();
        assertTrue(kept.size() < 100_000, kept.size() + " objects kept");
        assertTrue(objects.containsAll(kept));
        assertNull(pool.take());
    }

    private Set<Object> takeAll() {
        Set<Object> taken = identities();
        for (Object object = pool.take(); object != null; object = pool.take()) {
            assertTrue(taken.add(object), "given twice");
        }
        return taken;
    }

    private static Set<Object> identities(Object... objects) {
        Set<Object> set = Collections.newSetFromMap(new IdentityHashMap<>());
        Collections.addAll(set, objects);
        return set;
    }
}
