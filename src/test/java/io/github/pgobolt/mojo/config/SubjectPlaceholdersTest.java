package io.github.pgobolt.mojo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;

class SubjectPlaceholdersTest {

    @Test
    void putsThePlaceholderBackWhereMavenLeftNothing() throws Exception {
        WorkloadConfig workload = workload(null, "--fast", null, "${other}", null);

        SubjectPlaceholders.restore(List.of(workload), dom("<workloads><workload><command>"
                + "<arg>${subject}</arg><arg>--fast</arg><arg/><arg>${other}</arg><arg> ${subject} </arg>"
                + "</command></workload></workloads>"));

        assertThat(workload.command).containsExactly("${subject}", "--fast", null, "${other}", "${subject}");
    }

    @Test
    void leavesAloneWhatItCannotMatch() throws Exception {
        WorkloadConfig workload = workload(null, "a");

        SubjectPlaceholders.restore(List.of(workload), null);
        SubjectPlaceholders.restore(null, dom("<workloads/>"));
        SubjectPlaceholders.restore(List.of(workload), dom("<workloads/>"));
        SubjectPlaceholders.restore(
                List.of(workload), dom("<workloads><workload><command><arg>${subject}</arg></command></workload></workloads>"));

        assertThat(workload.command).containsExactly(null, "a");
    }

    private static WorkloadConfig workload(String... command) {
        WorkloadConfig workload = new WorkloadConfig();
        workload.command = Arrays.asList(command);
        return workload;
    }

    private static Xpp3Dom dom(String workloads) throws Exception {
        return Xpp3DomBuilder.build(new StringReader("<configuration>" + workloads + "</configuration>"));
    }
}
