package io.github.pgobolt.elf;

import io.github.pgobolt.base.BytesDifference;
import io.github.pgobolt.base.BytesDifference.Cause;
import io.github.pgobolt.elf.ElfSections.Section;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of two files of the same sources that is not the same in both.
 *
 * @param section its name; null for what is in no section, and for a file that is not ELF
 * @param offset where the part begins in the first file, or in the second where only that has it
 * @param size its bytes in the first file; null if that has no such section
 * @param secondSize its bytes in the second file; null if that has no such section
 * @param at where in the part the difference is, from its beginning; null if only one file has it
 * @param first the text there in the first file; null where it is no text
 * @param second the text there in the second file
 * @param cause null if it cannot be told
 */
public record FileDifference(
        String section, long offset, Long size, Long secondSize, Long at, String first, String second, Cause cause) {

    private static final String BUILD_ID = ".note.gnu.build-id";

    /** Two files, and the folder that only the build of each had. */
    private record Pair(FileChannel first, FileChannel second, String folderOfFirst, String folderOfSecond) {

        /** Compares a part of both; empty if it is the same. */
        Optional<FileDifference> compared(String section, long at, long size, long secondAt, long secondSize)
                throws IOException {
            return BytesDifference.of(
                            mapped(first, at, size),
                            mapped(second, secondAt, secondSize),
                            folderOfFirst,
                            folderOfSecond)
                    .map(found -> new FileDifference(
                            section, at, size, secondSize, found.at(), found.first(), found.second(), found.cause()));
        }

        private static ByteBuffer mapped(FileChannel file, long at, long size) throws IOException {
            long inFile = Math.min(size, Math.max(0, file.size() - at));
            return inFile == 0
                    ? ByteBuffer.allocate(0)
                    : file.map(MapMode.READ_ONLY, at, Math.min(inFile, Integer.MAX_VALUE));
        }
    }

    /**
     * Compares two files; empty if they are equal. The parts whose cause is known come first. The build-id, a hash of
     * the rest, is left out where something else differs.
     *
     * @param folderOfFirst the folder that only the build of the first file had
     */
    public static List<FileDifference> between(Path first, Path second, Path folderOfFirst, Path folderOfSecond)
            throws IOException {
        if (Files.mismatch(first, second) < 0) {
            return List.of();
        }
        Optional<ElfSections> sections = ElfSections.of(first);
        Optional<ElfSections> others = ElfSections.of(second);
        try (FileChannel one = FileChannel.open(first);
                FileChannel two = FileChannel.open(second)) {
            Pair pair = new Pair(one, two, folderOfFirst.toString(), folderOfSecond.toString());
            List<FileDifference> found = new ArrayList<>();
            if (sections.isPresent() && others.isPresent()) {
                found.addAll(ofSections(pair, named(sections.get()), named(others.get())));
            }
            if (found.stream().anyMatch(each -> !BUILD_ID.equals(each.section()))) {
                found.removeIf(each -> BUILD_ID.equals(each.section()));
            }
            if (found.isEmpty()) {
                pair.compared(null, 0, one.size(), 0, two.size()).ifPresent(found::add);
            }
            // Stable: sections of one kind stay in the order of the file.
            found.sort(Comparator.comparing(each -> each.cause() == null));
            return List.copyOf(found);
        }
    }

    private static List<FileDifference> ofSections(Pair pair, Map<String, Section> first, Map<String, Section> second)
            throws IOException {
        List<FileDifference> found = new ArrayList<>();
        for (Map.Entry<String, Section> entry : first.entrySet()) {
            Section one = entry.getValue();
            Section two = second.remove(entry.getKey());
            if (two == null) {
                found.add(new FileDifference(one.name(), one.offset(), one.bytes(), null, null, null, null, null));
            } else {
                pair.compared(one.name(), one.offset(), one.bytes(), two.offset(), two.bytes())
                        .ifPresent(found::add);
            }
        }
        second.values()
                .forEach(two -> found.add(
                        new FileDifference(two.name(), two.offset(), null, two.bytes(), null, null, null, null)));
        return found;
    }

    /** Returns what is in the file, by name and by number among those of the name. */
    private static Map<String, Section> named(ElfSections sections) {
        Map<String, Integer> seen = new HashMap<>();
        Map<String, Section> named = new LinkedHashMap<>();
        sections.all().stream()
                .filter(Section::isInFile)
                .forEach(section ->
                        named.put(section.name() + " " + seen.merge(section.name(), 1, Integer::sum), section));
        return named;
    }

    /** Returns it for people, in a line. */
    public String words() {
        String what = (section == null ? "the file" : section) + String.format(" (offset 0x%x, %s)", offset, sizes());
        if (at == null) {
            return what + " is only in the " + (size == null ? "second" : "first");
        }
        return what
                + String.format(" differs at 0x%x", offset + at)
                + (first == null || second == null ? "" : ": \"" + first + "\" and \"" + second + "\"")
                + (cause == null ? "" : ", " + cause.words());
    }

    private String sizes() {
        boolean both = size != null && secondSize != null && !size.equals(secondSize);
        return both ? size + " and " + secondSize + " bytes" : (size == null ? secondSize : size) + " bytes";
    }
}
