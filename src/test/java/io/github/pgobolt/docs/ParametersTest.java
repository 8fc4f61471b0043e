package io.github.pgobolt.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code help} shows exactly the parameters that each goal reads, and each parameter has one name. */
class ParametersTest {

    private static PluginXml plugin;
    private static JavaClasses goals;

    @BeforeAll
    static void read() throws Exception {
        plugin = PluginXml.generated();
        goals = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.github.pgobolt.mojo");
    }

    @Test
    void aGoalShowsWhatItReadsAndNothingElse() {
        assertThat(plugin.mojos()).hasSizeGreaterThan(15);
        plugin.mojos().forEach((goal, type) -> {
            Set<String> unread = new TreeSet<>(plugin.parametersOf(goal));
            unread.removeAll(fieldsRead(goals.get(type), plugin.parametersOf(goal)));
            assertThat(unread)
                    .as("what help shows of " + goal + " and its class does not read")
                    .isEmpty();
        });
    }

    /** {@code -Dpgobolt.check.runs} is {@code <checkRuns>}. */
    @Test
    void aPropertyAndItsElementHaveOneName() {
        assertThat(plugin.properties())
                .hasSizeGreaterThan(80)
                .allSatisfy(property -> assertThat(plugin.parameterOf(property))
                        .as(property)
                        .isEqualTo(camelCase(property.substring("pgobolt.".length()))));
    }

    private static String camelCase(String dotted) {
        String[] words = dotted.split("[.-]");
        StringBuilder name = new StringBuilder(words[0]);
        Stream.of(words)
                .skip(1)
                .forEach(word -> name.append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                        .append(word.substring(1)));
        return name.toString();
    }

    /** Returns the parameters whose fields are read by a method that runs when Maven calls the goal. */
    private static Set<String> fieldsRead(JavaClass goal, Set<String> parameters) {
        Set<JavaCodeUnit> seen = new HashSet<>();
        // Maven calls execute, and for a report the methods of its interface, which the class itself declares.
        Deque<JavaCodeUnit> left = new ArrayDeque<>(goal.getMethods());
        left.add(inherited(goal, "execute"));
        Set<String> read = new TreeSet<>();
        while (!left.isEmpty()) {
            JavaCodeUnit method = left.pop();
            if (!seen.add(method)) {
                continue;
            }
            method.getFieldAccesses().stream()
                    .filter(access -> access.getAccessType() == JavaFieldAccess.AccessType.GET)
                    .filter(access ->
                            goal.isAssignableTo(access.getTargetOwner().getFullName()))
                    .map(access -> access.getTarget().getName())
                    .map(field -> field.equals("packageName") ? "package" : field)
                    .filter(parameters::contains)
                    .forEach(read::add);
            Stream.concat(method.getMethodCallsFromSelf().stream(), method.getMethodReferencesFromSelf().stream())
                    .map(call -> (AccessTarget.CodeUnitAccessTarget) call.getTarget())
                    .forEach(target -> called(goal, method, target, left));
        }
        return read;
    }

    /**
     * Adds the method that is called: on the goal its own, or the nearest inherited one; on other objects all
     * candidates.
     */
    private static void called(
            JavaClass goal, JavaCodeUnit from, AccessTarget.CodeUnitAccessTarget target, Deque<JavaCodeUnit> left) {
        boolean ofTheGoal = goal.isAssignableTo(target.getOwner().getFullName());
        // A call through super runs exactly the named method.
        boolean above = ofTheGoal
                && !target.getOwner().equals(from.getOwner())
                && from.getOwner().isAssignableTo(target.getOwner().getFullName())
                && from.getName().equals(target.getName());
        if (ofTheGoal && !above) {
            left.add(inherited(goal, target.getName()));
        } else {
            target.resolveMember().map(JavaCodeUnit.class::cast).ifPresent(left::add);
        }
    }

    private static JavaCodeUnit inherited(JavaClass goal, String method) {
        return Stream.concat(Stream.of(goal), goal.getAllRawSuperclasses().stream())
                .flatMap(type -> type.getMethods().stream())
                .filter(one -> one.getName().equals(method))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(goal.getName() + " has no method " + method));
    }
}
