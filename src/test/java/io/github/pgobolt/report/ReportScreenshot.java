package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the picture for README and site from the page of a real run, and only on request:
 * {@code mvn test -Dtest=ReportScreenshot -Dpgobolt.screenshot=path/to/report.html}. Its name does not match those that
 * a build runs automatically, so that no build changes a source file.
 */
class ReportScreenshot {

    private static final Path PICTURE = Path.of("src/site/resources/images/report.png");
    private static final int WIDTH = 1200;

    /**
     * From the top to the end of the phases: whether it is faster, how certain that is, what it cost, and whether it is
     * correct.
     */
    private static final String END =
            "const e = document.getElementById('phases') || document.getElementById('variants');"
                    + " return Math.ceil(e.getBoundingClientRect().bottom + window.scrollY) + 12";

    @Test
    void takesTheFirstScreenOfTheReport(@TempDir Path profile) throws IOException {
        Path page = Path.of(System.getProperty("pgobolt.screenshot", "-Dpgobolt.screenshot=report.html"));
        assertThat(page).as("the report, which -Dpgobolt.screenshot names").isRegularFile();
        try (Browser browser = new Browser(profile)) {
            browser.open(page.toAbsolutePath(), WIDTH);
            assertThat(browser.driver().getTitle()).startsWith("Ship ");
            Number height = (Number) browser.driver().executeScript(END);
            browser.screenshot(PICTURE, Map.of("x", 0, "y", 0, "width", WIDTH, "height", height, "scale", 1));
        }
        assertThat(ImageIO.read(PICTURE.toFile()).getWidth()).isEqualTo(WIDTH);
        assertThat(Files.size(PICTURE)).isBetween(20_000L, 600_000L);
    }
}
