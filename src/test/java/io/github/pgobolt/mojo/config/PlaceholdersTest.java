package io.github.pgobolt.mojo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

    @Test
    void whatMavenMadeANullOfIsThereAgain() throws Exception {
        WorkloadConfig first = new WorkloadConfig();
        first.command = new ArrayList<>(Arrays.asList("sh", null, null));
        WorkloadConfig second = new WorkloadConfig();
        second.server = new ServerConfig();
        second.server.start = new ArrayList<>(Arrays.asList(null, "serve"));
        second.env = new HashMap<>();
        second.env.put("LIBRARY", null);
        Placeholders.restore(List.of(first, second), List.of(), Xpp3DomBuilder.build(new StringReader("""
                <configuration><workloads>
                  <workload><command><arg>sh</arg><arg>${subject}</arg><arg/></command></workload>
                  <workload>
                    <env><LIBRARY>${subjectDir}</LIBRARY></env>
                    <server><start><arg>${subject}</arg><arg>serve</arg></start></server>
                  </workload>
                </workloads></configuration>
                """)));
        assertThat(first.command).containsExactly("sh", "${subject}", null);
        assertThat(second.server.start).containsExactly("${subject}", "serve");
        assertThat(second.env).containsEntry("LIBRARY", "${subjectDir}");
    }

    @Test
    void withoutAPomThereIsNothingToRestore() {
        WorkloadConfig config = new WorkloadConfig();
        config.command = new ArrayList<>(Arrays.asList("sh", null));
        Placeholders.restore(List.of(config), List.of(), null);
        Placeholders.restore(null, List.of(), null);
        assertThat(config.command).containsExactly("sh", null);
    }
}
