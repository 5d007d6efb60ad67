package dev.orrery.binaries;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrreryCacheTest {
    private static final Path HOME = Path.of("/home/kepler");

    @Test
    void isUnderTheHomeByDefault() {
        assertThat(OrreryCache.from(Map.of(), HOME).root()).isEqualTo(Path.of("/home/kepler/.cache/orrery"));
    }

    @Test
    void followsTheDesktopConvention() {
        assertThat(OrreryCache.from(Map.of("XDG_CACHE_HOME", "/fast"), HOME).root())
                .isEqualTo(Path.of("/fast/orrery"));
        assertThat(OrreryCache.from(Map.of("XDG_CACHE_HOME", "relative"), HOME).root())
                .isEqualTo(Path.of("/home/kepler/.cache/orrery"));
    }

    @Test
    void isWhereTheUserSays() {
        assertThat(OrreryCache.from(Map.of("ORRERY_CACHE", "/own", "XDG_CACHE_HOME", "/fast"), HOME)
                        .root())
                .isEqualTo(Path.of("/own"));
    }
}
