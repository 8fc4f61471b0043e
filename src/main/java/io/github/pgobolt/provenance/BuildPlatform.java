package io.github.pgobolt.provenance;

import java.util.Map;

/**
 * Where a build runs, as far as the variables of a CI system tell. They are what the build says of itself: only a
 * signature that the CI system makes shows that they are true.
 *
 * @param builderId the URI of who is to be trusted
 * @param invocationId the URI of the run; null if there is none
 * @param source the commit; null if it is unknown
 */
public record BuildPlatform(String builderId, String invocationId, Resource source) {

    /** Reads what GitHub and GitLab set, with the names of builders that npm's provenance made known. */
    public static BuildPlatform of(Map<String, String> environment) {
        if ("true".equals(environment.get("GITHUB_ACTIONS"))) {
            String repository = joined(environment, "GITHUB_SERVER_URL", "/", "GITHUB_REPOSITORY");
            String run = environment.get("GITHUB_RUN_ID");
            String attempt = environment.getOrDefault("GITHUB_RUN_ATTEMPT", "1");
            return new BuildPlatform(
                    "https://github.com/actions/runner/"
                            + environment.getOrDefault("RUNNER_ENVIRONMENT", "self-hosted"),
                    repository == null || run == null
                            ? null
                            : repository + "/actions/runs/" + run + "/attempts/" + attempt,
                    commit(repository, environment.get("GITHUB_REF"), environment.get("GITHUB_SHA")));
        }
        if ("true".equals(environment.get("GITLAB_CI"))) {
            String runner = joined(environment, "CI_PROJECT_URL", "/-/runners/", "CI_RUNNER_ID");
            return new BuildPlatform(
                    runner == null ? Documentation.LOCAL_BUILD : runner,
                    environment.get("CI_JOB_URL"),
                    commit(
                            environment.get("CI_PROJECT_URL"),
                            environment.get("CI_COMMIT_REF_NAME"),
                            environment.get("CI_COMMIT_SHA")));
        }
        return new BuildPlatform(Documentation.LOCAL_BUILD, null, null);
    }

    /** Returns the same with another builder. */
    public BuildPlatform by(String otherBuilderId) {
        return new BuildPlatform(otherBuilderId, invocationId, source);
    }

    private static String joined(Map<String, String> environment, String first, String between, String second) {
        return environment.containsKey(first) && environment.containsKey(second)
                ? environment.get(first) + between + environment.get(second)
                : null;
    }

    private static Resource commit(String repository, String ref, String hash) {
        return repository == null || hash == null
                ? null
                : new Resource(
                        "repository",
                        "git+" + repository + (ref == null ? "" : "@" + ref),
                        Map.of("gitCommit", hash),
                        null);
    }
}
