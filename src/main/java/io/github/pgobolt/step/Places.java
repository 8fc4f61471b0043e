package io.github.pgobolt.step;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts names in the place of this machine's folders, so that a text is the same on another one. */
final class Places implements UnaryOperator<String> {

    private final Map<String, String> names = new LinkedHashMap<>();

    /** @param folders each with its name; the name of the first holds where two are the same folder */
    Places(Map<Path, String> folders) {
        List<Path> longestFirst = folders.keySet().stream()
                // The root, which may be a user's home in a container, is no name of anything.
                .filter(folder -> folder.getNameCount() > 0)
                .sorted(Comparator.comparingInt(
                                (Path folder) -> folder.toString().length())
                        .reversed())
                .toList();
        longestFirst.forEach(folder -> names.put(folder.toString(), folders.get(folder)));
    }

    /** Returns those of a build, and the folder in which a workload runs. */
    static Places of(Session session, Path workingDirectory) {
        Map<Path, String> folders = new LinkedHashMap<>();
        folders.put(session.work().root(), "<work>");
        folders.putIfAbsent(session.subject().workspaceRoot(), "<workspace>");
        folders.putIfAbsent(workingDirectory.toAbsolutePath().normalize(), "<directory>");
        folders.putIfAbsent(Path.of(System.getProperty("user.home")), "<home>");
        folders.putIfAbsent(Path.of(System.getProperty("java.home")), "<java>");
        return new Places(folders);
    }

    @Override
    public String apply(String text) {
        String named = text;
        for (Map.Entry<String, String> folder : names.entrySet()) {
            named = named.replace(folder.getKey(), folder.getValue());
        }
        return named;
    }
}
