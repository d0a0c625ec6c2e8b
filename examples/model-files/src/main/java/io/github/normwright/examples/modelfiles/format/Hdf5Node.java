package io.github.normwright.examples.modelfiles.format;

import io.jhdf.ObjectHeader;

/**
 * A group or a dataset.
 *
 * @param path its name after those of the groups around it, with slashes between them; empty for the root
 * @param address where its header stands
 * @param header its header
 * @param isGroup whether it is a group
 */
record Hdf5Node(String path, long address, ObjectHeader header, boolean isGroup) {}
