package io.github.pgobolt.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param path relative to the project's folder
 */
record MarkdownFile(Path path, String text) {

    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final String FENCE = "```";

    /**
     * A fenced block.
     *
     * @param where file and line, for a message
     */
    record Block(String where, String language, String text) {

        @Override
        public String toString() {
            return where;
        }
    }

    /** Returns all pages: those of the project's folder and those of the site. */
    static List<MarkdownFile> all() {
        List<MarkdownFile> pages = new ArrayList<>();
        for (String name : List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md")) {
            pages.add(read(Path.of(name)));
        }
        try (Stream<Path> files = Files.list(Path.of("src/site/markdown"))) {
            files.sorted().forEach(file -> pages.add(read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages;
    }

    private static MarkdownFile read(Path path) {
        try {
            return new MarkdownFile(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isOfSite() {
        return path.startsWith("src/site");
    }

    /** Returns the fenced blocks of a language. */
    List<Block> blocks(String language) {
        return blocks().stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = text.lines().toList();
        int start = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith(FENCE)) {
                continue;
            }
            if (start < 0) {
                start = i;
            } else {
                blocks.add(new Block(
                        path + ":" + (start + 1),
                        lines.get(start).substring(FENCE.length()).strip(),
                        String.join("\n", lines.subList(start + 1, i)) + "\n"));
                start = -1;
            }
        }
        if (start >= 0) {
            throw new IllegalStateException(path + ":" + (start + 1) + ": a block that does not end");
        }
        return blocks;
    }

    /** Returns the targets of links and pictures outside blocks. */
    List<String> links() {
        StringBuilder prose = new StringBuilder();
        boolean inBlock = false;
        for (String line : text.lines().toList()) {
            if (line.startsWith(FENCE)) {
                inBlock = !inBlock;
            } else if (!inBlock) {
                prose.append(line).append('\n');
            }
        }
        return LINK.matcher(prose).results().map(result -> result.group(1)).toList();
    }

    /** Returns everything that the pattern's first group matches, blocks included. */
    List<String> matches(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().map(result -> result.group(1)).toList();
    }
}
