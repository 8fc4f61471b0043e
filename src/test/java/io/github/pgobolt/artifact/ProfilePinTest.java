package io.github.pgobolt.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.artifact.ProfilePin.Pinned;
import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilePinTest {

    private static final String OLD = "1".repeat(64);
    private static final String NEW = "a".repeat(64);
    private static final Pinned PINNED = new Pinned("com.example:server", "1.5", NEW);
    private static final String WAS = "com.example:server:1.4";
    private static final String IS = "com.example:server:1.5#sha256=" + NEW;

    @TempDir
    Path folder;

    private Path file;
    private final Map<String, String> properties = new TreeMap<>(Map.of("project.version", "1.5"));

    @BeforeEach
    void file() {
        file = folder.resolve("pom.xml");
    }

    private String evaluated(String text) {
        String now = text;
        for (Map.Entry<String, String> property : properties.entrySet()) {
            now = now.replace("${" + property.getKey() + "}", property.getValue());
        }
        return now;
    }

    private boolean pin(String pom, Charset charset, String inForce) throws IOException {
        Files.write(file, pom.getBytes(charset));
        PomText text = PomText.read(file);
        return text.write(new ProfilePin(text, "io.github.pgobolt", "pgo-bolt-maven-plugin", this::evaluated)
                .edits(inForce, PINNED));
    }

    private String pinned(String pom, String inForce) throws IOException {
        pin(pom, StandardCharsets.UTF_8, inForce);
        return Files.readString(file);
    }

    private static String plugin(String inside) {
        return "<plugin><groupId>io.github.pgobolt</groupId><artifactId>pgo-bolt-maven-plugin</artifactId>\n" + inside
                + "</plugin>";
    }

    private static String project(String properties, String plugins) {
        return "<project>\n<properties>" + properties + "</properties>\n<build><plugins>\n" + plugins
                + "</plugins></build></project>\n";
    }

    private static String configured(String value) {
        return project(
                "", plugin("<configuration>\n\t<storedProfile>" + value + "</storedProfile >\n</configuration>"));
    }

    @Test
    void versionAndHashChangeAndNothingElse() throws IOException {
        String pom = configured(WAS + "#sha256=" + OLD);
        assertThat(pinned(pom, WAS + "#sha256=" + OLD)).isEqualTo(pom.replace(WAS + "#sha256=" + OLD, IS));
        assertThat(pin(configured(IS), StandardCharsets.UTF_8, IS))
                .as("as before")
                .isFalse();
    }

    @Test
    void aHashIsAddedBehindCoordinatesAndAClassifierStays() throws IOException {
        assertThat(pinned(configured(WAS), WAS)).isEqualTo(configured(IS));
        assertThat(pinned(configured(WAS + ":linux-x86_64-profile"), WAS + ":linux-x86_64-profile"))
                .isEqualTo(configured("com.example:server:1.5:linux-x86_64-profile#sha256=" + NEW));
    }

    @Test
    void theSameTextElsewhereStays() throws IOException {
        String other = "<plugin><groupId>com.example</groupId><artifactId>pgo-bolt-maven-plugin</artifactId>"
                + "<configuration><storedProfile>" + WAS + "</storedProfile></configuration></plugin>";
        String noise = "<!-- <storedProfile>" + WAS + "</storedProfile> -->";
        String pom = project(
                "<storedProfile>" + WAS + "</storedProfile>",
                noise
                        + other
                        + plugin("<configuration><other a='>'>" + WAS + "</other>" + noise + "<storedProfile>@"
                                + "</storedProfile></configuration>"));
        assertThat(pinned(pom.replace("@", WAS), WAS)).isEqualTo(pom.replace("@", IS));
    }

    @Test
    void blanksCommentsAndCdataAroundItStay() throws IOException {
        for (String form : new String[] {
            "\n\t  @\n\t",
            "<!-- pinned by CI: " + WAS + " -->@",
            "<![CDATA[@]]>",
            "\n<!-- a --> <![CDATA[ @ ]]> <?x " + WAS + "?>\n"
        }) {
            String pom = configured(form);
            assertThat(pinned(pom.replace("@", WAS), WAS)).as(form).isEqualTo(pom.replace("@", IS));
        }
    }

    @Test
    void lineEndsStayWhicheverTheyAre() throws IOException {
        for (String end : new String[] {"\r\n", "\n", "\r"}) {
            String pom = configured("\n<!-- two\nlines -->\n@\n").replace("\n", end);
            assertThat(pinned(pom.replace("@", WAS), WAS))
                    .as("%x", (int) end.charAt(0))
                    .isEqualTo(pom.replace("@", IS));
        }
    }

    @Test
    void theEncodingStaysAndAMarkInFrontOfIt() throws IOException {
        String latin = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<!-- Grüße -->" + configured(WAS);
        pin(latin, StandardCharsets.ISO_8859_1, WAS);
        assertThat(Files.readAllBytes(file)).isEqualTo(latin.replace(WAS, IS).getBytes(StandardCharsets.ISO_8859_1));
        String marked =
                "\uFEFF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<!-- Grüße \uD83D\uDE00 -->" + configured(WAS);
        assertThat(pinned(marked, WAS)).isEqualTo(marked.replace(WAS, IS));
        String wide = "\uFEFF<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n" + configured(WAS);
        pin(wide, StandardCharsets.UTF_16LE, WAS);
        assertThat(Files.readAllBytes(file)).isEqualTo(wide.replace(WAS, IS).getBytes(StandardCharsets.UTF_16LE));
    }

    @Test
    void aTextThatIsNotOfItsEncodingIsRefused() {
        String pom = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- Grüße -->" + configured(WAS);
        assertThatThrownBy(() -> pin(pom, StandardCharsets.ISO_8859_1, WAS))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is not the UTF-8 that it says it is");
    }

    @Test
    void everyExecutionProfileAndSubjectWithTheSameValueChangesAndNoOther() throws IOException {
        String elsewhere = "com.example:other:1.4";
        String executions =
                plugin("<executions><execution><configuration><storedProfile>@</storedProfile></configuration>"
                        + "</execution><execution><configuration><subjects><subject><storedProfile>@</storedProfile></subject>"
                        + "<subject><storedProfile>" + elsewhere
                        + "</storedProfile></subject></subjects></configuration>"
                        + "</execution></executions>");
        String pom = "<project><build><pluginManagement><plugins>" + executions
                + "</plugins></pluginManagement></build><profiles><profile><id>release</id><build><plugins>"
                + executions
                + "</plugins></build></profile></profiles></project>";
        assertThat(pinned(pom.replace("@", WAS), WAS)).isEqualTo(pom.replace("@", IS));
    }

    @Test
    void valuesOfPropertiesAreChangedWhereTheyStand() throws IOException {
        properties.put("profile.version", "1.4");
        properties.put("profile.sha256", OLD);
        String value = "com.example:server:${profile.version}#sha256=${profile.sha256}";
        String pom = project(
                "<profile.version>V</profile.version><!-- V --><profile.sha256>\n H</profile.sha256>",
                plugin("<configuration><storedProfile>" + value + "</storedProfile></configuration>"));
        assertThat(pinned(pom.replace(">V<", ">1.4<").replace(" H<", " " + OLD + "<"), evaluated(value)))
                .isEqualTo(pom.replace(">V<", ">1.5<").replace(" H<", " " + NEW + "<"));
    }

    @Test
    void aPropertyMayHaveTheWholeAndTheProjectsVersionStays() throws IOException {
        String own = "com.example:server:${project.version}";
        properties.put("trained", evaluated(own));
        String pom = project(
                "<trained>@</trained>",
                plugin("<configuration><storedProfile>${trained}</storedProfile></configuration>"));
        assertThat(pinned(pom.replace("@", own), evaluated(own))).isEqualTo(pom.replace("@", own + "#sha256=" + NEW));
    }

    @Test
    void thePropertyOfTheProfileThatIsInForceIsChanged() throws IOException {
        properties.put("profile.version", "1.4");
        String pom = project("<profile.version>1.3</profile.version>", "")
                .replace(
                        "</project>",
                        "<profiles><profile><properties><profile.version>@</profile.version></properties><build><plugins>"
                                + plugin("<configuration><storedProfile>com.example:server:${profile.version}#sha256="
                                        + "H</storedProfile></configuration>")
                                + "</plugins></build></profile></profiles></project>");
        assertThat(pinned(pom.replace("@", "1.4").replace("H<", OLD + "<"), WAS + "#sha256=" + OLD))
                .isEqualTo(pom.replace("@", "1.5").replace("H<", NEW + "<"));
    }

    @Test
    void whatComesFromElsewhereIsRefusedWithTheTextToWrite() {
        properties.put("profile.version", "1.4");
        assertThatThrownBy(() -> pinned(project("", ""), WAS))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll(
                        "a parent's POM or the command line", "<storedProfile>" + IS + "</storedProfile>");
        assertThatThrownBy(() -> pinned(configured("com.example:server:${profile.version}"), WAS))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll("${profile.version}", "settings.xml", IS);
    }

    @Test
    void whatThisProjectDoesNotDeployIsRefused() {
        for (String other : new String[] {"com.example:other:1.4", "profiles/server.zip"}) {
            assertThatThrownBy(() -> pinned(configured(other), other))
                    .isInstanceOf(Failure.class)
                    .hasMessageContainingAll(other, "is not of what this project deploys", IS);
        }
    }

    @Test
    void aPartOfSeveralIsRefusedRatherThanGuessed() {
        properties.put("minor", "4");
        assertThatThrownBy(() -> pinned(configured("com.example:server:1.${minor}"), WAS))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is made of a property and more");
        String pieces = "com.example:server:1<!-- -->.4";
        assertThatThrownBy(() -> pinned(configured(pieces), WAS))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("written in pieces");
        assertThat(file).content().as("as it was").contains(pieces);
    }

    @Test
    void linksAndPermissionsStay() throws IOException {
        Path real = folder.resolve("real.xml");
        Files.writeString(real, configured(WAS));
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(file, real);
        pin(configured(WAS), StandardCharsets.UTF_8, WAS);
        assertThat(file).isSymbolicLink();
        assertThat(real).content().isEqualTo(configured(IS));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void whatIsNoXmlIsRefused() {
        assertThatThrownBy(() -> pinned("<project><build></project>", WAS))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("pom.xml cannot be read");
    }
}
