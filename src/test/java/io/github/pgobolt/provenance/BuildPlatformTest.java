package io.github.pgobolt.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildPlatformTest {

    private static final String COMMIT = "01234567".repeat(5);

    @Test
    void atHomeItIsALocalBuild() {
        assertThat(BuildPlatform.of(Map.of("PATH", "/bin")))
                .isEqualTo(new BuildPlatform(Documentation.LOCAL_BUILD, null, null));
    }

    @Test
    void gitHub() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "GITHUB_ACTIONS", "true",
                "RUNNER_ENVIRONMENT", "github-hosted",
                "GITHUB_SERVER_URL", "https://github.com",
                "GITHUB_REPOSITORY", "acme/tool",
                "GITHUB_RUN_ID", "17",
                "GITHUB_RUN_ATTEMPT", "2",
                "GITHUB_REF", "refs/tags/v1",
                "GITHUB_SHA", COMMIT));
        assertThat(BuildPlatform.of(environment))
                .isEqualTo(new BuildPlatform(
                        "https://github.com/actions/runner/github-hosted",
                        "https://github.com/acme/tool/actions/runs/17/attempts/2",
                        new Resource(
                                "repository",
                                "git+https://github.com/acme/tool@refs/tags/v1",
                                Map.of("gitCommit", COMMIT),
                                null)));
        environment.remove("GITHUB_SHA");
        environment.remove("RUNNER_ENVIRONMENT");
        assertThat(BuildPlatform.of(environment).source()).isNull();
        assertThat(BuildPlatform.of(environment).builderId()).endsWith("/self-hosted");
    }

    @Test
    void gitLab() {
        BuildPlatform platform = BuildPlatform.of(Map.of(
                "GITLAB_CI", "true",
                "CI_PROJECT_URL", "https://gitlab.example.com/acme/tool",
                "CI_RUNNER_ID", "5",
                "CI_JOB_URL", "https://gitlab.example.com/acme/tool/-/jobs/9",
                "CI_COMMIT_SHA", COMMIT));
        assertThat(platform.builderId()).isEqualTo("https://gitlab.example.com/acme/tool/-/runners/5");
        assertThat(platform.invocationId()).endsWith("/jobs/9");
        assertThat(platform.source().uri()).isEqualTo("git+https://gitlab.example.com/acme/tool");
        assertThat(platform.by("https://ci.example.com").builderId()).isEqualTo("https://ci.example.com");
    }

    @Test
    void noTimeIsLaterThanTheSources() {
        assertThat(SourceDate.of(Map.of()).told(1_700_000_000_999L)).isEqualTo("2023-11-14T22:13:20Z");
        SourceDate set = SourceDate.of(Map.of("SOURCE_DATE_EPOCH", "1600000000"));
        assertThat(set.told(1_700_000_000_000L)).isEqualTo("2020-09-13T12:26:40Z");
        assertThat(set.told(1_500_000_000_000L)).isEqualTo("2017-07-14T02:40:00Z");
        assertThatThrownBy(() -> SourceDate.of(Map.of("SOURCE_DATE_EPOCH", "yesterday")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("yesterday")
                .hasMessageContaining("export SOURCE_DATE_EPOCH=");
    }
}
