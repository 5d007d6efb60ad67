package dev.orrery.spec;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.spec.internal.SpecText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Reads {@code network.yaml}, format version {@value NetworkSpec#VERSION}: YAML 1.2 in UTF-8, at most 1 MiB, one document
 * without anchors, aliases and tags. Defaults are filled in and everything is checked that the file alone can tell;
 * whether a binary is there is not asked.
 */
public final class SpecReader {
    /** What the file is called in a folder. */
    public static final String FILE_NAME = "network.yaml";

    private SpecReader() {}

    /**
     * Reads a network file.
     *
     * @param fileOrFolder the file, or the folder that holds it as {@value #FILE_NAME}
     * @throws InvalidInputException if there is no such file, it cannot be read, or anything in it is wrong: then with
     *     every problem at once, in the order of their places
     */
    public static NetworkSpec read(Path fileOrFolder) {
        boolean isFolder = Files.isDirectory(fileOrFolder);
        Path file = isFolder ? fileOrFolder.resolve(FILE_NAME) : fileOrFolder;
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = Objects.requireNonNullElse(absolute.getParent(), absolute);
        return read(SpecText.decode(bytes(file, isFolder), file.toString()), file.toString(), folder);
    }

    /**
     * Reads a network from text.
     *
     * @param fileName what messages call it
     * @param baseFolder where relative paths start; its name is the network's, where the text gives none
     * @throws InvalidInputException if anything is wrong, with every problem at once
     */
    public static NetworkSpec read(String yaml, String fileName, Path baseFolder) {
        return SpecText.parse(yaml, fileName, baseFolder);
    }

    /** The file's bytes, but not more than show that it is too large (it might be a device without end). */
    private static byte[] bytes(Path file, boolean inFolder) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(SpecText.LARGEST + 1);
        } catch (NoSuchFileException e) {
            throw unreadable(
                    file,
                    inFolder ? "this folder has no " + FILE_NAME : "there is no such file",
                    "name the file, or the folder that holds a " + FILE_NAME);
        } catch (AccessDeniedException e) {
            throw unreadable(file, "this user may not read it", "check the permissions of the file and its folders");
        } catch (IOException e) {
            throw unreadable(file, reason(e), "check that it is a readable text file");
        }
    }

    private static String reason(IOException e) {
        String reason = e instanceof FileSystemException refused ? refused.getReason() : e.getMessage();
        return "it cannot be read" + (reason == null ? "" : " (" + reason + ")");
    }

    private static InvalidInputException unreadable(Path file, String seen, String hint) {
        return new InvalidInputException(
                Failure.doing("reading " + file).seen(seen).hint(hint).build());
    }
}
