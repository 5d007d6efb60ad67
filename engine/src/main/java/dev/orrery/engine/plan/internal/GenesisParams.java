package dev.orrery.engine.plan.internal;

import dev.orrery.base.NearMiss;
import dev.orrery.spec.DenomMetadata;
import dev.orrery.spec.GenesisEdits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Parameters with keys of their own, written wherever this generation of the SDK has them. */
final class GenesisParams {
    private final ObjectNode genesis;
    private final JsonPatch.Refusal refusal;

    GenesisParams(ObjectNode genesis, JsonPatch.Refusal refusal) {
        this.genesis = genesis;
        this.refusal = refusal;
    }

    void write(GenesisEdits edits) {
        edits.votingPeriod().ifPresent(this::votingPeriod);
        edits.inflation().ifPresent(this::inflation);
        edits.epochs().forEach(this::epoch);
        edits.metadata().forEach(this::metadata);
    }

    /**
     * Up to SDK 0.46 in {@code voting_params}, from 0.47 on in {@code params}; where there is an expedited one, it must be the
     * shorter of both (x/gov {@code Params.ValidateBasic}).
     */
    private void votingPeriod(Duration period) {
        List<ObjectNode> places = Stream.of("/app_state/gov/params", "/app_state/gov/voting_params")
                .flatMap(path -> genesis.at(path) instanceof ObjectNode params && params.has("voting_period")
                        ? Stream.of(params)
                        : Stream.empty())
                .toList();
        if (places.isEmpty()) {
            throw refusal.of(
                    "params.votingPeriod",
                    "a chain whose genesis has gov.params.voting_period",
                    "it has none",
                    "leave it out, or write what this chain has instead under `genesis`");
        }
        for (ObjectNode params : places) {
            params.put("voting_period", ProtoDurations.text(period));
            String expedited = params.path("expedited_voting_period").asString("");
            if (!expedited.isEmpty() && ProtoDurations.parse(expedited).compareTo(period) >= 0) {
                params.put("expedited_voting_period", ProtoDurations.text(period.dividedBy(2)));
            }
        }
    }

    /** x/mint moves the inflation between two bounds; with both at the same rate it stays there. */
    private void inflation(BigDecimal rate) {
        if (!(genesis.at("/app_state/mint/params") instanceof ObjectNode params)
                || !(genesis.at("/app_state/mint/minter") instanceof ObjectNode minter)
                || !params.has("inflation_max")) {
            throw refusal.of(
                    "params.inflation",
                    "a chain whose genesis has mint.params.inflation_max",
                    "it has none",
                    "leave it out, or write what this chain has instead under `genesis`");
        }
        String text = rate.setScale(18).toPlainString();
        params.put("inflation_max", text)
                .put("inflation_min", text)
                .put("inflation_rate_change", "0.000000000000000000");
        minter.put("inflation", text);
    }

    /** x/epochs of Osmosis, which others took over, and that of SDK 0.53. */
    private void epoch(String identifier, Duration duration) {
        Optional<ArrayNode> epochs = Optional.of(genesis.at("/app_state/epochs/epochs"))
                .filter(ArrayNode.class::isInstance)
                .map(ArrayNode.class::cast);
        List<String> known = epochs.stream()
                .flatMap(ArrayNode::valueStream)
                .map(epoch -> epoch.path("identifier").asString(""))
                .toList();
        if (!known.contains(identifier)) {
            throw refusal.of(
                    "params.epochs." + identifier,
                    known.isEmpty()
                            ? "a chain whose genesis has epochs.epochs"
                            : "one of its epochs: " + String.join(", ", known),
                    known.isEmpty() ? "it has none" : "\"" + identifier + "\"",
                    NearMiss.of(identifier, known)
                            .map(near -> "did you mean \"" + near + "\"?")
                            .orElse("leave it out, or add the epoch with `genesisPatch`"));
        }
        for (JsonNode epoch : epochs.orElseThrow()) {
            if (epoch instanceof ObjectNode object
                    && object.path("identifier").asString("").equals(identifier)) {
                object.put("duration", ProtoDurations.text(duration));
            }
        }
    }

    /** x/bank {@code Metadata}; of a denom that the genesis tells of already, this takes its place. */
    private void metadata(DenomMetadata denom) {
        if (!(genesis.at("/app_state/bank") instanceof ObjectNode bank)) {
            throw refusal.of(
                    "denomMetadata",
                    "a chain whose genesis has bank",
                    "it has none",
                    "leave it out, or write what this chain has instead under `genesis`");
        }
        ArrayNode all = bank.get("denom_metadata") instanceof ArrayNode there ? there : bank.putArray("denom_metadata");
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).path("base").asString("").equals(denom.base())) {
                all.remove(i);
            }
        }
        ObjectNode written = all.addObject().put("description", denom.name());
        ArrayNode units = written.putArray("denom_units");
        unit(units, denom.base(), 0);
        if (denom.decimals() > 0) {
            unit(units, denom.display(), denom.decimals());
        }
        written.put("base", denom.base())
                .put("display", denom.display())
                .put("name", denom.name())
                .put("symbol", denom.symbol());
    }

    private static void unit(ArrayNode units, String denom, int exponent) {
        units.addObject().put("denom", denom).put("exponent", exponent).putArray("aliases");
    }
}
