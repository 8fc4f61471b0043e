package io.github.pgobolt.artifact;

import io.github.pgobolt.artifact.PomText.Edit;
import io.github.pgobolt.base.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An element of a {@link PomText}: its own text, without comments, and where each character of it stands. */
public final class PomElement {

    /** Of a character that an entity stands for. */
    private static final int NOWHERE = -1;

    private final String name;
    private final PomElement parent;
    private final List<PomElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> places = new ArrayList<>();

    PomElement(String name, PomElement parent) {
        this.name = name;
        this.parent = parent;
        if (parent != null) {
            parent.children.add(this);
        }
    }

    void add(char read, int place) {
        text.append(read);
        places.add(place);
    }

    /** Adds text that does not stand there as it is. */
    void addUnplaced(String read) {
        String known = read == null ? "?" : read;
        known.chars().forEach(c -> add((char) c, NOWHERE));
    }

    public String name() {
        return name;
    }

    public PomElement parent() {
        return parent;
    }

    public List<PomElement> children() {
        return List.copyOf(children);
    }

    public Optional<PomElement> child(String childName) {
        return children.stream().filter(one -> one.name.equals(childName)).findFirst();
    }

    /** Returns this and all below it. */
    public Stream<PomElement> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(PomElement::all));
    }

    /** Whether it is in elements with these names, the innermost first. */
    public boolean isIn(String... names) {
        PomElement outer = parent;
        for (String expected : names) {
            if (outer == null || !outer.name.equals(expected)) {
                return false;
            }
            outer = outer.parent;
        }
        return true;
    }

    /** Returns its text without blanks around it. */
    public String value() {
        return text.toString().strip();
    }

    /**
     * Returns the change of a part of its value.
     *
     * @param from where the part begins in {@link #value()}; with {@code to} the same, the new text is inserted
     */
    Edit edit(int from, int to, String replacement) {
        if (value().isEmpty()) {
            throw Failure.user("<" + name + "> of the POM is empty. Write " + replacement + " there.");
        }
        int blanks = text.indexOf(value());
        int first = from == to ? placeBehind(blanks + from - 1) : places.get(blanks + from);
        int behind = from == to ? first : placeBehind(blanks + to - 1);
        boolean together = first >= 0 && behind - first == to - from;
        if (!together) {
            throw Failure.user("<" + name + "> of the POM is written in pieces or with entities (" + value()
                    + "), and cannot be changed. Write it in one piece, or change it by hand to " + replacement + ".");
        }
        return new Edit(first, behind, replacement);
    }

    private int placeBehind(int index) {
        int place = places.get(index);
        return place == NOWHERE ? NOWHERE : place + 1;
    }
}
