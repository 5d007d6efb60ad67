package dev.orrery.binaries;

import dev.orrery.base.Deadline;
import dev.orrery.binaries.internal.Tools;
import dev.orrery.binaries.internal.go.GoTool;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.tools.Command;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The real Go of this machine, whose modules come from a folder: a module proxy as the Go modules reference describes it,
 * read over {@code file:}. Each run of {@code go} is written down.
 */
final class Go {
    static final String HELLO = "package main\n\nfunc main() { println(\"hello\") }\n";

    private final Path folder;

    Go(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.createDirectories(folder.resolve("proxy"));
        script("");
    }

    /** Publishes a version; files by their path within the module, {@code go.mod} included. */
    Go publish(String module, String version, Map<String, String> files) throws IOException {
        Path versions = Files.createDirectories(folder.resolve("proxy/" + module + "/@v"));
        Path list = versions.resolve("list");
        Files.writeString(list, (Files.exists(list) ? Files.readString(list) : "") + version + "\n");
        Files.writeString(versions.resolve(version + ".info"), info(version));
        Files.writeString(versions.resolve(version + ".mod"), files.get("go.mod"));
        try (OutputStream out = Files.newOutputStream(versions.resolve(version + ".zip"));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(module + "@" + version + "/" + file.getKey()));
                zip.write(file.getValue().getBytes());
                zip.closeEntry();
            }
        }
        return this;
    }

    /** As {@link #publish}, with the {@code go.sum} that Go itself makes. */
    Go publishTidied(String module, String version, Map<String, String> files) throws IOException {
        Path draft = Files.createTempDirectory(folder, "draft");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(draft.resolve(file.getKey()), file.getValue());
        }
        new Command("tidying", module, List.of(executable().toString(), "mod", "tidy"), draft, environment())
                .run(Deadline.after(Duration.ofMinutes(1)));
        Map<String, String> tidied = new HashMap<>(files);
        tidied.put("go.mod", Files.readString(draft.resolve("go.mod")));
        tidied.put("go.sum", Files.readString(draft.resolve("go.sum")));
        return publish(module, version, tidied);
    }

    /** Lets a branch mean a version. */
    void branch(String module, String branch, String version) throws IOException {
        Files.writeString(folder.resolve("proxy/" + module + "/@v/" + branch + ".info"), info(version));
    }

    /** Puts shell commands before the real Go, which sees the same arguments afterwards. */
    Go script(String before) throws IOException {
        Path script = folder.resolve("go");
        Files.writeString(script, """
            #!/bin/sh
            echo "$1" >> "%s/runs"
            %s
            exec "%s" "$@"
            """.formatted(
                        folder, before, GoTool.ofThisMachine("test").executable()));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    Path executable() {
        return folder.resolve("go");
    }

    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("GOPROXY", "file://" + folder.resolve("proxy"));
        environment.put("GONOSUMDB", "example.test/*");
        environment.put("GOFLAGS", "-modcacherw");
        environment.put("GOMODCACHE", folder.resolve("modules").toString());
        environment.put("GOTOOLCHAIN", "local");
        return environment;
    }

    Binaries binaries(OrreryCache cache) {
        return binaries(cache, Map.of());
    }

    Binaries binaries(OrreryCache cache, Map<String, String> more) {
        Map<String, String> environment = environment();
        environment.putAll(more);
        return new Binaries(
                cache,
                Machine.current(),
                Tools.ofThisMachine().withGo(source -> new GoTool(executable(), environment)));
    }

    /** The first words of all runs so far. */
    List<String> runs() throws IOException {
        Path runs = folder.resolve("runs");
        return Files.exists(runs) ? Files.readAllLines(runs) : List.of();
    }

    long builds() throws IOException {
        return runs().stream().filter("build"::equals).count();
    }

    private static String info(String version) {
        return "{\"Version\":\"" + version + "\",\"Time\":\"2026-01-01T00:00:00Z\"}";
    }
}
