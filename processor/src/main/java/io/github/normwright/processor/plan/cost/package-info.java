/**
 * Which of several schedules a program gets. Takes the candidates, each a scheduled program; counts the bytes that each of
 * them moves and the caches that serve them; and gives the cheapest, unless a measurement has decided. All candidates of a
 * program give the same results bit for bit: sizes of tiles and numbers of lanes are no choices.
 */
package io.github.normwright.processor.plan.cost;
