package io.github.pgobolt.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Every chart on a machine with a German locale, which writes 0,5 for a half. */
class ChartsTest {

    private static final Look PGO = new Look(Colour.PGO, Look.Shape.SQUARE);
    private static final Look BOTH = new Look(Colour.PGO_BOLT, Look.Shape.CIRCLE);
    private static final double[] WILD = {
        0,
        -0.0,
        1e-300,
        1e300,
        -1e300,
        Double.MAX_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        -100
    };
    private static final List<String> NAMES =
            List.of("", "<script>&\"'", "long-".repeat(500), "עברית العمل", "漢".repeat(80), "bell\u0007 half\uD800");

    private final Locale before = Locale.getDefault();

    @BeforeEach
    void german() {
        Locale.setDefault(Locale.GERMANY);
        assertThat(String.format("%.1f", 0.5)).isEqualTo("0,5");
    }

    @AfterEach
    void asBefore() {
        Locale.setDefault(before);
    }

    /** Returns the drawing after checking that each of its numbers is valid and lies within it. */
    private static Element sound(Optional<String> chart) {
        String svg = chart.orElseThrow();
        assertThat(svg).doesNotContain("NaN", "Infinity", "null");
        try {
            Element root = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)))
                    .getDocumentElement();
            assertThat(root.getAttribute("aria-hidden")).isEqualTo("true");
            String[] box = root.getAttribute("viewBox").split(" ");
            double height = Double.parseDouble(box[3]);
            for (Element element : elements(root, "*")) {
                for (String x : List.of("x", "cx", "width")) {
                    inside(element, x, 960);
                }
                for (String y : List.of("y", "cy", "height")) {
                    inside(element, y, height);
                }
                for (String point : element.getAttribute("points").split(" ")) {
                    if (!point.isEmpty()) {
                        assertThat(Double.parseDouble(point.split(",", 2)[0])).isBetween(-8.0, 968.0);
                        assertThat(Double.parseDouble(point.split(",", 2)[1])).isBetween(-8.0, height);
                    }
                }
            }
            return root;
        } catch (Exception e) {
            throw new AssertionError(svg, e);
        }
    }

    private static void inside(Element element, String attribute, double most) {
        if (element.hasAttribute(attribute)) {
            assertThat(Double.parseDouble(element.getAttribute(attribute)))
                    .as(attribute)
                    .isBetween(0.0, most);
        }
    }

    private static List<Element> elements(Element root, String name) {
        NodeList nodes = root.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    private static List<String> texts(Element root) {
        return elements(root, "text").stream().map(Element::getTextContent).toList();
    }

    private static IntervalChart.Line line(String row, double value, double low, double high) {
        return new IntervalChart.Line(row, PGO, value, low, high, "=" + value);
    }

    /** Names end where the plot begins, so one whose estimate is too narrow would be cut off at the edge. */
    private static void namesHaveRoom(Element root) {
        for (Element text : elements(root, "text")) {
            if (text.getAttribute("text-anchor").equals("end")) {
                assertThat(Double.parseDouble(text.getAttribute("x")))
                        .isGreaterThanOrEqualTo(Label.width(text.getTextContent()));
            }
        }
    }

    @Test
    void nothingToDrawIsNoPicture() {
        assertThat(IntervalChart.draw(List.of(line("x", Double.NaN, 0, 1)), List.of()))
                .isEmpty();
        assertThat(StepChart.draw(List.of())).isEmpty();
        assertThat(SectionChart.draw(Map.of(), List.of())).isEmpty();
        assertThat(HeatChart.draw(List.of())).isEmpty();
        DriftChart.Series none = new DriftChart.Series(PGO, List.of());
        assertThat(DriftChart.draw(List.of(), none, none)).isEmpty();
    }

    @Test
    void putsIntervalsByTheirTicks() {
        Element root = sound(IntervalChart.draw(
                List.of(line("a", -16, -17, -15), line("a", -19.5, -20, -19)),
                List.of(new IntervalChart.Band(-1, 1, Colour.BAND, 0.2))));
        List<Element> texts = elements(root, "text");
        Map<String, Double> places = texts.stream()
                .collect(Collectors.toMap(Element::getTextContent, t -> Double.parseDouble(t.getAttribute("x"))));
        double perCent = (places.get("-10") - places.get("-20")) / 10;
        List<Double> marks = elements(root, "polygon").stream()
                .map(m -> m.getAttribute("points").split(" "))
                .map(p -> (Double.parseDouble(p[0].split(",")[0]) + Double.parseDouble(p[1].split(",")[0])) / 2)
                .toList();
        assertThat(marks.get(0)).isCloseTo(places.get("-20") + 4 * perCent, offset(0.05));
        assertThat(marks.get(1)).isCloseTo(places.get("-20") + 0.5 * perCent, offset(0.05));
        Element band = elements(root, "rect").get(0);
        assertThat(Double.parseDouble(band.getAttribute("width"))).isCloseTo(2 * perCent, offset(0.05));
    }

    @Test
    void anIntervalBeyondTheAxisEndsInAnArrowAndKeepsItsNumber() {
        Element root = sound(IntervalChart.draw(List.of(line("far", 3e12, -99, 1e300)), List.of()));
        assertThat(texts(root)).contains("=3.0E12");
        assertThat(elements(root, "polygon")).isEmpty();
        assertThat(elements(root, "polyline"))
                .anyMatch(l -> l.getAttribute("points").split(" ").length == 3);
    }

    @Test
    void fortyWorkloadsHaveARowEach() {
        List<IntervalChart.Line> lines = IntStream.range(0, 40)
                .boxed()
                .flatMap(i ->
                        Stream.of(line("workload-" + i, -i, -i - 1, -i + 1), line("workload-" + i, i, i - 1, i + 1)))
                .toList();
        Element root = sound(IntervalChart.draw(lines, List.of()));
        namesHaveRoom(root);
        List<Double> heights = elements(root, "text").stream()
                .filter(t -> t.getTextContent().startsWith("workload-"))
                .map(t -> Double.parseDouble(t.getAttribute("y")))
                .toList();
        assertThat(heights).hasSize(40).isSorted();
        assertThat(IntStream.range(1, 40)
                        .mapToDouble(i -> heights.get(i) - heights.get(i - 1))
                        .min()
                        .orElse(0))
                .isGreaterThan(40);
    }

    @Test
    void wildValuesAndNamesAreSoundInEveryChart() {
        List<IntervalChart.Line> lines = new ArrayList<>();
        List<StepChart.Bar> bars = new ArrayList<>();
        List<DriftChart.Point> points =
                new ArrayList<>(List.of(new DriftChart.Point(1, 1), new DriftChart.Point(2, 2)));
        for (String name : NAMES) {
            for (double low : WILD) {
                for (double high : WILD) {
                    lines.add(new IntervalChart.Line(name, BOTH, (low + high) / 2, low, high, "+1 %"));
                    bars.add(new StepChart.Bar(name, Colour.OTHER1, Math.abs(low), Math.abs(high), "1 s"));
                    points.add(new DriftChart.Point(low, high));
                }
            }
        }
        List<IntervalChart.Band> bands = DoubleStream.of(WILD)
                .mapToObj(w -> new IntervalChart.Band(-w, w, Colour.BAND, 0.2))
                .toList();
        namesHaveRoom(sound(IntervalChart.draw(lines, bands)));
        namesHaveRoom(sound(StepChart.draw(bars)));
        DriftChart.Series series = new DriftChart.Series(BOTH, points);
        namesHaveRoom(sound(DriftChart.draw(List.of(series), series, series)));
        namesHaveRoom(sound(HeatChart.draw(NAMES.stream()
                .map(n -> new HeatChart.Strip(
                        n, Colour.PGO, 1e300, DoubleStream.of(WILD).boxed().toList()))
                .toList())));
        Map<String, Map<String, Long>> sizes = new LinkedHashMap<>();
        NAMES.forEach(n -> sizes.put(n, Map.of(".text", Long.MAX_VALUE)));
        namesHaveRoom(sound(SectionChart.draw(sizes, List.of(Colour.OTHER1))));
    }

    @Test
    void everyStepShowsWhenItRanAndHowLong() {
        Element root = sound(StepChart.draw(List.of(
                new StepChart.Bar("baseline", Colour.OTHER1, 0, 60, "1 min 00 s"),
                new StepChart.Bar("train", Colour.OTHER3, 60, 60, "0.000 s"))));
        List<Element> bars = elements(root, "rect");
        assertThat(bars).hasSize(2);
        assertThat(Double.parseDouble(bars.get(1).getAttribute("width"))).isGreaterThanOrEqualTo(1);
        assertThat(texts(root))
                .contains("baseline", "train", "1 min 00 s", "0.000 s", "60", "seconds since the first step");
    }

    @Test
    void theSectionsOfAFileLieEndToEnd() {
        Map<String, Long> row = new LinkedHashMap<>();
        row.put(".text", 1_500_000L);
        row.put(".absent", 0L);
        row.put(".data", 1_000_000L);
        Element root =
                sound(SectionChart.draw(Map.of("pgo", row), List.of(Colour.OTHER1, Colour.OTHER2, Colour.OTHER3)));
        List<Element> bars = elements(root, "rect");
        assertThat(bars).hasSize(2);
        double end = Double.parseDouble(bars.get(0).getAttribute("x"))
                + Double.parseDouble(bars.get(0).getAttribute("width"));
        assertThat(Double.parseDouble(bars.get(1).getAttribute("x"))).isCloseTo(end, offset(0.02));
        assertThat(bars.get(1).getAttribute("style")).contains("--c-other3");
        assertThat(texts(root)).contains("MB in the file", "0.2", "2.4");
        assertThat(texts(sound(SectionChart.draw(Map.of("x", Map.of("s", 1L)), List.of(Colour.OTHER1)))))
                .containsExactly("0", "1", "bytes in the file", "x");
    }

    @Test
    void variantsDifferInShapeToo() {
        DriftChart.Series pgo =
                new DriftChart.Series(PGO, List.of(new DriftChart.Point(1, 2), new DriftChart.Point(2, 3)));
        DriftChart.Series both = new DriftChart.Series(BOTH, pgo.points());
        DriftChart.Series none = new DriftChart.Series(PGO, List.of());
        Element root = sound(DriftChart.draw(List.of(pgo, both), pgo, none));
        assertThat(elements(root, "polygon")).hasSize(2);
        assertThat(elements(root, "circle")).hasSize(2);
        assertThat(texts(root)).contains("round", "pair, %", "drift, %").doesNotContain("load");
        assertThat(texts(sound(DriftChart.draw(List.of(pgo), pgo, both)))).contains("load");
    }
}
