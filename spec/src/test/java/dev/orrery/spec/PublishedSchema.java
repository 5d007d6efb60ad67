package dev.orrery.spec;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.json.JsonMapper;

/** The schema at work, as in an editor. */
final class PublishedSchema {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SpecSchema.schema());

    private PublishedSchema() {}

    /** What an editor would mark in this YAML. */
    static List<String> errors(String yaml) {
        LoadSettings core = LoadSettings.builder()
                .setSchema(new CoreSchema() {
                    @Override
                    public ScalarResolver getScalarResolver() {
                        return new CoreScalarResolver(false);
                    }
                })
                .build();
        Object document = new Load(core).loadFromString(yaml);
        return SCHEMA.validate(JSON.valueToTree(document)).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }
}
