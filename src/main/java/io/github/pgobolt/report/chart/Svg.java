package io.github.pgobolt.report.chart;

import io.github.pgobolt.base.XmlText;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a drawing element by element. Text is written as text, and every colour is a CSS variable of the page. */
final class Svg {

    static final int WIDTH = 960;

    /** Where a text is in relation to its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    Svg(double height) {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartElement("svg");
            xml.writeDefaultNamespace(NAMESPACE);
        } catch (XMLStreamException e) {
            throw cannotBe(e);
        }
        attribute("viewBox", "0 0 " + WIDTH + " " + number(height));
        // The surrounding figure has a name, and a table with the same values is beside it.
        attribute("aria-hidden", "true");
        attribute("focusable", "false");
        attribute("class", "chart");
        attribute("style", "--w:" + WIDTH + "px");
    }

    /** Draws a straight thin line. */
    void thin(Colour colour, double x1, double y1, double x2, double y2) {
        path(colour, 1, x1, y1, x2, y2);
    }

    /** Draws a line through points, given as alternating x and y. */
    void line(Colour colour, double... points) {
        path(colour, 2, points);
    }

    private void path(Colour colour, double width, double... points) {
        empty(
                "polyline",
                "points",
                points(points),
                "stroke-width",
                number(width),
                "stroke-linecap",
                "round",
                "stroke-linejoin",
                "round",
                "style",
                "fill:none;" + colour.css("stroke"));
    }

    /** Draws a rectangle between two corners. */
    void box(Colour colour, double opacity, double left, double top, double right, double bottom) {
        empty(
                "rect",
                "x",
                number(left),
                "y",
                number(top),
                "width",
                number(right - left),
                "height",
                number(bottom - top),
                "fill-opacity",
                number(opacity),
                "style",
                colour.css("fill"));
    }

    /** Draws a data point as a polygon of corners, given as alternating x and y. */
    void mark(Colour colour, double... corners) {
        empty("polygon", "class", "mark", "points", points(corners), "style", colour.css("fill"));
    }

    /** Draws a data point as a circle. */
    void circle(Colour colour, double x, double y, double radius) {
        empty(
                "circle",
                "class",
                "mark",
                "cx",
                number(x),
                "cy",
                number(y),
                "r",
                number(radius),
                "style",
                colour.css("fill"));
    }

    void text(Colour colour, Anchor anchor, double x, double y, String words) {
        text(colour.css("fill"), anchor, x, y, words);
    }

    /** Draws a text on top of lines, with an outline that hides what is behind its letters. */
    void value(Anchor anchor, double x, double y, String words) {
        text(Colour.INK.css("fill") + ";stroke:var(--card);stroke-width:3px;paint-order:stroke", anchor, x, y, words);
    }

    private void text(String style, Anchor anchor, double x, double y, String words) {
        try {
            xml.writeStartElement("text");
            attribute("x", number(x));
            attribute("y", number(y));
            if (anchor != Anchor.START) {
                attribute("text-anchor", anchor == Anchor.END ? "end" : "middle");
            }
            attribute("style", style);
            xml.writeCharacters(XmlText.legal(words));
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw cannotBe(e);
        }
    }

    /** Returns the whole drawing; nothing can be drawn after that. */
    String end() {
        try {
            xml.writeEndElement();
            xml.close();
            return text.toString();
        } catch (XMLStreamException e) {
            throw cannotBe(e);
        }
    }

    private void empty(String name, String... attributes) {
        try {
            xml.writeEmptyElement(name);
        } catch (XMLStreamException e) {
            throw cannotBe(e);
        }
        for (int i = 0; i < attributes.length; i += 2) {
            attribute(attributes[i], attributes[i + 1]);
        }
    }

    private void attribute(String name, String value) {
        try {
            xml.writeAttribute(name, value);
        } catch (XMLStreamException e) {
            throw cannotBe(e);
        }
    }

    private static String points(double... values) {
        return IntStream.range(0, values.length / 2)
                .mapToObj(i -> number(values[2 * i]) + "," + number(values[2 * i + 1]))
                .collect(Collectors.joining(" "));
    }

    /** Formats a coordinate; hundredths of a pixel are precise enough. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " has no place in a drawing");
        }
        return BigDecimal.valueOf(Math.round(value * 100), 2)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Wraps a write failure, which cannot happen for a drawing in memory. */
    private static IllegalStateException cannotBe(XMLStreamException e) {
        return new IllegalStateException(e);
    }
}
