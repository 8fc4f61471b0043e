package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.maven.project.DefaultDependencyResolutionRequest;
import org.apache.maven.project.DependencyResolutionException;
import org.apache.maven.project.DependencyResolutionResult;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;

/**
 * Resolves class paths through Maven, and only if a workload asks: {@code requiresDependencyResolution} on the goals
 * would resolve in every build, and fail those that do not need it.
 */
final class ClassPaths {

    private static final Set<String> COMPILE = Set.of("compile", "provided", "system");
    private static final Set<String> RUNTIME = Set.of("compile", "runtime");
    private static final Set<String> TEST = Set.of("compile", "provided", "system", "runtime", "test");

    private final ProjectDependenciesResolver resolver;
    private final RepositorySystem repositories;
    private final RepositorySystemSession session;
    private final boolean early;

    /** @param early whether this goal runs before the project is compiled, so that nothing can be resolved */
    ClassPaths(
            ProjectDependenciesResolver resolver,
            RepositorySystem repositories,
            RepositorySystemSession session,
            boolean early) {
        this.resolver = resolver;
        this.repositories = repositories;
        this.session = session;
        this.early = early;
    }

    /** Returns the dependencies of a project in their order, without its own classes. */
    List<Path> ofProject(MavenProject project, String scope, String where) {
        if (early) {
            return List.of();
        }
        Set<String> scopes = scope.equals("compile") ? COMPILE : scope.equals("runtime") ? RUNTIME : TEST;
        DefaultDependencyResolutionRequest request = new DefaultDependencyResolutionRequest(project, session);
        request.setResolutionFilter((node, parents) -> node.getDependency() == null
                || scopes.contains(node.getDependency().getScope()));
        try {
            DependencyResolutionResult result = resolver.resolve(request);
            return result.getResolvedDependencies().stream()
                    .filter(dependency -> scopes.contains(dependency.getScope()))
                    .map(dependency -> dependency.getArtifact().getFile().toPath())
                    .toList();
        } catch (DependencyResolutionException e) {
            throw unresolved("The " + scope + " class path of the project, asked for by " + where, e);
        }
    }

    /** Returns an artifact and its runtime dependencies. */
    List<Path> ofArtifact(MavenProject project, String coordinates, String where) {
        if (early) {
            return List.of();
        }
        List<RemoteRepository> remote = project == null ? List.of() : project.getRemoteProjectRepositories();
        try {
            Dependency root = new Dependency(new DefaultArtifact(coordinates), "runtime");
            CollectRequest collect = new CollectRequest(root, remote);
            DependencyRequest request = new DependencyRequest(
                    collect,
                    (node, parents) -> node.getDependency() == null
                            || RUNTIME.contains(node.getDependency().getScope()));
            return repositories.resolveDependencies(session, request).getArtifactResults().stream()
                    .map(ArtifactResult::getArtifact)
                    .map(artifact -> artifact.getFile().toPath())
                    .toList();
        } catch (org.eclipse.aether.resolution.DependencyResolutionException | IllegalArgumentException e) {
            throw unresolved("'" + coordinates + "' in " + where, e);
        }
    }

    private static Failure unresolved(String what, Exception e) {
        return new Failure(
                Failure.Kind.USER,
                what + " does not resolve: " + e.getMessage()
                        + ". Look at the coordinates and at the repositories of the POM; `mvn dependency:tree` shows where it stops.",
                e);
    }
}
