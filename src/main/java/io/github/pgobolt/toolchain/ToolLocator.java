package io.github.pgobolt.toolchain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds LLVM's tools: in the user's folders, in rustc's sysroot, by the major's number, and last by bare name.
 *
 * <p>A bare name is often another major (Debian's {@code llvm-profdata} may be 14 beside a {@code llvm-profdata-22}),
 * so each candidate is asked for its version before it is chosen, and those that were rejected are kept for the
 * message.
 */
final class ToolLocator {

    private static final String LLVM_BOLT = "llvm-bolt";

    /** llvm-strip 18 and older was seen to break an executable written by BOLT; 19, 20, 22 and 23 were not. */
    private static final int OLDEST_SOUND = 19;

    private static final Comparator<Tool> NEWEST_FIRST =
            Comparator.comparingInt(Tool::llvmMajor).reversed().thenComparing(Tool::version, Comparator.reverseOrder());

    private final ToolProbe probe;
    private final List<Path> toolPaths;
    private final Path root;
    private final SearchPath path;

    /** @param root the root for folders such as {@code /usr/lib/llvm-22}: {@code /} except in tests */
    ToolLocator(ToolProbe probe, List<Path> toolPaths, Path root, SearchPath path) {
        this.probe = probe;
        this.toolPaths = toolPaths;
        this.root = root;
        this.path = path;
    }

    /**
     * The result of a search.
     *
     * @param tool null if none is suitable
     * @param passedOver unsuitable tools of that name, each once
     */
    record Search(Tool tool, List<Tool> passedOver) {}

    /** Returns a tool of exactly one LLVM major. */
    Search exactly(String name, int major, Path sysrootBin) {
        List<Tool> passedOver = new ArrayList<>();
        for (Path candidate : candidates(name, major, sysrootBin)) {
            Optional<Tool> tool = probe.llvm(name, candidate);
            if (tool.isPresent() && tool.get().llvmMajor() == major) {
                return new Search(tool.get(), passedOver);
            }
            tool.filter(other -> !passedOver.contains(other)).ifPresent(passedOver::add);
        }
        return new Search(null, List.copyOf(passedOver));
    }

    /** Returns a tool of an LLVM major, or else of the nearest newer one. */
    Search atLeast(String name, int major, Path sysrootBin) {
        Search exact = exactly(name, major, sysrootBin);
        if (exact.tool() != null) {
            return exact;
        }
        List<Tool> others = new ArrayList<>(exact.passedOver());
        for (Path candidate : otherMajors(name).values()) {
            probe.llvm(name, candidate).filter(tool -> !others.contains(tool)).ifPresent(others::add);
        }
        Tool nearest = others.stream()
                .filter(tool -> tool.llvmMajor() > major)
                .min(Comparator.comparingInt(Tool::llvmMajor))
                .orElse(null);
        return new Search(
                nearest, others.stream().filter(tool -> tool != nearest).toList());
    }

    /**
     * Returns every llvm-bolt with the tools that come with it: those in the user's folders first, then the newest
     * first. None is hashed yet.
     */
    List<BoltTools> bolts(Path sysrootBin) {
        List<Tool> named = toolPaths.stream()
                .flatMap(folder -> Stream.concat(
                        SearchPath.executables(folder.resolve(LLVM_BOLT)).stream(),
                        new SearchPath(List.of(folder)).numbered(LLVM_BOLT).values().stream()))
                .flatMap(candidate -> probe.candidate(LLVM_BOLT, candidate).stream())
                .toList();
        List<Path> elsewhere = new ArrayList<>(otherMajors(LLVM_BOLT).values());
        elsewhere.addAll(unnumbered(LLVM_BOLT, sysrootBin));
        List<Tool> others = elsewhere.stream()
                .flatMap(candidate -> probe.candidate(LLVM_BOLT, candidate).stream())
                .toList();
        Set<Path> seen = new HashSet<>();
        return Stream.concat(newestFirst(named), newestFirst(others))
                .filter(tool -> seen.add(tool.path()))
                .map(tool -> new BoltTools(
                        tool, beside("merge-fdata", tool, sysrootBin), beside("perf2bolt", tool, sysrootBin)))
                .toList();
    }

    private static Stream<Tool> newestFirst(List<Tool> tools) {
        return tools.stream().sorted(NEWEST_FIRST);
    }

    /** Returns the tools of a name that exist but have another major, for a message about what was found instead. */
    List<Tool> ofOtherMajors(String name, int major, Path sysrootBin) {
        Search search = atLeast(name, major, sysrootBin);
        List<Tool> others = new ArrayList<>(search.passedOver());
        if (search.tool() != null && search.tool().llvmMajor() != major) {
            others.add(search.tool());
        }
        return List.copyOf(others);
    }

    /**
     * Returns a tool beside another one, such as merge-fdata beside llvm-bolt, which has the same version and is not
     * asked for it; if there is none, one of the same major.
     */
    Tool beside(String name, Tool other, Path sysrootBin) {
        Path folder = other.path().getParent();
        return SearchPath.executables(folder.resolve(name), folder.resolve(name + "-" + other.llvmMajor())).stream()
                .findFirst()
                .map(found -> new Tool(name, ToolProbe.resolve(name, found), other.version(), other.llvmMajor(), ""))
                .orElseGet(() -> exactly(name, other.llvmMajor(), sysrootBin).tool());
    }

    /**
     * Returns a tool of any major: that of rustc's LLVM if it is sound, else the newest. Old ones break the output of a
     * newer BOLT (llvm-strip, llvm-objcopy) or write JSON that does not parse (llvm-readobj).
     */
    Tool sound(String name, int major, Path sysrootBin) {
        Tool own =
                major < OLDEST_SOUND ? null : exactly(name, major, sysrootBin).tool();
        if (own != null) {
            return own;
        }
        List<Tool> found = new ArrayList<>();
        candidates(name, major, sysrootBin)
                .forEach(path -> probe.llvm(name, path).ifPresent(found::add));
        otherMajors(name).values().forEach(path -> probe.llvm(name, path).ifPresent(found::add));
        return newestFirst(found).findFirst().orElse(null);
    }

    private List<Path> candidates(String name, int major, Path sysrootBin) {
        String numbered = name + "-" + major;
        List<Path> candidates = new ArrayList<>();
        toolPaths.forEach(
                folder -> candidates.addAll(SearchPath.executables(folder.resolve(name), folder.resolve(numbered))));
        if (sysrootBin != null) {
            candidates.addAll(SearchPath.executables(sysrootBin.resolve(name)));
        }
        candidates.addAll(path.all(numbered));
        candidates.addAll(SearchPath.executables(
                root.resolve("usr/lib/llvm-" + major + "/bin").resolve(name)));
        candidates.addAll(unnumbered(name, null));
        return candidates.stream().distinct().toList();
    }

    /** Returns the possible places of a tool whose name and folder do not tell its major. */
    private List<Path> unnumbered(String name, Path sysrootBin) {
        List<Path> found = new ArrayList<>();
        if (sysrootBin != null) {
            found.addAll(SearchPath.executables(sysrootBin.resolve(name)));
        }
        found.addAll(SearchPath.executables(
                root.resolve("opt/homebrew/opt/llvm/bin").resolve(name),
                root.resolve("usr/local/opt/llvm/bin").resolve(name)));
        found.addAll(path.all(name));
        return found;
    }

    /** Returns the tools of a name by the major in their name or folder. */
    private Map<Integer, Path> otherMajors(String name) {
        Map<Integer, Path> found = new TreeMap<>(new SearchPath(toolPaths).numbered(name));
        path.numbered(name).forEach(found::putIfAbsent);
        for (Path folder : SearchPath.list(root.resolve("usr/lib"), "llvm-*")) {
            int major = ToolProbe.major(folder.getFileName().toString().substring("llvm-".length()));
            SearchPath.executables(folder.resolve("bin").resolve(name)).forEach(tool -> found.putIfAbsent(major, tool));
        }
        return found;
    }
}
