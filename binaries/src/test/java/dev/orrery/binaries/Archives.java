package dev.orrery.binaries;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Archives for the tests. */
final class Archives {
    private Archives() {}

    /** A tar file; what begins with {@code ->} is a link. */
    static byte[] tar(Map<String, ?> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, ?> file : files.entrySet()) {
                boolean link = file.getValue() instanceof String text && text.startsWith("->");
                TarArchiveEntry entry = new TarArchiveEntry(
                        file.getKey(), link ? TarArchiveEntry.LF_SYMLINK : TarArchiveEntry.LF_NORMAL, true);
                byte[] content = bytes(file.getValue());
                if (link) {
                    entry.setLinkName(file.getValue().toString().substring(2));
                } else {
                    entry.setSize(content.length);
                }
                tar.putArchiveEntry(entry);
                if (!link) {
                    tar.write(content);
                }
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    static byte[] tarGz(Map<String, ?> files) throws IOException {
        return gzip(tar(files));
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    static byte[] zip(Map<String, ?> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, ?> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(bytes(file.getValue()));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(Object content) {
        return content instanceof byte[] given ? given : content.toString().getBytes();
    }
}
