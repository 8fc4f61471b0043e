package io.github.pgobolt.artifact;

import io.github.pgobolt.artifact.PomText.Edit;
import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The version and the SHA-256 in {@code <storedProfile>} of a POM, and the change of both. They may stand in the element,
 * or in properties that it names; every element of the plugin with the same value is changed, and no other text.
 */
public final class ProfilePin {

    private static final String ELEMENT = "storedProfile";
    private static final String SHA256 = "#sha256=";

    /** A property that names another, and that one another: more than that is a circle. */
    private static final int MOST_PROPERTIES = 8;

    private final PomText pom;
    private final String groupId;
    private final String artifactId;
    private final UnaryOperator<String> evaluated;

    /**
     * @param groupId of the plugin
     * @param artifactId of the plugin
     * @param evaluated puts values in the places of properties, as Maven does
     */
    public ProfilePin(PomText pom, String groupId, String artifactId, UnaryOperator<String> evaluated) {
        this.pom = pom;
        this.groupId = groupId;
        this.artifactId = artifactId;
        this.evaluated = evaluated;
    }

    /**
     * What is to stand in the POM.
     *
     * @param project {@code group:artifact} of what the profile is deployed with
     * @param sha256 of the archive
     */
    public record Pinned(String project, String version, String sha256) {

        /** Returns it as it may be written. */
        public String words() {
            return project + ":" + version + SHA256 + sha256;
        }
    }

    /**
     * Returns the changes of the POM.
     *
     * @param inForce the value that the build goes by, evaluated
     * @throws Failure if the POM has no such text, or one that cannot be changed; the message says what to write
     */
    public Set<Edit> edits(String inForce, Pinned pinned) throws IOException {
        List<PomElement> elements = pom.root()
                .all()
                .filter(one -> one.name().equals(ELEMENT) && isThePlugins(one))
                .filter(one -> evaluated.apply(one.value()).strip().equals(inForce.strip()))
                .toList();
        if (elements.isEmpty()) {
            throw Failure.user(pom.file() + " has no <storedProfile>" + inForce
                    + "</storedProfile> in the plugin's configuration: it comes from a parent's POM or the command"
                    + " line. Pin it there, or write in this POM: <storedProfile>" + pinned.words()
                    + "</storedProfile>");
        }
        Set<Edit> edits = new LinkedHashSet<>();
        for (PomElement element : elements) {
            coordinates(element, pinned, edits, 0);
        }
        return edits;
    }

    /** Whether it is in the configuration of the plugin, of an execution of it, or of a subject in one of these. */
    private boolean isThePlugins(PomElement element) {
        PomElement configuration = element.parent();
        if (element.parent().isIn("subjects", "configuration")) {
            configuration = element.parent().parent().parent();
        }
        if (!configuration.name().equals("configuration")) {
            return false;
        }
        PomElement plugin = configuration.isIn("execution", "executions", "plugin")
                ? configuration.parent().parent().parent()
                : configuration.parent();
        return plugin != null
                && plugin.name().equals("plugin")
                && plugin.isIn("plugins")
                && is(plugin, "groupId", groupId)
                && is(plugin, "artifactId", artifactId);
    }

    private boolean is(PomElement plugin, String child, String value) {
        return plugin.child(child)
                .filter(one -> evaluated.apply(one.value()).equals(value))
                .isPresent();
    }

    private void coordinates(PomElement element, Pinned pinned, Set<Edit> edits, int depth) {
        String value = element.value();
        if (isProperty(value)) {
            for (PomElement property : properties(value, pinned, depth)) {
                coordinates(property, pinned, edits, depth + 1);
            }
            return;
        }
        int pin = value.indexOf(SHA256);
        String name = pin < 0 ? value : value.substring(0, pin);
        List<Integer> ends = parts(name);
        String project = ends.size() < 3 ? "" : evaluated.apply(name.substring(0, ends.get(1)));
        if (ends.size() < 3 || ends.size() > 4 || !project.equals(pinned.project())) {
            throw Failure.user(
                    "<storedProfile>" + value + "</storedProfile> is not of what this project deploys, so that"
                            + " its profile cannot be pinned there. Write <storedProfile>" + pinned.words()
                            + "</storedProfile>, or leave -Dpgobolt.pin out: the profile then goes to the source tree.");
        }
        change(element, ends.get(1) + 1, ends.get(2), pinned.version(), pinned, edits, depth);
        if (pin < 0) {
            edits.add(element.edit(value.length(), value.length(), SHA256 + pinned.sha256()));
        } else {
            change(element, pin + SHA256.length(), value.length(), pinned.sha256(), pinned, edits, depth);
        }
    }

    /** Changes a part of a value to a text, there or in the property that it names. */
    private void change(PomElement element, int from, int to, String text, Pinned pinned, Set<Edit> edits, int depth) {
        String part = element.value().substring(from, to);
        if (evaluated.apply(part).equals(text)) {
            return;
        }
        if (isProperty(part)) {
            for (PomElement property : properties(part, pinned, depth)) {
                change(property, 0, property.value().length(), text, pinned, edits, depth + 1);
            }
            return;
        }
        if (part.contains("${")) {
            throw Failure.user("'" + part + "' in <" + element.name() + "> of " + pom.file()
                    + " is made of a property and more, and cannot be changed to " + text
                    + ". Let one property have all of it, or write it out.");
        }
        edits.add(element.edit(from, to, text));
    }

    /** Returns the elements that give a property its value: in the POM itself, or in its profiles. */
    private List<PomElement> properties(String reference, Pinned pinned, int depth) {
        String name = reference.substring(2, reference.length() - 1);
        List<PomElement> found = pom.root()
                .all()
                .filter(one -> one.name().equals(name))
                .filter(one -> one.isIn("properties", "project") || one.isIn("properties", "profile", "profiles"))
                .filter(one -> evaluated.apply(one.value()).equals(evaluated.apply(reference)))
                .toList();
        if (found.isEmpty() || depth > MOST_PROPERTIES) {
            throw Failure.user(pom.file() + " gives " + reference + " no value that could be changed: it comes from a"
                    + " parent's POM, settings.xml or the command line. Set it there, or write in this POM:"
                    + " <storedProfile>" + pinned.words() + "</storedProfile>");
        }
        return found;
    }

    private static boolean isProperty(String text) {
        return text.startsWith("${") && text.indexOf('}') == text.length() - 1;
    }

    /** Returns where the parts between colons end. */
    private static List<Integer> parts(String name) {
        List<Integer> ends = new ArrayList<>();
        for (int colon = name.indexOf(':'); colon >= 0; colon = name.indexOf(':', colon + 1)) {
            ends.add(colon);
        }
        ends.add(name.length());
        return ends;
    }
}
