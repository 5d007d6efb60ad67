package dev.orrery.cli.query;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** JSON for people, as {@code jq} lays it out. */
final class PrettyJson {
    private static final ObjectWriter WRITER = JsonMapper.shared()
            .writer()
            .with(new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
                    .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));

    private PrettyJson() {}

    static String of(JsonNode json) {
        return WRITER.writeValueAsString(json);
    }
}
