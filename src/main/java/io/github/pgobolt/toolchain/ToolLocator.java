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
 * Finds LLVM's tools: in the folders that were named, in rustc's sysroot, by the major's number, and last by bare name.
 *
 * <p>Bare names are often another major (Debian's {@code llvm-profdata} may be 14 beside a {@code llvm-profdata-22}),
 * so each candidate is asked for its version before it is taken, and the ones that were passed over are kept for the
 * message.
 */
final class ToolLocator {

    private static final String LLVM_BOLT = "llvm-bolt";

    /** llvm-strip of 18 and older was seen to break an executable of BOLT's, 19, 20, 22 and 23 not. */
    private static final int OLDEST_SOUND = 19;

    private static final Comparator<Tool> NEWEST_FIRST =
            Comparator.comparingInt(Tool::llvmMajor).reversed().thenComparing(Tool::version, Comparator.reverseOrder());

    private final ToolProbe probe;
    private final List<Path> toolPaths;
    private final Path root;
    private final SearchPath path;

    /** @param root where {@code /usr/lib/llvm-22} and the like are looked for: {@code /} but in tests */
    ToolLocator(ToolProbe probe, List<Path> toolPaths, Path root, SearchPath path) {
        this.probe = probe;
        this.toolPaths = toolPaths;
        this.root = root;
        this.path = path;
    }

    /**
     * What a search came to.
     *
     * @param tool null when there is none that serves
     * @param passedOver tools of the name that do not serve, each once
     */
    record Search(Tool tool, List<Tool> passedOver) {}

    /** A tool of exactly one LLVM major. */
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

    /** A tool of an LLVM major, or else the nearest newer one. */
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
        return new Search(nearest, others.stream().filter(tool -> tool != nearest).toList());
    }

    /**
     * Every llvm-bolt, with what comes with it: those of the user's folders first, then the newest first.
     * None is hashed yet.
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
        List<Tool> others = elsewhere.stream().flatMap(candidate -> probe.candidate(LLVM_BOLT, candidate).stream()).toList();
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

    /** The tools of a name that are there and are of another major: what a message says was found instead. */
    List<Tool> ofOtherMajors(String name, int major, Path sysrootBin) {
        Search search = atLeast(name, major, sysrootBin);
        List<Tool> others = new ArrayList<>(search.passedOver());
        if (search.tool() != null && search.tool().llvmMajor() != major) {
            others.add(search.tool());
        }
        return List.copyOf(others);
    }

    /**
     * A tool beside another one, such as merge-fdata beside llvm-bolt, which is of the same version and is not asked for it; else
     * one of the same major.
     */
    Tool beside(String name, Tool other, Path sysrootBin) {
        Path folder = other.path().getParent();
        return SearchPath.executables(folder.resolve(name), folder.resolve(name + "-" + other.llvmMajor())).stream()
                .findFirst()
                .map(found -> new Tool(name, ToolProbe.resolve(name, found), other.version(), other.llvmMajor(), ""))
                .orElseGet(() -> exactly(name, other.llvmMajor(), sysrootBin).tool());
    }

    /**
     * A tool of any major: of rustc's own where that is sound, else the newest. Old ones break what a newer BOLT made
     * (llvm-strip, llvm-objcopy) or write JSON that does not parse (llvm-readobj).
     */
    Tool sound(String name, int major, Path sysrootBin) {
        Tool own = major < OLDEST_SOUND ? null : exactly(name, major, sysrootBin).tool();
        if (own != null) {
            return own;
        }
        List<Tool> found = new ArrayList<>();
        candidates(name, major, sysrootBin).forEach(path -> probe.llvm(name, path).ifPresent(found::add));
        otherMajors(name).values().forEach(path -> probe.llvm(name, path).ifPresent(found::add));
        return newestFirst(found).findFirst().orElse(null);
    }

    private List<Path> candidates(String name, int major, Path sysrootBin) {
        String numbered = name + "-" + major;
        List<Path> candidates = new ArrayList<>();
        toolPaths.forEach(folder -> candidates.addAll(
                SearchPath.executables(folder.resolve(name), folder.resolve(numbered))));
        if (sysrootBin != null) {
            candidates.addAll(SearchPath.executables(sysrootBin.resolve(name)));
        }
        candidates.addAll(path.all(numbered));
        candidates.addAll(SearchPath.executables(root.resolve("usr/lib/llvm-" + major + "/bin").resolve(name)));
        candidates.addAll(unnumbered(name, null));
        return candidates.stream().distinct().toList();
    }

    /** Where a tool may be whose name and folder say nothing of its major. */
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

    /** Tools of a name by the major that their name or folder gives. */
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
