package dev.orrery.cli.stage;

import dev.orrery.engine.Stage;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One of the stages that come before a node's start. */
final class PodStage implements ITypeConverter<Stage> {
    @Override
    public Stage convert(String text) {
        Optional<Stage> stage = Stage.of(text).filter(it -> it == Stage.INIT_CHAIN || it == Stage.INIT_NODE);
        return stage.orElseThrow(
                () -> new TypeConversionException("expected init-chain or init-node, not '" + text + "'"));
    }
}
