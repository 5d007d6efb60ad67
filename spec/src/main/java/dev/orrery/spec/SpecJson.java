package dev.orrery.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A checked spec as JSON, for carrying it to where its file is not: defaults are filled in, paths are absolute. What one
 * version writes only the same version reads.
 */
public final class SpecJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addMixIn(BinarySpec.class, BySource.class)
            .addMixIn(Template.Part.class, ByPart.class)
            .addMixIn(ConsumerSpec.class, Components.class)
            .addMixIn(Template.Part.class, ByPart.class)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private SpecJson() {}

    /** All that the spec says. Holds the seed, from which keys follow: keep it as one keeps a key. */
    public static byte[] write(NetworkSpec spec) {
        return JSON.writeValueAsBytes(spec);
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws InvalidInputException if it did not
     */
    public static NetworkSpec read(byte[] json) {
        try {
            return JSON.readValue(json, NetworkSpec.class);
        } catch (JacksonException e) {
            throw new InvalidInputException(Failure.doing("reading a network that was carried here")
                    .expected("what the same version of Orrery wrote")
                    .seen(e.getOriginalMessage())
                    .build());
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "source")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = BinarySpec.Executable.class, name = "path"),
        @JsonSubTypes.Type(value = BinarySpec.GoModule.class, name = "go"),
        @JsonSubTypes.Type(value = BinarySpec.GoFolder.class, name = "folder"),
        @JsonSubTypes.Type(value = BinarySpec.Crate.class, name = "crate"),
        @JsonSubTypes.Type(value = BinarySpec.Download.class, name = "url"),
        @JsonSubTypes.Type(value = BinarySpec.Git.class, name = "git"),
        @JsonSubTypes.Type(value = BinarySpec.Image.class, name = "image")
    })
    private interface BySource {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "part")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Template.Text.class, name = "text"),
        @JsonSubTypes.Type(value = Template.Reference.class, name = "reference")
    })
    private interface ByPart {}

    /** Its question whether it is standalone is no component. */
    @com.fasterxml.jackson.annotation.JsonIgnoreProperties("standalone")
    private interface Components {}
}
