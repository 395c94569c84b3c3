package ledger.streams.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MetadataModelTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', emptyValue = "", textBlock = """
            {"modelName":"m","provider":"p"}                 | p/m
            {"a":{"provider":"q"},"modelName":"m","provider":"p","z":[{"provider":"r"}]} | p/m
            {"modelName":"a/b","provider":"p"}               | p/a/b
            {"modelName":"m"}                                | ~~
            {"modelName":"m","provider":1}                   | ~~
            {"modelName":"m","provider":["p"]}               | ~~
            {"modelName":"m","provider":null}                | ~~
            {"modelName":"m","provider":"a/b"}               | ~~
            {"modelName":"","provider":"p"}                  | ~~
            {"a":"provider","b":"modelName"}                 | ~~
            {}                                               | ~~
            """)
    void metadata_names_a_model_where_both_parts_are_names(String metadata, String model) {
        assertThat(MetadataModel.of(metadata).map(Object::toString).orElse("")).isEqualTo(model);
    }
}
