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

/** One or several reports as a page of a Maven site. Each full report is copied beside it. */
final class SitePage {

    private static final Numbers N = new Numbers();

    private final PageSink page;
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

        /** Returns the reports of a work folder: its own, or one for each subject. */
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
     * @param pages the folder for the copies
     * @param folder the same, relative to the page
     */
    SitePage(Sink sink, List<Source> sources, Path pages, String folder) {
        this.page = new PageSink(sink);
        this.sources = List.copyOf(sources);
        this.pages = pages;
        this.folder = folder;
    }

    void write() {
        page.whole("PGO and BOLT", this::body);
    }

    private void body() {
        if (sources.isEmpty()) {
            page.paragraph("No report was found: the pipeline has not run in this project. To make one, run "
                    + Goals.command("run")
                    + ", or the build with the profile that has the plugin, and then mvn site again.");
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
            String module = source.module() == null ? "" : source.module() + ": ";
            page.section(module + source.id(), () -> page.paragraph("This report cannot be shown. " + why));
        });
    }

    private void overview(Map<Source, Report> reports) {
        List<List<PageSink.Cell>> rows = new ArrayList<>();
        reports.forEach((source, report) -> {
            ReportView view = new ReportView(report);
            Report.Comparison shipped = view.shippedAgainstBaseline();
            rows.add(List.of(
                    page.cell(source.module() == null ? source.id() : source.module()),
                    page.link(wholePage(source), view.title()),
                    page.cell(Headline.of(report).title()),
                    page.cell(shipped == null ? "" : N.change(shipped.ratio())),
                    page.cell(shipped == null ? "" : N.interval(shipped.low(), shipped.high())),
                    page.cell(report.createdAt())));
        });
        page.table(List.of("module", "subject", "verdict", "change", "interval", "written"), rows);
    }

    private void whole(Source source, Report report) {
        HtmlReport.write(report, pages.resolve(source.id() + ".html"));
        ReportView view = new ReportView(report);
        Headline headline = Headline.of(report);
        page.section(view.title() + ": " + headline.title(), () -> {
            page.paragraph(headline.sentence());
            headline.caveats().forEach(page::paragraph);
            page.paragraph(
                    page.link(wholePage(source), "The whole report"),
                    page.cell(", written "
                            + (report.createdAt() == null ? "at a time that is not recorded" : report.createdAt())
                            + " by version " + report.pluginVersion() + "."));
            variants(view);
            String picture = source.id() + "-intervals.svg";
            if (HtmlReport.writeIntervals(report, pages.resolve(picture))) {
                page.paragraph(page.picture(folder + "/" + picture, "Interval of every variant against the baseline"));
                page.paragraph(
                        "Blue square: pgo. Green circle: pgo-bolt. Brown diamond: the baseline against itself, or BOLT alone."
                                + " The grey band counts as no difference; a verdict needs the whole line on one side of zero.");
            }
            checks(report, view);
            missing(report);
        });
    }

    private String wholePage(Source source) {
        return folder + "/" + source.id() + ".html";
    }

    private void variants(ReportView view) {
        if (view.variants().isEmpty()) {
            return;
        }
        page.table(
                List.of("variant", "change", "interval", "verdict", "size", "correct", "SHA-256"),
                view.variants().stream().map(this::variant).toList());
    }

    private List<PageSink.Cell> variant(ReportView.VariantRow row) {
        Report.Comparison c = row.isBaseline() ? null : row.against();
        Report.Variant variant = row.variant();
        return page.cells(
                variant.name() + (row.shipped() ? " (ships)" : ""),
                row.isBaseline() ? "reference" : c == null ? N.NONE : N.change(c.ratio()),
                c == null ? "" : N.interval(c.low(), c.high()),
                row.isBaseline() ? "" : c == null ? "not measured" : String.valueOf(c.verdict()),
                N.bytes(variant.sizeBytes()),
                variant.shown().words(),
                N.shortHash(variant.sha256()));
    }

    private void checks(Report report, ReportView view) {
        if (report.checks().isEmpty()) {
            return;
        }
        List<Report.Check> failed = view.failedChecks();
        int done = view.doneChecks().size();
        page.paragraph(
                failed.isEmpty()
                        ? done == 1 ? "The one check passed." : "All " + Counted.of(done, "check") + " passed."
                        : failed.size() + " of " + Counted.of(done, "check") + " failed:");
        if (!failed.isEmpty()) {
            page.table(
                    List.of("variant", "check", "evidence"),
                    failed.stream()
                            .map(c -> page.cells(c.variant(), c.name(), c.detail()))
                            .toList());
        }
    }

    private void missing(Report report) {
        if (!report.missing().isEmpty()) {
            page.section(
                    "What is missing",
                    () -> page.table(
                            List.of("part", "why", "to fill it"),
                            report.missing().stream()
                                    .map(m -> page.cells(m.section(), m.why(), m.run()))
                                    .toList()));
        }
    }
}
