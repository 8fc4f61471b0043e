package io.github.pgobolt.bolt;

import java.util.ArrayList;
import java.util.List;

/**
 * A layout of code that llvm-bolt can make: how it reads in a report, and the options.
 *
 * @param name unique among those that are compared
 * @param options of llvm-bolt, all of them
 */
public record LayoutDraw(String name, List<String> options) {

    private static final String BLOCKS = "-reorder-blocks=";
    private static final String FUNCTIONS = "-reorder-functions=";

    private static final List<List<String>> ALIGNMENTS = List.of(
            List.of("-align-functions=32"),
            List.of("-align-blocks", "-block-alignment=32"),
            List.of(),
            List.of("-align-blocks", "-block-alignment=64"),
            List.of("-align-functions=16"));

    public LayoutDraw {
        options = List.copyOf(options);
    }

    /**
     * Returns layouts that differ by chance alone: the functions in random order, which moves them about; or besides the
     * blocks of each, in clusters that run together anyway.
     *
     * @param known the options of the llvm-bolt
     * @param defaults the options in effect, of which those on order are replaced
     * @param count how many
     */
    public static List<LayoutDraw> random(BoltOptions known, List<String> defaults, int count) {
        List<List<String>> kinds = new ArrayList<>();
        kinds.add(with(defaults, List.of(FUNCTIONS + "random")));
        kinds.add(with(defaults, List.of(BLOCKS + "cluster-shuffle", FUNCTIONS + "random")));
        kinds.add(with(defaults, List.of(FUNCTIONS + "random", "-align-functions=16")));
        kinds.removeIf(kind -> !kind.stream().allMatch(known::has));
        List<LayoutDraw> draws = new ArrayList<>();
        for (int seed = 1; seed <= count && !kinds.isEmpty(); seed++) {
            List<String> options = new ArrayList<>(kinds.get((seed - 1) % kinds.size()));
            options.add("-bolt-seed=" + seed);
            draws.add(new LayoutDraw("draw-" + seed, options));
        }
        return draws.stream()
                .filter(draw -> draw.options.stream().allMatch(known::has))
                .toList();
    }

    /**
     * Returns layouts worth a race: each order of blocks with each alignment, other orders of functions, no splitting; and
     * every other one by chance.
     *
     * @param known the options of the llvm-bolt
     * @param defaults the options in effect, of which some are replaced
     * @param count the most that are wanted
     */
    public static List<LayoutDraw> candidates(BoltOptions known, List<String> defaults, int count) {
        List<List<String>> kinds = new ArrayList<>();
        for (List<String> alignment : ALIGNMENTS) {
            for (String blocks : List.of("ext-tsp", "cache", "none", "branch-predictor")) {
                List<String> kind = new ArrayList<>(List.of(BLOCKS + blocks));
                kind.addAll(alignment);
                kinds.add(kind);
            }
        }
        for (String functions : List.of("exec-count", "pettis-hansen", "hfsort")) {
            kinds.add(List.of(FUNCTIONS + functions));
        }
        kinds.add(List.of("-split-functions=0", "-split-all-cold=0", "-split-eh=0"));
        kinds.add(List.of("-split-all-cold=0"));
        kinds.add(List.of("-tail-duplication=cache"));
        List<LayoutDraw> draws = random(known, defaults, count);
        List<LayoutDraw> candidates = new ArrayList<>();
        int drawn = 0;
        for (List<String> kind : kinds) {
            List<String> options = with(defaults, kind);
            boolean other =
                    !options.equals(defaults) && candidates.stream().noneMatch(one -> one.options.equals(options));
            if (other && options.stream().allMatch(known::has)) {
                candidates.add(new LayoutDraw("layout-" + (candidates.size() - drawn + 1), options));
                if (drawn < draws.size()) {
                    candidates.add(draws.get(drawn++));
                }
            }
        }
        candidates.addAll(draws.subList(drawn, draws.size()));
        return List.copyOf(candidates.subList(0, Math.min(count, candidates.size())));
    }

    /** Returns options in which others of the same name are replaced. */
    public static List<String> with(List<String> options, List<String> others) {
        List<String> all = new ArrayList<>();
        for (String option : options) {
            if (others.stream().noneMatch(other -> name(other).equals(name(option)))) {
                all.add(option);
            }
        }
        all.addAll(others);
        return List.copyOf(all);
    }

    private static String name(String option) {
        return option.replaceFirst("^--?", "").replaceFirst("=.*", "");
    }
}
