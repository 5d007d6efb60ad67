package dev.orrery.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.binaries.OrreryCache;
import dev.orrery.engine.internal.Rendering;
import dev.orrery.engine.internal.binaries.ChainBinaries;
import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.NetworkSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real binaries look at what was planned for them. */
class RealBinaryTest {
    private static final int NETWORKS = 5;

    @TempDir
    Path folder;

    static Stream<BinarySpec> binaries() {
        return Stream.of(Plans.V8, Plans.V10);
    }

    /** Two chains a network: ten genesis files for each binary. */
    @ParameterizedTest
    @MethodSource("binaries")
    void theBinaryAcceptsEveryGenesisThatIsPlannedForIt(BinarySpec binary) throws Exception {
        for (long seed = 1; seed <= NETWORKS; seed++) {
            NetworkSpec spec = new RandomSpecs(seed).pair(binary);
            ChainBinaries binaries = binariesOf(spec);
            Path out = folder.resolve("seed-" + seed);
            Rendering.write(spec, binaries, out);
            for (ChainSpec chain : spec.chains()) {
                Path home = out.resolve(chain.name()).resolve("val1");
                assertThat(validate(binaries.binary(chain.name()).executable(), home))
                        .as("what %s of the pair of seed %d says of its genesis", chain.name(), seed)
                        .startsWith("exit 0\n");
            }
        }
    }

    /** So that the acceptance above means something. */
    @ParameterizedTest
    @MethodSource("binaries")
    void theBinaryRefusesASupplyThatIsNotTheSumOfBalances(BinarySpec binary) throws Exception {
        NetworkSpec spec = new RandomSpecs(1).pair(binary);
        ChainBinaries binaries = binariesOf(spec);
        Rendering.write(spec, binaries, folder);
        Path home = folder.resolve("one").resolve("val1");
        Path genesis = home.resolve("config/genesis.json");
        Files.writeString(
                genesis, Files.readString(genesis).replaceFirst("(\"supply\":\\[\\{[^}]*\"amount\":\")", "$11"));

        assertThat(validate(binaries.binary("one").executable(), home))
                .doesNotStartWith("exit 0\n")
                .contains("supply");
    }

    /** Cached after the first time; which otherwise takes minutes. */
    private static ChainBinaries binariesOf(NetworkSpec spec) {
        return ChainBinaries.get(spec, new Binaries(OrreryCache.standard()), BuildProgress.SILENT, chain -> {});
    }

    private static String validate(Path binary, Path home) throws IOException, InterruptedException {
        String genesis = home.resolve("config/genesis.json").toString();
        Path log = home.resolve("validate.log");
        Process process = new ProcessBuilder(
                        binary.toString(), "genesis", "validate", genesis, "--home", home.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return "exit " + process.exitValue() + "\n" + Files.readString(log);
    }
}
