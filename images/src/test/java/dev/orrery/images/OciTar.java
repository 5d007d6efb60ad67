package dev.orrery.images;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An image as it is read from a file by whoever loads it (OCI image specification, "Image Layout").
 *
 * @param manifest of its only image
 * @param digest of that
 * @param config the image's configuration
 * @param files of all layers, by their paths
 */
record OciTar(JsonNode index, JsonNode manifest, String digest, JsonNode config, Map<String, File> files) {
    record File(int mode, long owner, byte[] content) {}

    static OciTar read(Path tar) throws IOException {
        Map<String, byte[]> blobs = new HashMap<>();
        for (Map.Entry<TarArchiveEntry, byte[]> entry : entries(Files.newInputStream(tar))) {
            blobs.put(entry.getKey().getName(), entry.getValue());
        }
        JsonNode index = JsonMapper.shared().readTree(blobs.get("index.json"));
        String digest = index.at("/manifests/0/digest").asString();
        JsonNode manifest = JsonMapper.shared().readTree(blobs.get(blob(digest)));
        JsonNode config = JsonMapper.shared()
                .readTree(blobs.get(blob(manifest.at("/config/digest").asString())));
        Map<String, File> files = new TreeMap<>();
        for (JsonNode layer : manifest.get("layers")) {
            byte[] content = blobs.get(blob(layer.get("digest").asString()));
            for (var entry : entries(new GZIPInputStream(new ByteArrayInputStream(content)))) {
                TarArchiveEntry head = entry.getKey();
                files.put(
                        "/" + head.getName().replaceFirst("/$", ""),
                        new File(head.getMode() & 07777, head.getLongUserId(), entry.getValue()));
            }
        }
        return new OciTar(index, manifest, digest, config, files);
    }

    /** Lays the files into a folder, as a container would see them. */
    void unpack(Path root) throws IOException {
        for (var file : files.entrySet()) {
            Path place = root.resolve(file.getKey().substring(1));
            if (file.getValue().content().length == 0) {
                Files.createDirectories(place);
            } else {
                Files.createDirectories(place.getParent());
                Files.write(place, file.getValue().content());
                Files.setPosixFilePermissions(
                        place, Set.copyOf(java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x")));
            }
        }
    }

    private static String blob(String digest) {
        return "blobs/" + digest.replace(':', '/');
    }

    private static List<Map.Entry<TarArchiveEntry, byte[]>> entries(InputStream in) throws IOException {
        List<Map.Entry<TarArchiveEntry, byte[]>> entries = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.add(Map.entry(entry, tar.readAllBytes()));
            }
        }
        return entries;
    }
}
