package io.github.pgobolt.report;

import io.github.pgobolt.base.Failure;
import java.awt.Dimension;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Draws a chart as SVG that can stand in a page beside others: text stays text, ids are its own, and each colour of
 * {@link ChartColour} becomes a CSS variable, so that the page's light and dark themes reach into it.
 */
final class SvgCanvas {

    private static final String SVG = "http://www.w3.org/2000/svg";

    private SvgCanvas() {}

    /** Why charts can't be drawn on this machine, or null where they can: Java's fonts need a font to be there. */
    static String obstacle() {
        if (System.getProperty("java.awt.headless") == null) {
            // Nothing is shown on a screen; without this a Mac shows a dock icon and a dead DISPLAY ends the drawing.
            System.setProperty("java.awt.headless", "true");
        }
        try {
            ChartColour.FONT.getStringBounds("probe", new FontRenderContext(null, true, true));
            return null;
        } catch (LinkageError | InternalError | RuntimeException e) {
            return "Java found no font to draw with (" + e
                    + "); install fontconfig and a font, on Debian fonts-dejavu-core";
        }
    }

    /** @param name unique in the page; the ids within begin with it */
    static String draw(JFreeChart chart, String name, int width, int height) {
        try {
            Document document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
            SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
            context.setComment(null);
            context.setIDGenerator(new SVGIDGenerator() {
                @Override
                public String generateID(String prefix) {
                    return name + "-" + super.generateID(prefix);
                }
            });
            SVGGraphics2D graphics = new SVGGraphics2D(context, false);
            graphics.setSVGCanvasSize(new Dimension(width, height));
            chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
            Element root = graphics.getRoot();
            while (root.getAttributes().getLength() > 0) {
                root.removeAttribute(root.getAttributes().item(0).getNodeName());
            }
            root.setAttribute("viewBox", "0 0 " + width + " " + height);
            // The figure around it has a name, and a table with the same values stands beside it.
            root.setAttribute("aria-hidden", "true");
            root.setAttribute("focusable", "false");
            root.setAttribute("class", "chart");
            root.setAttribute("style", String.format(Locale.ROOT, "--w:%dpx", width));
            theme(root);
            return serialise(root);
        } catch (ParserConfigurationException | TransformerException e) {
            throw new Failure(Failure.Kind.TOOL, "Cannot draw the chart " + name + ": " + e.getMessage(), e);
        }
    }

    /** A drawn chart as a file of its own, with the colours that the page around it would give it. */
    static String alone(String svg) {
        try (InputStream in = SvgCanvas.class.getResourceAsStream("colours.css")) {
            String colours = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int end = svg.indexOf('>') + 1;
            String head = svg.substring(0, end);
            return (head.contains("xmlns=") ? head : head.replaceFirst("<svg", "<svg xmlns=\"" + SVG + "\""))
                    + "<style>" + colours + "text{font:12px sans-serif;stroke:none}</style>" + svg.substring(end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void theme(Element element) {
        StringBuilder style = new StringBuilder();
        for (String property : new String[] {"fill", "stroke"}) {
            String variable = ChartColour.variable(element.getAttribute(property));
            if (variable != null) {
                style.append(property).append(":var(--").append(variable).append(");");
                element.removeAttribute(property);
            }
        }
        if (style.length() > 0) {
            element.setAttribute("style", style.toString());
        }
        if (element.getAttribute("id").equals("genericDefs")) {
            // Batik's empty group of definitions has the same id in every drawing.
            element.removeAttribute("id");
        }
        for (String noise : new String[] {
            "font-family",
            "font-size",
            "text-rendering",
            "shape-rendering",
            "color-rendering",
            "image-rendering",
            "color-interpolation",
            "stroke-miterlimit",
            "stroke-dashoffset",
            "font-weight",
            "font-style",
            "xml:space"
        }) {
            element.removeAttribute(noise);
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                theme(inner);
            }
        }
    }

    private static String serialise(Element root) throws TransformerException {
        Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter text = new StringWriter();
        transformer.transform(new DOMSource(root), new StreamResult(text));
        return text.toString();
    }
}
