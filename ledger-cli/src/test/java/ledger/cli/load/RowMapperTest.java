package ledger.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RowMapperTest {
    private static final LoadRequest GPT_4 = request(List.of(), "gpt-4", 500);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TIMESTAMP,ContextTokens,GeneratedTokens | time=TIMESTAMP inputTokens=ContextTokens outputTokens=GeneratedTokens",
                "user_id,model,prompt_tokens,completion_tokens,total_tokens | userId=user_id modelName=model inputTokens=prompt_tokens outputTokens=completion_tokens",
                "User Id,Total Tokens | userId=User Id tokenCount=Total Tokens",
                "request_id,created_at,usage.input_tokens | id=request_id time=created_at inputTokens=usage.input_tokens",
                "id,userId,time,provider,modelName,messageCount,cachedInputTokens,images,audioSeconds,characters | id=id userId=userId time=time provider=provider modelName=modelName messageCount=messageCount cachedInputTokens=cachedInputTokens images=images audioSeconds=audioSeconds characters=characters",
                "id,event_id | id=id",
                "cached_tokens,something | ''",
            })
    void fields_are_guessed_by_the_names_of_columns(String columns, String expected) {
        ColumnMap map = ColumnMap.of(columns(columns), Map.of());

        assertThat(map.columns().entrySet().stream()
                        .map(entry -> entry.getKey().text() + "=" + entry.getValue())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @Test
    void what_a_person_says_comes_before_any_guess() {
        Map<UsageField, String> said = ColumnMap.parse(List.of("inputTokens=other", "userId=model"));

        ColumnMap map = ColumnMap.of(columns("user,model,prompt_tokens,other"), said);

        assertThat(map.columns()).isEqualTo(Map.of(UsageField.USER_ID, "model", UsageField.INPUT_TOKENS, "other"));
    }

    @Test
    void two_columns_that_could_be_the_same_field_are_refused() {
        assertThatThrownBy(() -> ColumnMap.of(columns("prompt_tokens,input_tokens"), Map.of()))
                .hasMessage("columns prompt_tokens and input_tokens could both be inputTokens;"
                        + " say which with --map inputTokens=prompt_tokens");
    }

    @Test
    void an_unknown_field_is_refused_with_those_there_are() {
        assertThatThrownBy(() -> ColumnMap.parse(List.of("tokens=x")))
                .hasMessageStartingWith(
                        "--map: \"tokens=x\" must be field=Column, where field is one of id userId time");
    }

    @Test
    void a_row_becomes_a_cloud_event() throws RowException, IOException {
        FileRow row = row(
                1,
                "time",
                "2023-11-16 18:17:03.9799600",
                "input_tokens",
                "374",
                "completion_tokens",
                "44",
                "user",
                "ann");

        UsageCloudEvent event = new RowMapper(GPT_4).event(row);

        JsonNode expected = new JsonMapper().readTree("""
                        {"specversion":"1.0","type":"credits.usage","source":"/ledger/load","id":"%s","subject":"ann",
                        "time":"2023-11-16T18:17:03.979960Z","datacontenttype":"application/json",
                        "data":{"provider":"openai","modelName":"gpt-4","inputTokens":374,"outputTokens":44}}""".formatted(event.id()));
        assertThat(new JsonMapper().readTree(event.json())).isEqualTo(expected);
        assertThat(event.account().value()).isEqualTo("ann");
    }

    @Test
    void the_id_of_a_row_is_its_own_where_it_has_one() throws RowException {
        assertThat(new RowMapper(GPT_4).event(row(7, "id", "req-1")).id()).isEqualTo("req-1");
    }

    @Test
    void the_id_made_for_a_row_never_changes() throws RowException {
        assertThat(new RowMapper(GPT_4).event(row(1, "prompt_tokens", "5")).id())
                .isEqualTo("QfVyNBL9RxYKLzqiFfzWnJmCfHycj25Mnjf_g0GPP_c");
    }

    @Test
    void the_id_depends_on_the_row_its_number_and_what_is_made_of_it() throws RowException {
        FileRow row = row(1, "prompt_tokens", "5");
        LoadRequest otherModel = request(List.of(), "gpt-3.5-turbo", 500);
        LoadRequest saidTheSame = request(List.of("inputTokens=prompt_tokens"), "gpt-4", 500);

        String id = new RowMapper(GPT_4).event(row).id();

        assertThat(new RowMapper(saidTheSame).event(row).id()).isEqualTo(id);
        assertThat(new RowMapper(otherModel).event(row).id()).isNotEqualTo(id);
        assertThat(new RowMapper(GPT_4).event(row(2, "prompt_tokens", "5")).id())
                .isNotEqualTo(id);
        assertThat(new RowMapper(GPT_4).event(row(1, "prompt_tokens", "6")).id())
                .isNotEqualTo(id);
    }

    @Test
    void rows_are_spread_over_users_by_what_they_say() throws RowException {
        RowMapper mapper = new RowMapper(request(List.of(), "gpt-4", 5));

        Set<String> users = new LinkedHashSet<>();
        for (int tokens : IntStream.range(0, 200).toArray()) {
            users.add(mapper.event(row(tokens, "tokens", Integer.toString(tokens)))
                    .account()
                    .value());
        }

        assertThat(users).containsExactlyInAnyOrder("user-1", "user-2", "user-3", "user-4", "user-5");
        assertThat(mapper.event(row(1, "tokens", "9")).account())
                .isEqualTo(mapper.event(row(2, "tokens", "9")).account());
    }

    @ParameterizedTest
    @CsvSource({
        "prompt_tokens, abc, INPUT_TOKENS",
        "prompt_tokens, -1, INPUT_TOKENS",
        "prompt_tokens, 1.5, INPUT_TOKENS",
        "prompt_tokens, 1e13, INPUT_TOKENS",
        "prompt_tokens, 00000000000000000000000000000000000000000, INPUT_TOKENS",
        "audioSeconds, 0.1234567, AUDIO_SECONDS",
        "time, yesterday, TIME",
        "time, 2023-02-30, TIME",
        "provider, a/b, PROVIDER",
        "metadata, [1], METADATA",
        "metadata, {, METADATA",
        "allowDebt, perhaps, ALLOW_DEBT",
    })
    void a_cell_that_cannot_be_taken_is_named(String column, String value, UsageField field) {
        RowException refused =
                catchThrowableOfType(RowException.class, () -> new RowMapper(GPT_4).event(row(1, column, value)));

        assertThat(refused.field()).isEqualTo(field);
    }

    @Test
    void what_neither_the_row_nor_the_options_say_is_missed() {
        RowMapper bare = new RowMapper(new LoadRequest(List.of(), List.of(), Optional.empty(), Optional.empty(), 0));

        assertThatThrownBy(() -> bare.event(row(1, "user", "ann", "model", "gpt-4")))
                .hasMessage("must have 1 to 200 characters and no /");
        assertThatThrownBy(() -> bare.event(row(1, "provider", "openai", "model", "gpt-4")))
                .hasMessage("must have 1 to 128 characters without control characters");
    }

    @ParameterizedTest
    @CsvSource({
        "2023-11-16T18:17:03Z, 2023-11-16T18:17:03Z",
        "2023-11-16 18:17:03, 2023-11-16T18:17:03Z",
        "2023-11-16 18:17:03 UTC, 2023-11-16T18:17:03Z",
        "2023-11-16T18:17, 2023-11-16T18:17:00Z",
        "2023-11-16T18:17:03.5+02:00, 2023-11-16T16:17:03.500Z",
        "2023-11-16 18:17:03+0200, 2023-11-16T16:17:03Z",
        "2023-11-16, 2023-11-16T00:00:00Z",
        "1700158623, 2023-11-16T18:17:03Z",
        "1700158623.25, 2023-11-16T18:17:03.250Z",
        "1700158623979, 2023-11-16T18:17:03.979Z",
    })
    void times_are_read_as_files_write_them(String text, String expected) {
        assertThat(UsageTime.parse(text).orElseThrow()).hasToString(expected);
    }

    private static LoadRequest request(List<String> assignments, String model, int users) {
        return new LoadRequest(List.of(), assignments, Optional.of("openai"), Optional.of(model), users);
    }

    private static Set<String> columns(String names) {
        return new LinkedHashSet<>(List.of(names.split(",")));
    }

    private static FileRow row(long number, String... namesAndValues) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            cells.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new FileRow(number, number + 1, cells, String.join(",", cells.values()), null);
    }
}
