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

    /** Returns options in which others of the same name are replaced. */
    static List<String> with(List<String> options, List<String> others) {
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
