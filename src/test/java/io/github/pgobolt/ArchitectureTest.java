package io.github.pgobolt;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules for packages in the design. */
class ArchitectureTest {

    private static final String ROOT = "io.github.pgobolt";

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
        // A rule that applies to no class would always hold.
        assertThat(classes.size()).isGreaterThan(100);
    }

    @Test
    void nothingOutsideTheGoalsKnowsMaven() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".mojo..", ROOT + ".artifact..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.maven..")
                .check(classes);
    }

    @Test
    void nothingOutsideProcessStartsAProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".process..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.commons.exec..")
                .orShould()
                .callMethod(Runtime.class, "exec", String.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .orShould()
                .callMethod(Runtime.class, "exec", String.class, String[].class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class, String[].class)
                .orShould()
                .callMethod(Runtime.class, "exec", String.class, String[].class, java.io.File.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class, String[].class, java.io.File.class)
                .check(classes);
    }

    @Test
    void noPackageGoesRoundInCircles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void nothingKnowsTheGoals() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".mojo..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".mojo..")
                .check(classes);
    }

    /** So that it can be tested quickly, with steps that do nothing. */
    @Test
    void thePipelineKnowsNoStep() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".pipeline..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..")
                        .and(DescribedPredicate.not(resideInAnyPackage(
                                ROOT + ".pipeline..", ROOT + ".base..", ROOT + ".process..", ROOT + ".toolchain.."))))
                .check(classes);
    }

    /** AWT needs fonts and libraries that small images lack; Doxia's attributes are Swing classes, but need neither. */
    @Test
    void nothingNeedsADesktop() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.imageio..")
                .check(classes);
    }

    @Test
    void theChartsKnowNoReport() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".report.chart..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + "..")
                        .and(DescribedPredicate.not(resideInAnyPackage(ROOT + ".report.chart..", ROOT + ".base.."))))
                .check(classes);
    }

    @Test
    void nothingIsMadeOutOfForeignBytesButDataOfKnownTypes() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.io.ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.beans.XMLDecoder")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.script..", "org.yaml..", "com.thoughtworks.xstream..")
                .orShould()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .callMethod(ClassLoader.class, "loadClass", String.class)
                .check(classes);
    }

    @Test
    void noStateIsSharedByTwoBuildsOfOneJvm() {
        com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields()
                .that()
                .areStatic()
                .should()
                .beFinal()
                .check(classes);
        methods()
                .that()
                .areStatic()
                .should()
                .notHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED)
                .check(classes);
    }
}
