package io.github.normwright.examples.digits;

import io.github.normwright.examples.digits.Training.Epoch;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws learning curves: a thin line for each seed, and a thick one for their mean. */
final class Picture {

    private static final int WIDTH = 620;
    private static final int HEIGHT = 440;

    /** Pixels for each unit of width and of height. */
    private static final int SCALE = 2;

    /** Blue and vermilion, which the colour-blind tell apart; first for a mean, then for a single seed. */
    private static final List<Color> MEAN = List.of(new Color(0x0072B2), new Color(0xD55E00));

    private static final List<Color> SEED = List.of(new Color(0x99C7E0), new Color(0xEEBF99));

    private static final Color TEXT = new Color(0x333333);
    private static final Color GRID = new Color(0xE4E4E4);

    private Picture() {}

    /**
     * Draws test accuracy and training loss side by side.
     *
     * @param compared what to compare, two at most
     * @param file receives a PNG
     */
    static void save(List<Runs> compared, Path file) throws IOException {
        XYChart accuracy = chart("Test accuracy", "share of test digits recognized", compared, Epoch::accuracy);
        accuracy.getStyler().setYAxisMin(0.0).setYAxisMax(1.0).setYAxisDecimalPattern("0.0");
        XYChart loss = chart("Training loss", "cross-entropy in nats", compared, Epoch::loss);
        loss.getStyler()
                .setYAxisLogarithmic(true)
                .setYAxisLogarithmicDecadeOnly(true)
                .setLegendVisible(false);

        BufferedImage image = new BufferedImage(2 * WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(SCALE, SCALE);
        accuracy.paint(graphics, WIDTH, HEIGHT);
        graphics.translate(WIDTH, 0);
        loss.paint(graphics, WIDTH, HEIGHT);
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
    }

    private static XYChart chart(String title, String unit, List<Runs> compared, ToDoubleFunction<Epoch> value) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("epoch (thin: each seed, thick: mean)")
                .yAxisTitle(unit)
                .build();
        style(chart.getStyler());
        for (int i = 0; i < compared.size(); i++) {
            Runs runs = compared.get(i);
            for (int seed = 0; seed < runs.bySeed().size(); seed++) {
                double[] curve =
                        runs.bySeed().get(seed).stream().mapToDouble(value).toArray();
                add(chart, runs.name() + ", run " + seed, curve, SEED.get(i), 1).setShowInLegend(false);
            }
        }
        for (int i = 0; i < compared.size(); i++) {
            add(chart, compared.get(i).name(), compared.get(i).mean(value), MEAN.get(i), 3);
        }
        return chart;
    }

    private static XYSeries add(XYChart chart, String name, double[] curve, Color color, float width) {
        double[] epochs =
                IntStream.rangeClosed(1, curve.length).asDoubleStream().toArray();
        XYSeries series = chart.addSeries(name, epochs, curve);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        series.setLineColor(color);
        return series;
    }

    private static void style(XYStyler styler) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
        styler.setLocale(Locale.ROOT).setChartFontColor(TEXT).setChartPadding(16);
        styler.setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
        styler.setChartTitleFont(font.deriveFont(Font.BOLD, 16f));
        styler.setAxisTitleFont(font).setAxisTickLabelsFont(font).setAxisTicksMarksVisible(false);
        styler.setXAxisMin(0.0).setXAxisDecimalPattern("0");
        styler.setPlotGridVerticalLinesVisible(false).setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setLegendPosition(LegendPosition.InsideSE).setLegendFont(font).setLegendBorderColor(Color.WHITE);
    }
}
