package io.github.pgobolt.cargo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rustc flags without those that make the linker strip all symbols. What ships is stripped last instead.
 *
 * @param flags the flags that are kept
 * @param removed the linker arguments that were removed
 */
record LinkerStrip(List<String> flags, List<String> removed) {

    private static final Set<String> STRIPS = Set.of("-s", "--strip-all", "-strip-all");
    private static final String TO_LINKER = "-Wl,";
    private static final String NEXT_TO_LINKER = "-Xlinker";

    /** A linker argument, and the flag that it comes from. */
    private record Word(CodegenOption option, String text) {}

    LinkerStrip {
        flags = List.copyOf(flags);
        removed = List.copyOf(removed);
    }

    static LinkerStrip of(List<String> flags) {
        List<CodegenOption> options = CodegenOption.of(flags).stream()
                .filter(LinkerStrip::isLinkArgument)
                .toList();
        List<Word> kept = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (Word word : words(options)) {
            String rest = without(word.text());
            if (rest.equals(word.text())) {
                kept.add(word);
                continue;
            }
            removed.add(word.text());
            if (!rest.isEmpty()) {
                kept.add(new Word(word.option(), rest));
            } else if (!kept.isEmpty() && kept.get(kept.size() - 1).text().equals(NEXT_TO_LINKER)) {
                // Left alone, it would swallow the next argument.
                kept.remove(kept.size() - 1);
            }
        }
        return removed.isEmpty()
                ? new LinkerStrip(flags, removed)
                : new LinkerStrip(flags(flags, options, kept), removed);
    }

    private static boolean isLinkArgument(CodegenOption option) {
        return option.value() != null
                && (option.name().equals("link-arg") || option.name().equals("link-args"));
    }

    private static List<Word> words(List<CodegenOption> options) {
        List<Word> words = new ArrayList<>();
        for (CodegenOption option : options) {
            if (option.name().equals("link-args")) {
                Arrays.stream(option.value().split(" "))
                        .filter(text -> !text.isEmpty())
                        .forEach(text -> words.add(new Word(option, text)));
            } else {
                words.add(new Word(option, option.value()));
            }
        }
        return words;
    }

    /** Returns what is left of an argument; empty if nothing is. */
    private static String without(String argument) {
        if (!argument.startsWith(TO_LINKER)) {
            return STRIPS.contains(argument) ? "" : argument;
        }
        List<String> parts = List.of(argument.substring(TO_LINKER.length()).split(","));
        if (parts.stream().noneMatch(STRIPS::contains)) {
            return argument;
        }
        String rest = parts.stream().filter(part -> !STRIPS.contains(part)).collect(Collectors.joining(","));
        return rest.isEmpty() ? "" : TO_LINKER + rest;
    }

    private static List<String> flags(List<String> flags, List<CodegenOption> options, List<Word> kept) {
        List<String> all = new ArrayList<>();
        int at = 0;
        for (CodegenOption option : options) {
            all.addAll(flags.subList(at, option.from()));
            kept.stream().filter(word -> word.option() == option).forEach(word -> all.add("-Clink-arg=" + word.text()));
            at = option.to();
        }
        all.addAll(flags.subList(at, flags.size()));
        return all;
    }
}
