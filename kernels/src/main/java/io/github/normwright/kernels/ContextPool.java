package io.github.normwright.kernels;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keeps objects for reuse, so that concurrent calls need not allocate: as many as processors, and some more. Thread-safe
 * and without locks. For generated code.
 *
 * @param <T> the type of the objects
 */
public final class ContextPool<T> {

    private final AtomicReferenceArray<T> slots =
            new AtomicReferenceArray<>(2 * Runtime.getRuntime().availableProcessors());

    /** A pool that is empty at first. */
    public ContextPool() {}

    /**
     * Takes an object out of the pool.
     *
     * @return an object, or null if there is none
     */
    public T take() {
        for (int i = 0; i < slots.length(); i++) {
            if (slots.getPlain(i) != null) {
                T object = slots.getAndSet(i, null);
                if (object != null) {
                    return object;
                }
            }
        }
        return null;
    }

    /**
     * Puts an object into the pool. If the pool is full, the object is dropped. An object must not be put twice.
     *
     * @param object what nobody uses any more
     */
    public void put(T object) {
        for (int i = 0; i < slots.length(); i++) {
            if (slots.getPlain(i) == null && slots.compareAndSet(i, null, object)) {
                return;
            }
        }
    }
}
