package dev.orrery.images;

import com.google.cloud.tools.jib.api.InsecureRegistryException;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.image.json.PlatformNotFoundInBaseImageException;
import com.google.cloud.tools.jib.image.json.UnlistedPlatformInManifestListException;
import com.google.cloud.tools.jib.registry.RegistryCredentialsNotSentException;
import dev.orrery.base.BinaryException;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.OrreryException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What went wrong with an image, in words that say what to do. */
record ImageFailures(ImagePlan plan, ImageTarget target) {
    OrreryException of(Throwable cause) {
        Failure.Builder failure = doing(target);
        return switch (cause) {
            case RegistryUnauthorizedException refused ->
                new BinaryException(
                        failure.expected("leave of the registry for " + refused.getImageReference())
                                .seen(
                                        refused.getCause() instanceof ResponseException answer
                                                ? "it answered " + answer.getStatusCode()
                                                : words(refused))
                                .hint("log in as a user who may; logins of docker and podman are used")
                                .command("docker login "
                                        + refused.getImageReference().replaceFirst("/.*", ""))
                                .build(),
                        refused);
            case RegistryAuthenticationFailedException refused ->
                new BinaryException(
                        failure.expected("the registry to take the login")
                                .seen(words(refused))
                                .hint("log in anew; logins of docker and podman are used")
                                .command("docker login " + host())
                                .build(),
                        refused);
            case RegistryCredentialsNotSentException plain ->
                new BinaryException(
                        failure.expected("a registry that speaks HTTPS, since it asks for a login")
                                .seen("plain HTTP, over which no password is sent")
                                .hint("give the registry a certificate; one that nobody vouches for is enough with"
                                        + " --insecure")
                                .build(),
                        plain);
            case InsecureRegistryException plain ->
                new BinaryException(
                        failure.expected("a registry with a certificate that is vouched for")
                                .seen("plain HTTP, or another certificate, at " + host())
                                .hint("if it is meant to be so, push with --insecure")
                                .build(),
                        plain);
            case PlatformNotFoundInBaseImageException other -> noSuchPlatform(failure, other);
            case UnlistedPlatformInManifestListException other -> noSuchPlatform(failure, other);
            case UnknownHostException unknown ->
                unreachable(failure, unknown, "no address is known of " + unknown.getMessage());
            case ConnectException refused -> unreachable(failure, refused, words(refused));
            case SocketTimeoutException late -> unreachable(failure, late, "no answer in time");
            case SocketException broken -> unreachable(failure, broken, words(broken));
            case SSLException broken -> unreachable(failure, broken, words(broken));
            case NoSuchFileException missing
            when base().equals(Optional.of(Path.of(missing.getFile()))) ->
                new BinaryException(
                        failure.expected("the base image at " + missing.getFile())
                                .seen("no such file")
                                .build(),
                        missing);
            case FileSystemException refused ->
                new HostException(
                        failure.seen(words(refused))
                                .hint("check the space on the disk, and that this user may write there")
                                .build(),
                        refused);
            default -> new BinaryException(failure.seen(words(cause)).build(), cause);
        };
    }

    static Failure.Builder doing(ImageTarget target) {
        return switch (target) {
            case ImageTarget.Tar tar -> Failure.doing("packing the image " + tar.reference() + " to " + tar.file());
            case ImageTarget.Registry registry -> Failure.doing("pushing the image " + registry.reference());
        };
    }

    private BinaryException noSuchPlatform(Failure.Builder failure, Throwable cause) {
        return new BinaryException(
                failure.expected("a base image for linux/" + plan.architecture())
                        .seen(words(cause))
                        .hint("take a base for the machine that the program is for")
                        .build(),
                cause);
    }

    private BinaryException unreachable(Failure.Builder failure, Throwable cause, String seen) {
        return new BinaryException(
                failure.expected("an answer from the registry " + host())
                        .seen(seen)
                        .hint("check the network, and the name of the registry")
                        .build(),
                cause);
    }

    private Optional<Path> base() {
        return plan.base().map(base -> base instanceof ImageBase.Tar tar ? tar.file() : Path.of(""));
    }

    /** Whose registry it is about, as far as that is known: a file's can only be that of its base. */
    private String host() {
        String reference = target instanceof ImageTarget.Registry registry
                ? registry.reference()
                : plan.base().map(Object::toString).orElse(target.reference());
        return ImageBuilder.reference(reference).getRegistry();
    }

    private static String words(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.replaceAll("\\s+", " ");
    }
}
