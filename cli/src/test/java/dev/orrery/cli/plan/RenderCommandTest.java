package dev.orrery.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderCommandTest {
    @TempDir
    Path folder;

    @Test
    void aFolderThatHoldsSomethingElseIsRefused() throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        Path thesis = Files.writeString(work.resolve("thesis.txt"), "ten years");

        assertThatThrownBy(() -> RenderCommand.refuseForeign(work))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("it holds something else")
                .hasMessageContaining(work.toString());
        assertThat(thesis).hasContent("ten years");
    }

    @Test
    void aFileInItsPlaceIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> RenderCommand.refuseForeign(file)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aFolderThatIsAbsentOrEmptyOrWasRenderedIsTaken() throws IOException {
        Path rendered = Files.createDirectories(folder.resolve("rendered"));
        Files.writeString(rendered.resolve(RenderCommand.MARK), "net\n");
        Files.writeString(rendered.resolve("genesis.json"), "{}");
        Path empty = Files.createDirectories(folder.resolve("empty"));

        assertThatCode(() -> RenderCommand.refuseForeign(folder.resolve("absent")))
                .doesNotThrowAnyException();
        assertThatCode(() -> RenderCommand.refuseForeign(empty)).doesNotThrowAnyException();
        assertThatCode(() -> RenderCommand.refuseForeign(rendered)).doesNotThrowAnyException();
    }
}
