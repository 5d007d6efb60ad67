package dev.orrery.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserCacheTest {
    private static final Path HOME = Path.of("/home/kepler");

    @Test
    void isUnderTheHomeByDefault() {
        assertThat(UserCache.folder(Map.of(), HOME)).isEqualTo(Path.of("/home/kepler/.cache/orrery"));
    }

    @Test
    void followsTheDesktopConvention() {
        assertThat(UserCache.folder(Map.of("XDG_CACHE_HOME", "/fast"), HOME)).isEqualTo(Path.of("/fast/orrery"));
        assertThat(UserCache.folder(Map.of("XDG_CACHE_HOME", "relative"), HOME))
                .isEqualTo(Path.of("/home/kepler/.cache/orrery"));
    }

    @Test
    void isWhereTheUserSays() {
        assertThat(UserCache.folder(Map.of("ORRERY_CACHE", "/own", "XDG_CACHE_HOME", "/fast"), HOME))
                .isEqualTo(Path.of("/own"));
    }
}
