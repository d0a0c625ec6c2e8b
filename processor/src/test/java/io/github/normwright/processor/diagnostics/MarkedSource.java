package io.github.normwright.processor.diagnostics;

/**
 * A source with the place of an expected message marked: {@code epsilon = «0»}.
 *
 * @param text the source without the marks
 * @param start where the marked part starts
 * @param marked the marked part
 */
record MarkedSource(String text, int start, String marked) {

    static MarkedSource of(String source) {
        int start = source.indexOf('«');
        int end = source.indexOf('»');
        String marked = source.substring(start + 1, end);
        return new MarkedSource(source.substring(0, start) + marked + source.substring(end + 1), start, marked);
    }
}
