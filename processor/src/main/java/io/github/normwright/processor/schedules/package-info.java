/**
 * Schedules that were measured on a machine, as a file has them. Takes the lines of the file; gives what was measured for a
 * layer, by the names of its programs, or says what is wrong with a line. The planner falls back on its cost model wherever
 * nothing was measured.
 */
package io.github.normwright.processor.schedules;
