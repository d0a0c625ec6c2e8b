/** The rewrites, each a change of order that can be named, printed and tested on its own. */
package io.github.normwright.processor.plan.rewrite;
