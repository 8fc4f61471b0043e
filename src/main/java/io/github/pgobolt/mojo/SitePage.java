package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.report.Headline;
import io.github.pgobolt.report.HtmlReport;
import io.github.pgobolt.report.Numbers;
import io.github.pgobolt.report.Report;
import io.github.pgobolt.report.ReportJson;
import io.github.pgobolt.report.ReportView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.doxia.sink.impl.SinkEventAttributeSet;
import org.apache.maven.reporting.AbstractMavenReportRenderer;

/** One or several reports as a page of a Maven site. The whole of each is copied beside it. */
final class SitePage extends AbstractMavenReportRenderer {

    private static final Numbers N = new Numbers();

    private final List<Source> sources;
    private final Path pages;
    private final String folder;

    /**
     * A report that a build left.
     *
     * @param file report.json
     * @param id names the copy of its page; unique within the site
     * @param module the name of its module; null for the project's own
     */
    record Source(Path file, String id, String module) {

        /** The reports of a work folder: its own, or one for each subject. */
        static List<Source> below(Path work, String artifact, String module) {
            List<Source> found = new ArrayList<>();
            if (Files.isRegularFile(json(work))) {
                found.add(new Source(json(work), artifact, module));
            }
            if (Files.isDirectory(work)) {
                try (Stream<Path> folders = Files.list(work)) {
                    folders.filter(folder -> Files.isRegularFile(json(folder)))
                            .sorted()
                            .forEach(f -> found.add(new Source(json(f), artifact + "-" + f.getFileName(), module)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return found;
        }

        private static Path json(Path work) {
            return work.resolve("report/report.json");
        }
    }

    /**
     * @param pages where the copies go
     * @param folder the same, seen from the page
     */
    SitePage(Sink sink, List<Source> sources, Path pages, String folder) {
        super(sink);
        this.sources = List.copyOf(sources);
        this.pages = pages;
        this.folder = folder;
    }

    @Override
    public String getTitle() {
        return "PGO and BOLT";
    }

    @Override
    protected void renderBody() {
        startSection(getTitle());
        if (sources.isEmpty()) {
            paragraph("No report was found: the pipeline has not run in this project. To make one, run "
                    + Goals.command("run") + ", or the build with the profile that has the plugin, and then mvn site again.");
        }
        Map<Source, Report> readable = new LinkedHashMap<>();
        Map<Source, String> damaged = new LinkedHashMap<>();
        for (Source source : sources) {
            try {
                readable.put(source, ReportJson.read(source.file()));
            } catch (Failure failure) {
                damaged.put(source, failure.getMessage());
            }
        }
        if (readable.size() > 1) {
            overview(readable);
        }
        readable.forEach(this::whole);
        damaged.forEach((source, why) -> {
            startSection((source.module() == null ? "" : source.module() + ": ") + source.id());
            paragraph("This report cannot be shown. " + why);
            endSection();
        });
        endSection();
    }

    private void overview(Map<Source, Report> reports) {
        startTable();
        tableHeader(new String[] {"module", "subject", "verdict", "change", "interval", "written"});
        reports.forEach((source, report) -> {
            Report.Comparison shipped = new ReportView(report).shippedAgainstBaseline();
            sink.tableRow();
            tableCell(source.module() == null ? source.id() : source.module());
            sink.tableCell();
            link(folder + "/" + source.id() + ".html", new ReportView(report).title());
            sink.tableCell_();
            tableCell(Headline.of(report).title());
            tableCell(shipped == null ? "" : N.change(shipped.ratio()));
            tableCell(shipped == null ? "" : N.interval(shipped.low(), shipped.high()));
            tableCell(String.valueOf(report.createdAt()));
            sink.tableRow_();
        });
        endTable();
    }

    private void whole(Source source, Report report) {
        HtmlReport.write(report, pages.resolve(source.id() + ".html"));
        ReportView view = new ReportView(report);
        Headline headline = Headline.of(report);
        startSection(view.title() + ": " + headline.title());
        paragraph(headline.sentence());
        headline.caveats().forEach(this::paragraph);
        sink.paragraph();
        link(folder + "/" + source.id() + ".html", "The whole report");
        text(", written " + (report.createdAt() == null ? "at a time that is not recorded" : report.createdAt())
                + " by version " + report.pluginVersion() + ".");
        sink.paragraph_();
        variants(view);
        if (HtmlReport.writeIntervals(report, pages.resolve(source.id() + "-intervals.svg"))) {
            sink.paragraph();
            picture(source.id() + "-intervals.svg", "Interval of every variant against the baseline");
            sink.paragraph_();
            paragraph("Blue square: pgo. Green circle: pgo-bolt. Brown diamond: the baseline against itself, or BOLT alone. The grey"
                    + " band counts as no difference; a verdict needs the whole line on one side of zero.");
        }
        checks(report, view);
        missing(report);
        endSection();
    }

    private void picture(String file, String description) {
        sink.figureGraphics(folder + "/" + file, new SinkEventAttributeSet("alt", description));
    }

    private void variants(ReportView view) {
        if (view.variants().isEmpty()) {
            return;
        }
        startTable();
        tableHeader(new String[] {"variant", "change", "interval", "verdict", "size", "correct", "SHA-256"});
        for (ReportView.VariantRow row : view.variants()) {
            Report.Comparison c = row.isBaseline() ? null : row.against();
            Report.Variant variant = row.variant();
            tableRow(new String[] {
                variant.name() + (row.shipped() ? " (ships)" : ""),
                row.isBaseline() ? "reference" : c == null ? N.NONE : N.change(c.ratio()),
                c == null ? "" : N.interval(c.low(), c.high()),
                row.isBaseline() ? "" : c == null ? "not measured" : String.valueOf(c.verdict()),
                N.bytes(variant.sizeBytes()),
                variant.shown().words(),
                N.shortHash(variant.sha256())
            });
        }
        endTable();
    }

    private void checks(Report report, ReportView view) {
        if (report.checks().isEmpty()) {
            return;
        }
        List<Report.Check> failed = view.failedChecks();
        int done = view.doneChecks().size();
        paragraph(failed.isEmpty()
                ? done == 1 ? "The one check passed." : "All " + Counted.of(done, "check") + " passed."
                : failed.size() + " of " + Counted.of(done, "check") + " failed:");
        if (!failed.isEmpty()) {
            startTable();
            tableHeader(new String[] {"variant", "check", "evidence"});
            failed.forEach(c -> tableRow(new String[] {c.variant(), c.name(), c.detail()}));
            endTable();
        }
    }

    private void missing(Report report) {
        if (report.missing().isEmpty()) {
            return;
        }
        startSection("What is missing");
        startTable();
        tableHeader(new String[] {"part", "why", "to fill it"});
        report.missing().forEach(m -> tableRow(new String[] {m.section(), m.why(), m.run()}));
        endTable();
        endSection();
    }
}
