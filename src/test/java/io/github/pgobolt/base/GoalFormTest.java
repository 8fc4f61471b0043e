package io.github.pgobolt.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GoalFormTest {

    private static final GoalForm SHORT = new GoalForm(List.of(), "pgo-bolt:", "");
    private static final GoalForm MODULE = new GoalForm(List.of("-Pfast", "-pl", ":native"), "pgo-bolt:", "");
    private static final GoalForm VERSION =
            new GoalForm(List.of(), "io.github.pgobolt:pgo-bolt-maven-plugin:1.2.3:", "");

    @Test
    void everyCommandOfATextIsAsItIsTyped() {
        String text = "Run: " + Goals.command("doctor") + " -Dpgobolt.install, then `" + Goals.command("run") + "`.";
        assertThat(SHORT.in(text)).isEqualTo("Run: mvn pgo-bolt:doctor -Dpgobolt.install, then `mvn pgo-bolt:run`.");
        assertThat(VERSION.in(text))
                .startsWith("Run: mvn io.github.pgobolt:pgo-bolt-maven-plugin:1.2.3:doctor -Dpgobolt.install");
    }

    @Test
    void optionsComeBeforePhases() {
        assertThat(MODULE.in("as in `mvn process-classes " + Goals.name("run") + "`"))
                .isEqualTo("as in `mvn -Pfast -pl :native process-classes pgo-bolt:run`");
    }

    @Test
    void whatIsWrittenAlreadyStays() {
        for (GoalForm form : List.of(SHORT, MODULE, VERSION, GoalForm.ANYWHERE)) {
            String once = form.in("Write it with " + Goals.command("report") + ".");
            assertThat(form.in(once)).isEqualTo(once);
        }
        String typed =
                "you typed mvn io.github.pgobolt:pgo-bolt-maven-plugin:0.9:run, in io.github.pgobolt:pgo-bolt-maven-plugin: 1";
        assertThat(SHORT.in(typed)).isEqualTo(typed);
        assertThat(SHORT.in(null)).isNull();
    }

    @Test
    void theSettingsOfAnExecutionComeWithItsName() {
        GoalForm form = new GoalForm(List.of(), "pgo-bolt:", "@native");
        assertThat(form.in(Goals.command("bolt-profile") + ". Then " + Goals.command("run") + " -Dpgobolt.force, or "
                        + Goals.command("report")))
                .isEqualTo("mvn pgo-bolt:bolt-profile@native. Then mvn pgo-bolt:run@native -Dpgobolt.force, or"
                        + " mvn pgo-bolt:report@native");
        GoalForm version = new GoalForm(List.of(), "io.github.pgobolt:pgo-bolt-maven-plugin:1.2.3:", "@native");
        String once = version.in(Goals.command("bolt-profile") + ".");
        assertThat(once).isEqualTo("mvn io.github.pgobolt:pgo-bolt-maven-plugin:1.2.3:bolt-profile@native.");
        assertThat(version.in(once)).isEqualTo(once);
        String anywhere = new GoalForm(List.of(), Goals.name(""), "@native").in(Goals.command("bolt-profile"));
        assertThat(new GoalForm(List.of(), Goals.name(""), "@native").in(anywhere))
                .isEqualTo(anywhere);
    }

    @Test
    void anOptionIsNoPattern() {
        assertThat(new GoalForm(List.of("'-P$1\\'"), "pgo-bolt:", "").in(Goals.command("run")))
                .isEqualTo("mvn '-P$1\\' pgo-bolt:run");
    }
}
