package dev.orrery.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A service in a virtual machine of its own, to be killed, starved or filled up. */
final class Child implements AutoCloseable {
    final Process process;
    final URI url;

    private Child(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** @param before what the virtual machine is started through, such as a shell that sets limits; may be nothing */
    static Child start(Path folder, List<String> before, String... jvmOptions) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Child.class.getName(), folder.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            throw new IOException("the service did not start; its exit status is "
                    + process.destroyForcibly().exitValue());
        }
        return new Child(process, URI.create(line));
    }

    /** SIGKILL, and gone when this returns. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Serves until it is killed. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        ApiService service = ApiService.start(ServiceOptions.of(folder.resolve("store"), folder.resolve("token")));
        System.out.println(service.url());
        Thread.currentThread().join();
    }
}
