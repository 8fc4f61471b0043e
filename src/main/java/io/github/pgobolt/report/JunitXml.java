package io.github.pgobolt.report;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.XmlText;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Gates, checks and further targets as JUnit XML, which every CI system shows as tests. */
public final class JunitXml {

    private JunitXml() {}

    /** @param passed null for one that could not be judged */
    private record Case(String className, String name, Boolean passed, String detail) {}

    public static void write(Report report, Path file) {
        ReportFiles.write(file, render(report));
    }

    public static String render(Report report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            xml.writeAttribute("name", "pgo-bolt");
            suite(
                    xml,
                    "pgo-bolt checks",
                    report.checks().stream()
                            .map(c -> new Case("pgobolt.check." + c.variant(), c.name(), c.passed(), c.detail()))
                            .toList(),
                    missing(report, "checks"));
            suite(
                    xml,
                    "pgo-bolt gates",
                    report.gates().stream()
                            .map(g -> new Case("pgobolt.gate", g.name(), g.passed(), g.detail()))
                            .toList(),
                    null);
            if (!report.targets().isEmpty()) {
                suite(
                        xml,
                        "pgo-bolt targets",
                        report.targets().stream().map(JunitXml::target).toList(),
                        null);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new Failure(
                    Failure.Kind.TOOL,
                    "Cannot write JUnit's XML: " + e.getMessage() + ". report.json holds the same facts.",
                    e);
        }
        return text + "\n";
    }

    /** Returns a target: failed if something is shown wrong, skipped if nothing that was built with the profile is shown correct. */
    private static Case target(Target target) {
        String told = target.isWrong()
                ? target.wrong()
                        + target.failedChecks().stream()
                                .map(check -> "\n" + check.variant() + ": " + check.name() + ": " + check.detail())
                                .collect(Collectors.joining())
                : target.variant() + " ships: " + target.arrived() + ", " + target.checked()
                        + (target.reason() == null ? "" : ". " + target.reason());
        return new Case("pgobolt.target", target.name(), target.passed(), told);
    }

    private static Case missing(Report report, String section) {
        return report.missing().stream()
                .filter(m -> section.equals(m.section()))
                .findFirst()
                .map(m -> new Case("pgobolt.check", "checks", null, m.why() + "; run " + m.run()))
                .orElse(null);
    }

    private static void suite(XMLStreamWriter xml, String name, List<Case> cases, Case missing)
            throws XMLStreamException {
        List<Case> all = missing == null || !cases.isEmpty() ? cases : List.of(missing);
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", name);
        xml.writeAttribute("tests", String.valueOf(all.size()));
        xml.writeAttribute(
                "failures",
                String.valueOf(all.stream()
                        .filter(c -> Boolean.FALSE.equals(c.passed()))
                        .count()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute(
                "skipped",
                String.valueOf(all.stream().filter(c -> c.passed() == null).count()));
        for (Case one : all) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", XmlText.legal(one.className()));
            xml.writeAttribute("name", XmlText.legal(one.name()));
            String detail = XmlText.legal(one.detail());
            if (one.passed() == null) {
                xml.writeEmptyElement("skipped");
                xml.writeAttribute("message", detail);
            } else if (!one.passed()) {
                xml.writeStartElement("failure");
                xml.writeAttribute("message", detail.lines().findFirst().orElse(""));
                xml.writeCharacters(detail);
                xml.writeEndElement();
            } else if (!detail.isEmpty()) {
                xml.writeStartElement("system-out");
                xml.writeCharacters(detail);
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
}
