package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import nu.validator.client.EmbeddedValidator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.print.PrintOptions;

/** The page in the distribution's Chromium. Leaves screenshots in target/report-pages for inspection. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportPageIT {

    private static final Path PAGES = Path.of("target/report-pages").toAbsolutePath();
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    /** Paths of report.json files from real runs, to be opened beside the constructed ones. */
    private static final String REAL = System.getProperty("pgobolt.reports", "");

    private final Map<String, Report> reports = reports();
    private Browser browser;
    private ChromeDriver driver;

    @BeforeAll
    void startBrowser(@TempDir Path profile) throws IOException {
        // The HTML checker turns on logging everywhere.
        System.setProperty("org.freemarker.loggerLibrary", "none");
        if (System.getenv("CI") == null) {
            Assumptions.assumeTrue(
                    Browser.isThere(), "the browser test needs the packages chromium and chromium-driver");
        }
        assertThat(Browser.isThere())
                .as("chromium and chromium-driver, which .ci/run installs")
                .isTrue();
        Files.createDirectories(PAGES);
        browser = new Browser(profile);
        driver = browser.driver();
        for (Map.Entry<String, Report> report : reports.entrySet()) {
            HtmlReport.write(report.getValue(), page(report.getKey()));
        }
    }

    @AfterAll
    void endBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    private static Map<String, Report> reports() {
        Map<String, Report> all = ExtremeReports.all();
        Stream.of(REAL.split(File.pathSeparator))
                .filter(p -> !p.isBlank())
                .map(Path::of)
                .forEach(p -> all.put("real-" + all.size(), ReportJson.read(p)));
        return all;
    }

    static Stream<String> names() {
        return reports().keySet().stream();
    }

    private static Path page(String name) {
        return PAGES.resolve(name + ".html");
    }

    private void open(String name, int width) {
        browser.open(page(name), width);
    }

    private void media(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    private void openDetails() {
        driver.executeScript("document.querySelectorAll('details').forEach(d => d.open = true)");
    }

    private void screenshot(String name) throws IOException {
        browser.screenshot(PAGES.resolve(name + ".png"), null);
    }

    @ParameterizedTest
    @MethodSource("names")
    void isOneQuietFileThatAsksNothingOfTheNetwork(String name) throws IOException {
        driver.manage().logs().get(LogType.BROWSER);
        driver.manage().logs().get(LogType.PERFORMANCE);
        open(name, 1200);
        assertThat(Files.size(page(name))).as("bytes").isLessThanOrEqualTo(1_500_000);
        List<String> requests = driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(Object::toString)
                .filter(m -> m.contains("Network.requestWillBeSent\""))
                .toList();
        assertThat(requests)
                .hasSize(1)
                .allMatch(m -> m.contains(page(name).toUri().getRawPath()));
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
                .as("console")
                .isEmpty();
        assertThat(driver.getTitle()).startsWith(Headline.of(reports.get(name)).title());
        assertThat(driver.findElement(By.tagName("h1")).getText())
                .isEqualTo(Headline.of(reports.get(name)).title());
        screenshot(name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void needsNoSidewaysScrollOnANarrowScreen(String name) throws IOException {
        open(name, 360);
        openDetails();
        Object width = driver.executeScript("return document.documentElement.scrollWidth");
        assertThat(((Number) width).intValue()).isLessThanOrEqualTo(360);
        Object cut = driver.executeScript(
                "return [...document.querySelectorAll('h1,h2,h3,p,dd,dt,li,summary,a')].filter(e =>"
                        + " e.offsetParent && !e.closest('.scroll,pre') && e.getBoundingClientRect().right > 361)"
                        + ".map(e => e.outerHTML.slice(0, 90))");
        assertThat((List<?>) cut).isEmpty();
        driver.executeScript("document.querySelectorAll('details').forEach(d => d.open = false)");
        screenshot(name + "-narrow");
    }

    @ParameterizedTest
    @MethodSource("names")
    void isAccessibleInLightAndDark(String name) throws IOException {
        // These two pages have every element that the dark theme colours.
        List<String> schemes =
                Set.of("rhai", "all-failed").contains(name) ? List.of("light", "dark") : List.of("light");
        for (String scheme : schemes) {
            media(scheme);
            open(name, 1000);
            openDetails();
            // Charts are hidden from assistive technology, the tables beside them are not.
            List<String> grave = new AxeBuilder()
                    .exclude("svg.chart").analyze(driver).getViolations().stream()
                            .filter(v -> GRAVE.contains(v.getImpact()))
                            .map(ReportPageIT::describe)
                            .toList();
            assertThat(grave).as(scheme).isEmpty();
        }
        media("dark");
        open(name, 1200);
        screenshot(name + "-dark");
        media("light");
    }

    private static String describe(Rule rule) {
        return rule.getId() + ": " + rule.getHelp()
                + rule.getNodes().stream()
                        .map(n -> "\n  " + n.getHtml())
                        .limit(4)
                        .collect(Collectors.joining());
    }

    /** The CSS checker of that release predates custom properties, so its messages on styles are ignored. */
    @ParameterizedTest
    @MethodSource("names")
    void isValidHtml(String name) throws Exception {
        EmbeddedValidator validator = new EmbeddedValidator();
        validator.setOutputFormat(EmbeddedValidator.OutputFormat.JSON);
        JsonArray messages = JsonParser.parseString(validator.validate(page(name)))
                .getAsJsonObject()
                .getAsJsonArray("messages");
        assertThat(StreamSupport.stream(messages.spliterator(), false)
                        .map(JsonElement::getAsJsonObject)
                        .filter(m -> m.get("type").getAsString().contains("error"))
                        .map(m -> m.get("message").getAsString() + " at line " + m.get("lastLine"))
                        .filter(m -> !m.startsWith("CSS:"))
                        .distinct())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void prints(String name) throws IOException {
        open(name, 1200);
        byte[] pdf = OutputType.BYTES.convertFromBase64Png(
                driver.print(new PrintOptions()).getContent());
        assertThat(new String(pdf, 0, 5)).isEqualTo("%PDF-");
        assertThat(pdf.length).isGreaterThan(5_000);
        Files.write(PAGES.resolve(name + ".pdf"), pdf);
    }

    @Test
    void plotsTheMeasuredValuesAndTellsThemInATable() {
        open("rhai", 1200);
        openDetails();
        String drawn = String.join(
                "|",
                driver.findElements(By.cssSelector("#intervals svg text")).stream()
                        .map(WebElement::getText)
                        .toList());
        assertThat(drawn).contains("-16.0 %", "-19.4 %", "-22.4 %", "+0.08 %", "fibonacci", "all together");
        WebElement row = driver.findElement(
                By.cssSelector("tr[data-variant='pgo-bolt'][data-reference='baseline'][data-workload='strings']"));
        assertThat(row.getText()).contains("0.836", "-16.4 %", "-17.8 % to -15.0 %", "40", "faster");
        assertThat(driver.findElement(By.id("control")).getText()).contains("1.001", "-0.38 % to +0.49 %", "same");
        assertThat(driver.findElement(By.id("variants")).getText()).contains("6.46 MB", "ships");
        assertThat(driver.findElements(By.cssSelector("svg.chart"))).hasSize(6);
        assertThat((Object) driver.executeScript("return [...document.querySelectorAll('[id]')].length"
                        + " - new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size"))
                .isEqualTo(0L);
    }

    /** Compares the horizontal place of each point, and of its number, with its value by the ticks of the axis. */
    @Test
    void putsThePointsWhereTheirValuesAre() {
        open("rhai", 1200);
        List<?> measured = (List<?>) driver.executeScript("const svg = document.querySelector('#intervals svg');"
                + "const middle = e => { const b = e.getBoundingClientRect(); return b.left + b.width / 2; };"
                + "const t = [...svg.querySelectorAll('text')].map(e => ({s: e.textContent.trim(), x: middle(e)}));"
                + "const ticks = t.filter(e => /^[+-]\\d+$/.test(e.s)); const a = ticks[0], b = ticks[ticks.length - 1];"
                + "const scale = (b.s - a.s) / (b.x - a.x);"
                + "const marks = [...svg.querySelectorAll('.mark')].map(middle);"
                + "return t.filter(e => /%$/.test(e.s)).flatMap((e, i) => [e.x, marks[i]]"
                + ".map(x => Math.abs(parseFloat(e.s) - (+a.s + (x - a.x) * scale))))");
        assertThat(measured)
                .hasSize(18)
                .allSatisfy(d -> assertThat(((Number) d).doubleValue()).isLessThan(0.2));
    }

    /** Even if a browser's font is wider than estimated, nothing is cut off at the edge of a chart. */
    @ParameterizedTest
    @MethodSource("names")
    void cutsNoTextOfAChart(String name) {
        open(name, 1200);
        Object cut = driver.executeScript("return [...document.querySelectorAll('svg.chart text')].filter(e => {"
                + " const t = e.getBoundingClientRect(), s = e.closest('svg').getBoundingClientRect();"
                + " return t.left < s.left - 1 || t.right > s.right + 1 || t.top < s.top - 1 || t.bottom > s.bottom + 1; })"
                + ".map(e => e.textContent)");
        assertThat((List<?>) cut).isEmpty();
    }

    @Test
    void readsWithoutJavaScriptAndCopiesWithIt() {
        open("rhai", 1200);
        WebElement copy = driver.findElement(By.id("copy"));
        assertThat(copy.isDisplayed()).isTrue();
        copy.click();
        assertThat(driver.findElement(By.id("copied")).getText()).isNotEmpty();
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        try {
            open("rhai", 1200);
            assertThat(driver.findElement(By.id("copy")).isDisplayed()).isFalse();
            assertThat(driver.findElement(By.id("commands")).getText()).startsWith("cd /home/me/rhai");
        } finally {
            driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }
    }

    @Test
    void letsNoNameBecomeMarkup() {
        open("names", 1200);
        assertThat(driver.getTitle()).startsWith("Ship pgo-bolt");
        assertThat(driver.findElements(By.tagName("script"))).hasSize(1);
        assertThat(driver.findElement(By.id("commands")).getDomProperty("textContent"))
                .contains(ExtremeReports.SCRIPT);
    }

    @Test
    void saysWhatIsMissingAndShowsNoEmptyPicture() {
        open("empty", 1200);
        assertThat(driver.findElements(By.cssSelector("svg"))).isEmpty();
        assertThat(driver.findElements(By.cssSelector(".absent")))
                .hasSizeGreaterThan(5)
                .anyMatch(e -> e.getText().contains("pgo-bolt-maven-plugin:benchmark"));
        assertThat(driver.findElement(By.tagName("body")).getText())
                .doesNotContain("faster, and shown so", "null", "NaN");
    }
}
