package ledger.streams.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ledger.AccountId;
import ledger.HoldId;
import ledger.command.LedgerCommand;
import ledger.command.SpendCredits;
import ledger.streams.json.Decoded;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandBoundsTest {
    private static final String SPEND = "{'type':'SpendCredits','version':1,'id':'c','userId':'alice',"
            + "'idempotencyKey':'k','actor':'a','reason':'AI_CHAT','amount':10}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'version':1 | 'version':2 | version 2 of commands is not known to this build",
                "'version':1 | 'version':null | version is missing",
                "SpendCredits | SpendAll | type is of no command known to this build",
                "'userId':'alice' | 'userId':'' | user id must have 1 to 128 characters without control characters",
                "'userId':'alice' | 'userId':7 | userId must be a string",
                "'idempotencyKey':'k' | 'other':'k' | idempotencyKey is missing",
                "'amount':10 | 'amount':0 | amount must be above 0 and at most 10^9",
                "'amount':10 | 'amount':-1 | credits must not be negative: -1000000",
                "'amount':10 | 'amount':1000000000.000001 | amount must be above 0 and at most 10^9",
                "'amount':10 | 'amount':1e400000 | amount is too large",
                "'amount':10 | 'amount':0.0000001 | amount has more than six decimals",
                "'amount':10 | 'amount':'10' | amount must be a number",
                "'amount':10 | 'amount':10,'metadata':[] | metadata must be an object",
                "'amount':10 | 'amount':10,'metadata':{'a':1,'a':2} | metadata has a key twice",
                "'amount':10 | 'amount':10,'metadata':{'a':'\\ud800'} | metadata has half of a surrogate pair",
                "}            | }{ | something stands after the JSON object",
            })
    void what_is_out_of_bounds_is_malformed_and_named(String part, String replacement, String reason) {
        assertThat(read(SPEND.replace(part, replacement))).isEqualTo(new Decoded.Malformed<>(reason));
    }

    /** A command that somebody made up is out of bounds where a caller of the HTTP API could not be. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'totalCost':9223372036854.775807 | totalCost must be 0 to 10^9",
                "'totalCost':1000000000.000001 | totalCost must be 0 to 10^9",
                "'rateCardVersion':-1 | a quote has a version from 0 and at most one line for each meter",
                "'effectiveFrom':'+292278994-08-17T07:12:55.807Z' | effectiveFrom must be in a year of four digits",
                "'version':-9223372036854775808 | a price has a version from 0, and is in force from a year of four digits",
            })
    void a_quote_that_no_rate_card_gives_is_malformed(String member, String reason) {
        String name = member.substring(0, member.indexOf(':'));
        String sound = "{'totalCost':1,'breakdown':{'lines':[]},'modelPricing':{'provider':'a','modelName':'b',"
                + "'costPerMessage':1,'isActive':true,'effectiveFrom':'2026-01-01T00:00:00Z','version':0},"
                + "'rateCardVersion':0}";
        String quote = sound.replaceFirst(name + ":('[^']*'|[0-9]+)", member.replace("$", ""));
        String charge = "{'type':'ChargeUsage','version':1,'id':'c','userId':'alice','idempotencyKey':'k','actor':'a',"
                + "'reason':'AI_CHAT','usage':{'provider':'a','modelName':'b'},'quote':";

        assertThat(read(charge + sound + "}")).isInstanceOf(Decoded.Valid.class);
        assertThat(read(charge + quote + "}")).isEqualTo(new Decoded.Malformed<>(reason));
    }

    @Test
    void names_that_utf_8_would_make_one_are_malformed() {
        String alerts = "{'type':'SetAlerts','version':1,'id':'c','userId':'alice','idempotencyKey':'k','actor':'a',"
                + "'rules':[{'name':'\\ud800','measure':'DEBT'},{'name':'\\ud801','measure':'DEBT'}]}";

        assertThat(read(alerts))
                .isEqualTo(new Decoded.Malformed<>(
                        "an alert rule has a name of 1 to 64 characters without control characters"));
    }

    @Test
    void text_at_its_bound_is_taken_and_one_character_more_is_not() {
        String atBound = "x".repeat(1_000);

        assertThat(read(with("'description':'" + atBound + "'"))).isInstanceOf(Decoded.Valid.class);
        assertThat(read(with("'description':'" + atBound + "x'")))
                .isEqualTo(new Decoded.Malformed<>("description must have at most 1000 characters"));
    }

    @Test
    void metadata_is_measured_without_its_spaces() {
        String atBound = "x".repeat(4_096 - "{'a':''}".length());

        assertThat(read(with("'metadata' : { 'a' : '" + atBound + "' }"))).isInstanceOf(Decoded.Valid.class);
        assertThat(read(with("'metadata':{'a':'" + atBound + "x'}")))
                .isEqualTo(new Decoded.Malformed<>("metadata is longer than 4096 bytes"));
    }

    @Test
    void metadata_has_one_text_whatever_the_order_of_its_keys() {
        String one = with("'metadata':{'b':{'y':1.50,'x':[{'k':2,'a':1}]},'a':'\\u0041\\n\\/'}");
        String other = with("'metadata':{ 'a':'A\\u000a/', 'b':{'x':[{'a':1,'k':2}],'y':1.50} }");

        assertThat(read(one)).isEqualTo(read(other));
        assertThat(read(one))
                .isInstanceOfSatisfying(
                        Decoded.Valid.class,
                        valid -> assertThat(
                                        ((SpendCredits) valid.value()).note().metadata())
                                .isEqualTo("{\"a\":\"A\\n/\",\"b\":{\"x\":[{\"a\":1,\"k\":2}],\"y\":1.50}}"));
    }

    @Test
    void metadata_may_nest_to_its_bound_and_no_deeper() {
        String inner = "[".repeat(62) + "]".repeat(62);

        assertThat(read(with("'metadata':{'a':[" + inner + "]}"))).isInstanceOf(Decoded.Valid.class);
        assertThat(read(with("'metadata':{'a':[[" + inner + "]]}")))
                .isEqualTo(new Decoded.Malformed<>("metadata is nested deeper than 64 levels"));
        assertThat(read(with("'metadata':{'a':" + "[".repeat(30_000) + "}"))).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void members_that_this_build_does_not_know_are_ignored() {
        assertThat(read(with("'expiresIn':{'days':[1,2,{}]},'priority':7"))).isEqualTo(read(SPEND));
    }

    @Test
    void a_command_is_read_in_any_order_of_its_members() {
        String type = "'type':'SpendCredits',";

        assertThat(read(SPEND.replace(type, "").replace("}", "," + type + "}").replace(",}", "}")))
                .isEqualTo(read(SPEND));
    }

    @Test
    void an_id_is_never_taken_for_that_of_another_user_who_is_named_later() {
        String alices = new HoldId(5).text(new AccountId("alice"));

        assertThat(CommandCodec.read(
                        ("{\"type\":\"VoidHold\",\"version\":1,\"id\":\"x\",\"userId\":\"alice\",\"userId\":\"bob\","
                                        + "\"idempotencyKey\":\"k\",\"actor\":\"a\",\"holdId\":\"" + alices + "\"}")
                                .getBytes(UTF_8)))
                .isEqualTo(new Decoded.Malformed<>("userId is there twice"));
    }

    @Test
    void a_refund_of_an_entry_of_another_account_is_malformed() {
        String refund = "{'type':'RefundEntry','version':1,'id':'c','userId':'alice','idempotencyKey':'k',"
                + "'actor':'a','transactionId':'txn.4.Ym9i'}";

        assertThat(read(refund)).isEqualTo(new Decoded.Malformed<>("transactionId is of another account"));
    }

    @Test
    void a_message_longer_than_any_command_is_not_looked_at() {
        assertThat(read(" ".repeat(CommandCodec.BYTES_MAX) + SPEND))
                .isEqualTo(new Decoded.Malformed<>("longer than 65536 bytes"));
    }

    @Test
    void a_reason_shows_nothing_of_the_message() {
        assertThat(read("{'actor':secret}")).isEqualTo(new Decoded.Malformed<>("not valid JSON, at byte 9"));
    }

    private static String with(String member) {
        return SPEND.replace("'amount':10", "'amount':10," + member);
    }

    private static Decoded<LedgerCommand> read(String json) {
        return CommandCodec.read(json.replace('\'', '"').getBytes(UTF_8));
    }
}
