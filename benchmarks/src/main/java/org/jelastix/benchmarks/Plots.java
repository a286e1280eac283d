package org.jelastix.benchmarks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws curves and points over two logarithmic axes. */
public final class Plots {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 560;
  private static final float LINE_WIDTH = 2;

  /** Distinct for readers who see colours differently, too (M. Okabe and K. Ito, 2008). */
  private static final Color[] COLORS = {
    new Color(0, 114, 178),
    new Color(213, 94, 0),
    new Color(0, 158, 115),
    new Color(204, 121, 167),
    new Color(86, 180, 233),
    new Color(230, 159, 0)
  };

  private static final Color[] GREYS = {
    new Color(60, 60, 60), new Color(130, 130, 130), new Color(180, 180, 180)
  };

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_UP
  };

  private Plots() {}

  /**
   * An empty plot.
   *
   * @param title above it
   * @param x title of the horizontal axis
   * @param y title of the vertical axis
   */
  public static Plot logarithmic(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotGridLinesColor(new Color(225, 225, 225));
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    chart.getStyler().setLegendBorderColor(Color.WHITE);
    chart.getStyler().setMarkerSize(9);
    chart.getStyler().setLocale(Locale.ROOT);
    return new Plot(chart);
  }

  /** A plot that is being filled. */
  public static final class Plot {
    private final XYChart chart;
    private final Range x = new Range();
    private final Range y = new Range();
    private int lines;
    private int points;

    private Plot(XYChart chart) {
      this.chart = chart;
    }

    private XYSeries add(String name, double[] xs, double[] ys) {
      x.include(xs);
      y.include(ys);
      return chart.addSeries(name, xs, ys);
    }

    /** Adds a line without markers. */
    public void line(String name, double[] x, double[] y) {
      XYSeries series = add(name, x, y);
      series.setMarker(SeriesMarkers.NONE);
      series.setLineStyle(new BasicStroke(LINE_WIDTH));
      series.setLineColor(GREYS[lines % GREYS.length]);
      lines++;
    }

    /**
     * Adds a curve with markers.
     *
     * @param name in the legend
     * @param family curves of one family have one colour and marker
     * @param member tells them apart: 0 solid, 1 dotted without markers, 2 dashed with crosses
     */
    public void curve(String name, int family, int member, double[] x, double[] y) {
      XYSeries series = add(name, x, y);
      Color color = COLORS[family % COLORS.length];
      series.setLineColor(color);
      series.setMarkerColor(color);
      Marker marker = MARKERS[family % MARKERS.length];
      series.setMarker(List.of(marker, SeriesMarkers.NONE, SeriesMarkers.CROSS).get(member));
      series.setLineStyle(
          List.of(SeriesLines.SOLID, SeriesLines.DOT_DOT, SeriesLines.DASH_DASH).get(member));
    }

    /** Adds a point, with a colour and marker of its own. */
    public void point(String name, double x, double y) {
      XYSeries series = add(name, new double[] {x}, new double[] {y});
      series.setLineStyle(SeriesLines.NONE);
      series.setMarkerColor(COLORS[points % COLORS.length]);
      series.setMarker(MARKERS[points / COLORS.length % MARKERS.length]);
      points++;
    }

    /**
     * Writes a PNG.
     *
     * @param file its name ends in {@code .png}
     */
    public void save(Path file) throws IOException {
      Files.createDirectories(file.getParent());
      chart.getStyler().setXAxisMin(x.decadeBelow());
      chart.getStyler().setXAxisMax(x.decadeAbove());
      chart.getStyler().setYAxisMin(y.decadeBelow());
      chart.getStyler().setYAxisMax(y.decadeAbove());
      BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
    }
  }

  /** What an axis has to show, in whole decades. */
  private static final class Range {
    private double least = Double.POSITIVE_INFINITY;
    private double largest;

    void include(double[] values) {
      for (double value : values) {
        least = Math.min(least, value);
        largest = Math.max(largest, value);
      }
    }

    double decadeBelow() {
      return Math.pow(10, Math.floor(Math.log10(least)));
    }

    double decadeAbove() {
      return Math.pow(10, Math.ceil(Math.log10(largest)));
    }
  }
}
