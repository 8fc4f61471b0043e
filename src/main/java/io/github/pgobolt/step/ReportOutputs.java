package io.github.pgobolt.step;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.report.CiSummaries;
import io.github.pgobolt.report.ConsoleSummary;
import io.github.pgobolt.report.HtmlReport;
import io.github.pgobolt.report.JunitXml;
import io.github.pgobolt.report.MarkdownReport;
import io.github.pgobolt.report.Report;
import io.github.pgobolt.report.ReportJson;
import io.github.pgobolt.report.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes a report in every form: for people, for programs, and for the CI system in use. */
public final class ReportOutputs {

    private final Path folder;

    public ReportOutputs(Path folder) {
        this.folder = folder;
    }

    public Path page() {
        return folder.resolve("report.html");
    }

    /**
     * @param environment where a CI system names its summary file
     * @param somethingRan whether this build did anything, and so is worth a line in a CI summary
     */
    public void write(Report report, Map<String, String> environment, boolean somethingRan) throws IOException {
        ReportJson.write(report, folder.resolve("report.json"));
        // For anyone who wants to show the result at the end of a build: a log scrolls away.
        Files.write(folder.resolve("summary.txt"), ConsoleSummary.lines(report, page(), Style.PLAIN));
        String findings = findings(report);
        Path written = folder.resolve(".findings.sha256");
        boolean same = Files.exists(page())
                && Files.exists(written)
                && Files.readString(written).equals(findings);
        if (somethingRan || !same) {
            // The charts take seconds, which a build with nothing to do should not spend.
            MarkdownReport.write(report, folder.resolve("report.md"));
            HtmlReport.write(report, page());
            JunitXml.write(report, folder.resolve("junit.xml"));
            Files.writeString(written, findings);
        }
        if (somethingRan) {
            String gitHub = environment.get("GITHUB_STEP_SUMMARY");
            if (gitHub != null && !gitHub.isBlank()) {
                CiSummaries.appendGitHubSummary(report, Path.of(gitHub));
            }
        }
        if (environment.containsKey("GITLAB_CI")) {
            CiSummaries.writeGitLabMetrics(report, folder.resolve("metrics.txt"));
        }
    }

    /**
     * Returns the findings of a report without the parts that are specific to one build: equal for two builds with the
     * same findings.
     */
    private static String findings(Report report) {
        JsonObject json = JsonParser.parseString(ReportJson.toJson(report)).getAsJsonObject();
        json.remove("createdAt");
        json.remove("steps");
        json.remove("time");
        return Hashes.ofText(json.toString());
    }
}
