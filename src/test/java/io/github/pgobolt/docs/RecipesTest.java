package io.github.pgobolt.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recipes for CI are what GitHub Actions and GitLab read. Their schemas change every week and are not of this project, so
 * that this holds what a recipe here may say of them; when a recipe changes, also ask {@code check-jsonschema}.
 */
class RecipesTest {

    private static final Set<String> WORKFLOW = Set.of("name", "on", "permissions", "jobs");
    private static final Set<String> TRIGGERS = Set.of("schedule", "workflow_dispatch");
    private static final Set<String> JOB_OF_GITHUB = Set.of("needs", "strategy", "runs-on", "timeout-minutes", "steps");
    private static final Set<String> STEP = Set.of("if", "uses", "with", "run");
    private static final Set<String> JOB_OF_GITLAB =
            Set.of("image", "rules", "variables", "cache", "before_script", "script", "artifacts");
    private static final Set<String> ARTIFACTS = Set.of("when", "paths", "reports");

    @TempDir
    Path folder;

    private record Recipe(MarkdownFile.Block block, JsonNode yaml) {

        boolean isOfGitHub() {
            return yaml.has("jobs");
        }
    }

    private static List<Recipe> recipes() throws IOException {
        List<Recipe> recipes = new ArrayList<>();
        for (MarkdownFile page : MarkdownFile.all()) {
            for (MarkdownFile.Block block : page.blocks("yaml")) {
                recipes.add(new Recipe(block, new YAMLMapper().readTree(block.text())));
            }
        }
        assertThat(recipes.stream().filter(Recipe::isOfGitHub)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(recipes.stream().filter(recipe -> !recipe.isOfGitHub())).hasSizeGreaterThanOrEqualTo(2);
        return recipes;
    }

    @Test
    void aWorkflowOfGitHubHasTriggersAndJobsOfSteps() throws IOException {
        for (Recipe recipe : recipes()) {
            if (!recipe.isOfGitHub()) {
                continue;
            }
            assertKeys(recipe, recipe.yaml(), WORKFLOW);
            assertKeys(recipe, recipe.yaml().get("on"), TRIGGERS);
            for (JsonNode time : recipe.yaml().get("on").path("schedule")) {
                assertThat(time.get("cron").asText().split(" "))
                        .as("%s", recipe.block())
                        .hasSize(5);
            }
            for (JsonNode job : recipe.yaml().get("jobs")) {
                assertKeys(recipe, job, JOB_OF_GITHUB);
                assertThat(job.get("runs-on").asText()).isNotBlank();
                assertThat(job.get("steps")).as("%s", recipe.block()).isNotEmpty();
                job.get("steps").forEach(step -> assertStep(recipe, step));
            }
        }
    }

    private static void assertStep(Recipe recipe, JsonNode step) {
        assertKeys(recipe, step, STEP);
        assertThat(step.has("uses") ^ step.has("run"))
                .as("%s: %s", recipe.block(), step)
                .isTrue();
        assertThat(step.has("with") && step.has("run"))
                .as("%s: %s", recipe.block(), step)
                .isFalse();
        if (step.has("uses")) {
            assertThat(step.get("uses").asText()).as("%s", recipe.block()).matches("[\\w-]+/[\\w-]+@v\\d+");
        }
    }

    @Test
    void aFileOfGitLabHasJobsWithScripts() throws IOException {
        for (Recipe recipe : recipes()) {
            if (recipe.isOfGitHub()) {
                continue;
            }
            assertThat(recipe.yaml()).as("%s", recipe.block()).isNotEmpty();
            for (JsonNode job : recipe.yaml()) {
                assertKeys(recipe, job, JOB_OF_GITLAB);
                for (String script : List.of("before_script", "script")) {
                    assertThat(job.get(script))
                            .as("%s: %s", recipe.block(), script)
                            .isNotEmpty();
                    job.get(script)
                            .forEach(line -> assertThat(line.isTextual())
                                    .as(
                                            "%s: a line is text, and no mapping for want of quotes: %s",
                                            recipe.block(), line)
                                    .isTrue());
                }
                assertKeys(recipe, job.get("artifacts"), ARTIFACTS);
                job.get("rules").forEach(rule -> assertKeys(recipe, rule, Set.of("if")));
            }
        }
    }

    @Test
    void whatRunsIsShell() throws IOException {
        for (Recipe recipe : recipes()) {
            List<String> lines = new ArrayList<>();
            recipe.yaml().findValues("run").forEach(line -> lines.add(line.asText()));
            for (String script : List.of("before_script", "script")) {
                recipe.yaml().findValues(script).forEach(all -> all.forEach(line -> lines.add(line.asText())));
            }
            assertThat(lines).as("%s", recipe.block()).anyMatch(line -> line.startsWith("mvn "));
            Path script = Files.write(folder.resolve("lines.sh"), lines);
            Outcome outcome = new ProcessRunner().run(Command.of("bash", "-n", script));
            assertThat(outcome.ok())
                    .as("%s: %s", recipe.block(), outcome.stderr())
                    .isTrue();
        }
    }

    @Test
    void bothHaveAProfileTrainedAndProposed() throws IOException {
        List<Recipe> updates = recipes().stream()
                .filter(recipe -> recipe.block().text().contains("profile-update.md"))
                .toList();
        assertThat(updates.stream().map(Recipe::isOfGitHub)).containsExactlyInAnyOrder(true, false);
        assertThat(updates)
                .allSatisfy(recipe -> assertThat(recipe.block().text())
                        .contains(":update-profile", "src/pgo-profiles", "target/pgo-bolt/profile-update.md"));
    }

    private static void assertKeys(Recipe recipe, JsonNode node, Set<String> known) {
        Iterable<String> names = node::fieldNames;
        assertThat(StreamSupport.stream(names.spliterator(), false).collect(Collectors.toSet()))
                .as("%s", recipe.block())
                .isSubsetOf(known);
    }
}
