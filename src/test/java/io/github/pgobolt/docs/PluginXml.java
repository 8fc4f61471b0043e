package io.github.pgobolt.docs;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The plugin as Maven sees it: the generated descriptor, and the types of its parameters. */
final class PluginXml {

    private static final Pattern PROPERTY = Pattern.compile("\\$\\{(pgobolt\\.[^}]+)}");
    private static final String BEANS = "io.github.pgobolt.";

    private final Map<String, Class<?>> mojos = new LinkedHashMap<>();
    private final Map<String, Set<String>> parameters = new LinkedHashMap<>();
    private final Map<String, String> properties = new TreeMap<>();
    private final Set<String> undocumented = new TreeSet<>();
    private final String version;

    private PluginXml(Element plugin) throws ClassNotFoundException {
        version = text(plugin, "version");
        for (Element mojo : children(child(plugin, "mojos"))) {
            String goal = text(mojo, "goal");
            mojos.put(goal, Class.forName(text(mojo, "implementation")));
            Set<String> names = new TreeSet<>();
            for (Element parameter : children(child(mojo, "parameters"))) {
                if (text(parameter, "editable").equals("true")) {
                    names.add(text(parameter, "name"));
                    if (!goal.equals("help")
                            && isOurs(mojos.get(goal), text(parameter, "name"))
                            && (text(parameter, "since").isEmpty()
                                    || !text(parameter, "description").endsWith("."))) {
                        undocumented.add(goal + ": " + text(parameter, "name"));
                    }
                }
            }
            parameters.put(goal, names);
            for (Element value : children(child(mojo, "configuration"))) {
                Matcher matcher = PROPERTY.matcher(value.getTextContent());
                if (matcher.find()) {
                    properties.put(matcher.group(1), value.getTagName());
                }
            }
        }
    }

    /** Whether a goal's parameter is documented here; those inherited from Maven's reports are documented there. */
    private static boolean isOurs(Class<?> mojo, String parameter) {
        for (Class<?> c = mojo; c != null; c = c.getSuperclass()) {
            if (!c.getName().startsWith(BEANS)
                    && Stream.of(c.getDeclaredFields())
                            .anyMatch(field -> field.getName().equals(parameter))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the descriptor that was generated for the classes under test. */
    static PluginXml generated() throws IOException, ClassNotFoundException {
        Path file = Path.of("target/classes/META-INF/maven/plugin.xml");
        return new PluginXml(parse(Files.readString(file)));
    }

    static Element parse(String xml) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    String version() {
        return version;
    }

    Set<String> goals() {
        return mojos.keySet();
    }

    /** Returns parameters without a sentence, or without the version in which they were added. */
    Set<String> undocumented() {
        return undocumented;
    }

    Set<String> properties() {
        return properties.keySet();
    }

    /** Returns the parameter that a property sets. */
    String parameterOf(String property) {
        return properties.get(property);
    }

    /** Returns the class of each goal that this project wrote. */
    Map<String, Class<?>> mojos() {
        Map<String, Class<?>> own = new LinkedHashMap<>(mojos);
        own.remove("help");
        return own;
    }

    /** Returns the parameters that {@code help} shows for a goal. */
    Set<String> parametersOf(String goal) {
        return parameters.get(goal);
    }

    /**
     * Returns the faults in a piece of a POM; empty if there are none.
     *
     * @param root a project, profile, plugin or configuration, or a single parameter or workload
     */
    List<String> faults(Element root) {
        List<String> faults = new ArrayList<>();
        switch (root.getTagName()) {
            case "project", "profile", "profiles", "build", "plugins", "plugin", "settings" -> plugins(root, faults);
            case "goals" -> goals(root, faults);
            case "configuration" -> configuration(root, goals(), faults);
            case "workload" -> element(root, beanOf("workloads"), faults);
            default -> parameter(root, goals(), faults);
        }
        return faults;
    }

    private void plugins(Element root, List<String> faults) {
        for (Element plugin : descendants(root, "plugin")) {
            if (text(plugin, "artifactId").equals("pgo-bolt-maven-plugin")) {
                Set<String> named = new TreeSet<>();
                descendants(plugin, "goals").forEach(goals -> named.addAll(goals(goals, faults)));
                descendants(plugin, "reports").forEach(reports -> named.addAll(goals(reports, faults)));
                Collection<String> inQuestion = named.isEmpty() ? goals() : named;
                descendants(plugin, "configuration").forEach(c -> configuration(c, inQuestion, faults));
                if (!text(plugin, "version").equals(version)) {
                    faults.add("version " + text(plugin, "version") + " instead of " + version);
                }
            }
        }
    }

    private Set<String> goals(Element goals, List<String> faults) {
        Set<String> named = new TreeSet<>();
        for (Element goal : children(goals)) {
            String name = goal.getTextContent().strip();
            if (goals().contains(name)) {
                named.add(name);
            } else {
                faults.add("no goal " + name);
            }
        }
        return named;
    }

    private void configuration(Element configuration, Collection<String> goals, List<String> faults) {
        children(configuration).forEach(child -> parameter(child, goals, faults));
    }

    private void parameter(Element element, Collection<String> goals, List<String> faults) {
        String name = element.getTagName();
        List<String> having = goals.stream()
                .filter(goal -> parameters.getOrDefault(goal, Set.of()).contains(name))
                .toList();
        if (having.isEmpty()) {
            faults.add("no parameter " + name + " of " + goals);
            return;
        }
        element(element, typeOf(mojos.get(having.get(0)), name), faults);
    }

    /** Returns the bean type of a list parameter. */
    private Type beanOf(String parameter) {
        return itemOf(typeOf(mojos.get("run"), parameter));
    }

    /** Descends if the type is one of our beans, or a list of them; Maven reads anything else itself. */
    private static void element(Element element, Type type, List<String> faults) {
        Type item = itemOf(type);
        if (isBean(item)) {
            children(element).forEach(child -> element(child, item, faults));
        } else if (isBean(type)) {
            for (Element child : children(element)) {
                Type of = typeOf((Class<?>) type, child.getTagName());
                if (of == null) {
                    faults.add("no element " + child.getTagName() + " in " + element.getTagName());
                } else {
                    element(child, of, faults);
                }
            }
        }
    }

    private static boolean isBean(Type type) {
        return type instanceof Class<?> c && c.getName().startsWith(BEANS) && !c.isEnum();
    }

    private static Type itemOf(Type type) {
        return type instanceof ParameterizedType p && Collection.class.isAssignableFrom((Class<?>) p.getRawType())
                ? p.getActualTypeArguments()[0]
                : null;
    }

    /** Returns the type of a field or of a setter, which is what Maven fills. */
    private static Type typeOf(Class<?> type, String name) {
        String setter = "set" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (method.getName().equals(setter) && method.getParameterCount() == 1) {
                    return method.getGenericParameterTypes()[0];
                }
            }
            for (Field field : c.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field.getGenericType();
                }
            }
        }
        return null;
    }

    private static List<Element> descendants(Element root, String name) {
        Stream<Element> below = children(root).stream().flatMap(child -> descendants(child, name).stream());
        return (root.getTagName().equals(name) ? Stream.concat(Stream.of(root), below) : below).toList();
    }

    private static List<Element> children(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent == null ? null : parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    private static Element child(Element parent, String name) {
        return children(parent).stream()
                .filter(e -> e.getTagName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static String text(Element parent, String name) {
        Element child = child(parent, name);
        return child == null ? "" : child.getTextContent().strip();
    }
}
