package dev.orrery.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.BinaryException;
import dev.orrery.base.Deadline;
import dev.orrery.base.UserCache;
import dev.orrery.binaries.internal.Tools;
import dev.orrery.binaries.internal.cargo.CargoTool;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.store.Hashes;
import dev.orrery.binaries.internal.tools.Command;
import dev.orrery.binaries.internal.tools.Tool;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real cargo of this machine, with a registry in a folder (The Cargo Book, "Local Registry Sources") that has one crate
 * with two programs.
 */
@Tag("full")
class RealCrateTest {
    @TempDir
    Path folder;

    private Tool cargo;
    private Binaries binaries;
    private final List<String> steps = new ArrayList<>();

    @BeforeEach
    void aRegistryWithOneCrate() throws IOException {
        Path home = Files.createDirectories(folder.resolve("cargo"));
        Path registry = Files.createDirectories(folder.resolve("registry"));
        Files.writeString(home.resolve("config.toml"), """
            [source.crates-io]
            replace-with = "folder"

            [source.folder]
            local-registry = "%s"
            """.formatted(registry));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("CARGO_HOME", home.toString());
        // rustup looks for its toolchains beside cargo's home otherwise.
        environment.putIfAbsent(
                "RUSTUP_HOME", UserCache.home().resolve(".rustup").toString());
        cargo = new Tool(CargoTool.ofThisMachine("test").executable(), environment);
        publish(registry);
        binaries = new Binaries(
                OrreryCache.at(folder.resolve("cache")),
                Machine.current(),
                Tools.ofThisMachine().withCargo(source -> cargo));
    }

    @Test
    void aProgramIsBuilt() {
        Binary greet = get("1.0.0", Optional.of("greet"), List.of());

        assertThat(said(greet)).containsExactly("hello");
        assertThat(steps).contains("downloading").anyMatch(step -> step.startsWith("compiled "));
    }

    @Test
    void itsFeaturesAreBuiltIn() {
        assertThat(said(get("1.0.0", Optional.of("greet"), List.of("loud")))).containsExactly("HELLO");
    }

    @Test
    void aVersionThatIsNotThereIsTold() {
        assertThatThrownBy(() -> get("1.0.1", Optional.of("greet"), List.of()))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("could not find `greeter`")
                .hasMessageContaining("a published crate greeter with version 1.0.1")
                .hasMessageContaining("cargo info greeter");
    }

    @Test
    void aProgramThatIsNotThereIsToldWithThoseThatAre() {
        assertThatThrownBy(() -> get("1.0.0", Optional.of("gret"), List.of()))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("a program gret in the crate")
                .hasMessageContaining("greet");
    }

    @Test
    void aFeatureThatIsNotThereIsTold() {
        assertThatThrownBy(() -> get("1.0.0", Optional.of("greet"), List.of("lout")))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("[lout]")
                .hasMessageContaining("correct `features:`");
    }

    private Binary get(String version, Optional<String> bin, List<String> features) {
        return binaries.get(
                new BinarySpec.Crate("greeter", version, bin, features), (source, step, elapsed) -> steps.add(step));
    }

    private List<String> said(Binary program) {
        return new Command(
                        "greeting",
                        program.source(),
                        List.of(program.executable().toString()),
                        folder,
                        System.getenv())
                .run(Deadline.after(Duration.ofSeconds(10)))
                .out();
    }

    /** Packs the crate with cargo itself, and tells of it as the index of a registry does. */
    private void publish(Path registry) throws IOException {
        Path crate = Files.createDirectories(folder.resolve("greeter/src/bin"))
                .getParent()
                .getParent();
        Files.writeString(crate.resolve("Cargo.toml"), """
            [package]
            name = "greeter"
            version = "1.0.0"
            edition = "2021"
            description = "Says hello."
            license = "Apache-2.0"

            [features]
            loud = []
            """);
        Files.writeString(crate.resolve("src/bin/greet.rs"), """
            fn main() {
                println!("{}", if cfg!(feature = "loud") { "HELLO" } else { "hello" });
            }
            """);
        Files.writeString(crate.resolve("src/bin/part.rs"), "fn main() {}\n");
        Command.Result packed = cargo.command(
                        "packing",
                        "greeter",
                        crate,
                        Map.of("CARGO_TARGET_DIR", folder.resolve("packed").toString()),
                        List.of("package", "--no-verify", "--allow-dirty", "--offline"))
                .run(Deadline.after(Duration.ofMinutes(1)));
        assertThat(packed.status()).as(packed.errors()).isZero();
        Path file = registry.resolve("greeter-1.0.0.crate");
        Files.copy(folder.resolve("packed/package/greeter-1.0.0.crate"), file);
        Path index = Files.createDirectories(registry.resolve("index/gr/ee"));
        Files.writeString(
                index.resolve("greeter"),
                "{\"name\":\"greeter\",\"vers\":\"1.0.0\",\"deps\":[],\"cksum\":\"" + Hashes.of(file)
                        + "\",\"features\":{\"loud\":[]},\"yanked\":false}\n");
    }
}
