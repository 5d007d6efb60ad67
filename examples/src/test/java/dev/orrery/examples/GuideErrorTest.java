package dev.orrery.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.orrery.base.InvalidInputException;
import dev.orrery.client.tx.Msg;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Chain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The errors that the guide shows are those that users see. */
@NetworkTest("governed.yaml")
class GuideErrorTest {
    @Test
    void aMistypedFieldIsToldAsTheGuideShows(Chain hub) throws IOException {
        Msg mistyped = Msg.of(
                "/cosmos.bank.v1beta1.MsgSend", Map.of("amount", List.of(Map.of("denmo", "uatom", "amount", "5"))));

        InvalidInputException error = catchThrowableOfType(
                InvalidInputException.class, () -> hub.client().encode(mistyped));

        assertThat(Files.readString(Path.of("../docs/guide/client.md")))
                .contains("```\n" + error.getMessage() + "\n```\n");
    }
}
