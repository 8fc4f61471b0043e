package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectTest {

    @ParameterizedTest
    @CsvSource({
        "path+file:///home/a/app#1.2.3, 1.2.3",
        "path+file:///home/a/app#tool@0.1.0-rc.1+build.5, 0.1.0-rc.1+build.5",
        "registry+https://example.com/index#css-inline@0.14.1, 0.14.1",
        "app 1.2.3 (path+file:///home/a/app), 1.2.3",
        "path+file:///home/a/1.2.3,",
        "id,"
    })
    void theVersionOfThePackage(String id, String version) {
        Path folder = Path.of("/app");
        assertThat(new Subject("app", id, Subject.Kind.bin, "app", "x", folder, folder).packageVersion())
                .isEqualTo(version);
    }
}
