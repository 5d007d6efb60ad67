package dev.orrery.engine.plan.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MergePatchTest {
    /** RFC 7396, appendix A: the cases in which both document and patch are objects, as genesis files are. */
    @ParameterizedTest(name = "{0} with {1} gives {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"a":"b"}               | {"a":"c"}                       | {"a":"c"}
        {"a":"b"}               | {"b":"c"}                       | {"a":"b","b":"c"}
        {"a":"b"}               | {"a":null}                      | {}
        {"a":"b","b":"c"}       | {"a":null}                      | {"b":"c"}
        {"a":["b"]}             | {"a":"c"}                       | {"a":"c"}
        {"a":"c"}               | {"a":["b"]}                     | {"a":["b"]}
        {"a":{"b":"c"}}         | {"a":{"b":"d","c":null}}        | {"a":{"b":"d"}}
        {"a":[{"b":"c"}]}       | {"a":[1]}                       | {"a":[1]}
        {"e":null}              | {"a":1}                         | {"e":null,"a":1}
        {}                      | {"a":{"bb":{"ccc":null}}}       | {"a":{"bb":{}}}
        {"a":"foo"}             | {"a":{"b":"c"}}                 | {"a":{"b":"c"}}
        {"a":[1,2]}             | {"a":{"b":"c","c":null}}        | {"a":{"b":"c"}}
        {"a":1}                 | {"a":[null,{"b":null}]}         | {"a":[null,{"b":null}]}
        """)
    void mergesAsTheRfcSays(String document, String patch, String result) {
        ObjectNode target = json(document);

        MergePatch.apply(target, json(patch));

        assertThat(target).isEqualTo(json(result));
    }

    @Test
    void whatIsChangedLaterDoesNotChangeThePatch() {
        ObjectNode patch = json("{\"a\":[{\"b\":1}],\"c\":{\"d\":1}}");
        ObjectNode target = json("{}");

        MergePatch.apply(target, patch);
        ((ObjectNode) target.get("a").get(0)).put("b", 2);
        ((ObjectNode) target.get("c")).put("d", 2);

        assertThat(patch).isEqualTo(json("{\"a\":[{\"b\":1}],\"c\":{\"d\":1}}"));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }
}
