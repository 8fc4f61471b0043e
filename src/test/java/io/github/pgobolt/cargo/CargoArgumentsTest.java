package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CargoArgumentsTest {

    @ParameterizedTest
    @CsvSource({
        "--release,-Dpgobolt.profile",
        "-r,-Dpgobolt.profile",
        "--profile=fast,-Dpgobolt.profile",
        "--target=x,-Dpgobolt.target",
        "--target-dir,-Dpgobolt.workDirectory",
        "--message-format=short,JSON",
        "--manifest-path,-Dpgobolt.manifestPath",
        "-ptool,-Dpgobolt.package",
        "--bin,-Dpgobolt.bin",
        "--all-targets,kind cargo",
        "--,workload",
        "--unit-graph,builds nothing",
        "+nightly,-Dpgobolt.toolchain=nightly"
    })
    void whatThePluginGivesItselfIsRefusedByName(String argument, String instead) {
        assertThatThrownBy(() -> CargoArguments.require(List.of("--locked", argument)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("cargoArgs must not have " + argument)
                .hasMessageContaining(instead);
    }

    @Test
    void allElseIsTheUsers() {
        assertThatCode(() -> CargoArguments.require(List.of(
                        "--offline",
                        "--locked",
                        "-Zbuild-std=std",
                        "-Z",
                        "unstable-options",
                        "-j",
                        "2",
                        "--config",
                        "--release",
                        "--config=build.jobs=1",
                        "--features",
                        "bin",
                        "--all-features",
                        "-v",
                        "--timings",
                        "--keep-going")))
                .doesNotThrowAnyException();
    }
}
