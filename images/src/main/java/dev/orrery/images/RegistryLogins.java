package dev.orrery.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where {@code docker login} and {@code podman login} leave logins (containers-auth.json(5), Docker's "config.json"). */
final class RegistryLogins {
    private RegistryLogins() {}

    /** The files, the first that knows a registry counts; they need not exist. */
    static List<Path> files(Map<String, String> environment, Path home) {
        List<Path> files = new ArrayList<>();
        add(files, environment.get("REGISTRY_AUTH_FILE"), "");
        add(files, environment.get("DOCKER_CONFIG"), "config.json");
        files.add(home.resolve(".docker").resolve("config.json"));
        add(files, environment.get("XDG_RUNTIME_DIR"), "containers/auth.json");
        add(
                files,
                environment.getOrDefault(
                        "XDG_CONFIG_HOME", home.resolve(".config").toString()),
                "containers/auth.json");
        return List.copyOf(files);
    }

    private static void add(List<Path> files, @org.jspecify.annotations.Nullable String place, String name) {
        if (place != null && !place.isBlank()) {
            files.add(name.isEmpty() ? Path.of(place) : Path.of(place).resolve(name));
        }
    }
}
