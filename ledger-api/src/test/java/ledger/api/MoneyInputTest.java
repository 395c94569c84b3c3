package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import ledger.api.TestApi.Told;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input to holds, grants, refunds, plans, limits and alerts: 400, the field named, nothing changed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MoneyInputTest {
    private static final TestApi API = new TestApi();
    private static final String HOLD = "'userId':'ann','amount':1,'reason':'AI_CHAT'";
    private static final String ESTIMATE = "'userId':'ann','provider':'openai','modelName':'gpt-4','reason':'AI_CHAT'";
    private static final String ADD = "'userId':'ann','amount':1,'transactionType':'BONUS','reason':'REFERRAL_BONUS'";
    private static final String TAKE =
            "'userId':'ann','amount':-1,'transactionType':'ADJUSTMENT','reason':'REFERRAL_BONUS'";
    private static final String REFUND = "'transactionId':'txn.1.YW5u'";
    private static final String PLAN = "'userId':'ann','creditPlan':'pro'";
    private static String holdId = "";

    @BeforeAll
    static void begin() {
        API.add("ann", "1000");
        holdId = API.post("/holds", "root:admin", json("{" + HOLD + "}"))
                .data()
                .path("holdId")
                .asText();
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            expiresInSeconds                        | 0
            expiresInSeconds                        | -1
            expiresInSeconds                        | 1.5
            expiresInSeconds                        | 86401
            expiresInSeconds                        | '60'
            expiresInSeconds                        | true
            expiresInSeconds                        | 1e999999999
            amount                                  | 0
            amount                                  | '1'
            amount                                  | 1e10
            reason                                  | 'NOPE'
            reason                                  | null
            userId                                  | null
            userId                                  | ''
            description                             | 7
            metadata                                | []
            holdId                                  | 'x'
            allowDebt                               | true
            messageCount                            | 1
            """)
    void a_hold_that_is_wrong_names_the_field(String field, String value) {
        String expected = field.equals("messageCount") ? "amount" : field;

        refused(API.post("/holds", "root:admin", with(HOLD, field, value)), expected);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            provider     | null
            provider     | 'a/b'
            modelName    | 1
            inputTokens  | -1
            outputTokens | '1'
            amount       | 1
            """)
    void an_estimate_that_is_wrong_names_the_field(String field, String value) {
        refused(API.post("/holds", "root:admin", with(ESTIMATE, field, value)), field);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            amount         | 0
            amount         | -1
            amount         | null
            amount         | {}
            messageCount   | 1
            userId         | 1
            holdId         | 'x'
            reason         | 'AI_CHAT'
            description    | {}
            metadata       | 'x'
            idempotencyKey | 'ce:x'
            """)
    void a_capture_that_is_wrong_names_the_field(String field, String value) {
        String expected = field.equals("messageCount") ? "amount" : field;

        refused(API.post("/holds/" + holdId + "/capture", "root:admin", with("'amount':1", field, value)), expected);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /holds/HOLD/void              | amount         | 1
            /holds/HOLD/void              | userId         | ''
            /holds/HOLD/void              | idempotencyKey | 1
            /grants/grant.1.YW5u/revoke   | amount         | 1
            /grants/grant.1.YW5u/revoke   | description    | 1
            /transactions/txn.1.YW5u/reverse | amount      | 1
            /transactions/txn.1.YW5u/reverse | metadata    | 1
            """)
    void what_needs_no_body(String path, String field, String value) {
        refused(API.post(path.replace("HOLD", holdId), "root:admin", with("", field, value)), field);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            priority       | -1
            priority       | 256
            priority       | 1.5
            priority       | '1'
            expiresAt      | 1
            expiresAt      | 'soon'
            expiresAt      | '2026-02-30'
            expiresAt      | '2020-01-01'
            expiresAt      | '10000-01-01'
            effectiveAt    | []
            effectiveAt    | '2026-01-01T00:00:00'
            referredUserId | ''
            referredUserId | 1
            """)
    void an_addition_that_is_wrong_names_the_field(String field, String value) {
        refused(API.post("/add", "root:admin", with(ADD, field, value)), field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            priority       | 1
            expiresAt      | '2099-01-01'
            effectiveAt    | '2099-01-01'
            referredUserId | 'bob'
            """)
    void a_deduction_has_no_terms(String field, String value) {
        refused(API.post("/add", "root:admin", with(TAKE, field, value)), field);
    }

    @Test
    void terms_that_contradict_each_other() {
        String backwards = ADD + ",'effectiveAt':'2099-01-02'";
        String notReferred = "'userId':'ann','amount':1,'transactionType':'BONUS','reason':'AI_CHAT'";

        refused(API.post("/add", "root:admin", with(backwards, "expiresAt", "'2099-01-01'")), "expiresAt");
        refused(API.post("/add", "root:admin", with(notReferred, "referredUserId", "'bob'")), "referredUserId");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'expired':'KEEP'                  | expired
            'expired':1                       | expired
            'expired':'REGRANT'               | days
            'expired':'REGRANT','days':0      | days
            'expired':'REGRANT','days':3651   | days
            'expired':'REGRANT','days':'7'    | days
            'expired':'FORFEIT','days':7      | days
            'days':7                          | days
            """)
    void a_refund_that_is_wrong_names_the_field(String more, String field) {
        refused(API.post("/refund", "root:admin", json("{" + REFUND + "," + more + "}")), field);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'refillAmount':10                                             | refillInterval
            'refillInterval':'DAY'                                        | refillAmount
            'rolloverLimit':1                                             | refillAmount
            'refillAmount':0,'refillInterval':'DAY'                       | refillAmount
            'refillAmount':10,'refillInterval':'YEAR'                     | refillInterval
            'refillAmount':10,'refillInterval':'DAY','rolloverLimit':-1   | rolloverLimit
            'refillAmount':10,'refillInterval':'DAY','rolloverLimit':'1'  | rolloverLimit
            'nextRefillAt':'2026-01-01'                                   | nextRefillAt
            """)
    void a_plan_that_is_wrong_names_the_field(String more, String field) {
        refused(API.put("/plan", "root:admin", json("{" + PLAN + "," + more + "}")), field);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'creditPlan':'pro'                    | userId
            'userId':'ann'                        | creditPlan
            'userId':'ann','creditPlan':''        | creditPlan
            'userId':'ann','creditPlan':7         | creditPlan
            'userId':'ann','creditPlan':'a\\nb'   | creditPlan
            """)
    void a_plan_for_nobody_or_of_no_name(String body, String field) {
        refused(API.put("/plan", "root:admin", json("{" + body + "}")), field);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'overdraftLimit':-1                                                            | overdraftLimit
            'overdraftLimit':1e10                                                          | overdraftLimit
            'overdraftLimit':'1'                                                           | overdraftLimit
            'budgets':{}                                                                   | budgets
            'budgets':[1]                                                                  | budgets[0]
            'budgets':[{'amount':1}]                                                       | budgets[0].window
            'budgets':[{'window':'YEAR','amount':1}]                                       | budgets[0].window
            'budgets':[{'window':'DAY'}]                                                   | budgets[0].amount
            'budgets':[{'window':'DAY','amount':0}]                                        | budgets[0].amount
            'budgets':[{'window':'DAY','amount':1,'timeZone':'Mars/Base'}]                 | budgets[0].timeZone
            'budgets':[{'window':'DAY','amount':1,'timeZone':2}]                           | budgets[0].timeZone
            'budgets':[{'window':'DAY','amount':1,'timeZone':'+19:00'}]                    | budgets[0].timeZone
            'budgets':[{'window':'DAY','amount':1,'zone':'UTC'}]                           | budgets[0].zone
            'budgets':[{'window':'DAY','amount':1},{'window':'day','amount':2}]            | budgets[1].window
            'budgets':[{},{},{},{}]                                                        | budgets
            """)
    void limits_that_are_wrong_name_the_field(String more, String field) {
        refused(API.put("/limits", "root:admin", json("{'userId':'ann'," + more + "}")), field);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            7                                                                   | rules
            {}                                                                  | rules
            ['x']                                                               | rules[0]
            [{'measure':'DEBT'}]                                                | rules[0].name
            [{'name':'','measure':'DEBT'}]                                      | rules[0].name
            [{'name':'a'}]                                                      | rules[0].measure
            [{'name':'a','measure':'LOW'}]                                      | rules[0].measure
            [{'name':'a','measure':'REMAINING'}]                                | rules[0].amount
            [{'name':'a','measure':'REMAINING','amount':-1}]                    | rules[0].amount
            [{'name':'a','measure':'USED','percent':101}]                       | rules[0].percent
            [{'name':'a','measure':'USED','percent':0.5}]                       | rules[0].percent
            [{'name':'a','measure':'USED','percent':1,'amount':1}]              | rules[0].percent
            [{'name':'a','measure':'USED','percent':1,'window':'DAY'}]          | rules[0].window
            [{'name':'a','measure':'DEBT','amount':1}]                          | rules[0].amount
            [{'name':'a','measure':'BUDGET','percent':1}]                       | rules[0].window
            [{'name':'a','measure':'DEBT','every':1}]                           | rules[0].every
            [{'name':'a','measure':'DEBT'},{'name':'a','measure':'DEBT'}]       | rules[1].name
            """)
    void alert_rules_that_are_wrong_name_the_field(String rules, String field) {
        refused(API.put("/alerts", "root:admin", json("{'userId':'ann','rules':" + rules + "}")), field);
    }

    @ParameterizedTest
    @CsvSource({
        "/holds?limit=1, limit",
        "/holds?userId=, userId",
        "/plan?at=2026-01-01, at",
        "/limits?userId=%00, userId",
        "/alerts?x=1, x"
    })
    void a_parameter_that_is_wrong_is_named(String path, String field) {
        refused(API.get(path, "root:admin"), field);
    }

    @Test
    void the_table_spoils_what_is_good_without_it() {
        assertThat(API.post("/holds", "root:admin", json("{" + HOLD + "}")).status())
                .isEqualTo(201);
        assertThat(API.post("/holds", "root:admin", json("{" + ESTIMATE + "}")).status())
                .isEqualTo(201);
        assertThat(API.post("/add", "root:admin", json("{" + ADD + "}")).status())
                .isEqualTo(201);
        assertThat(API.post("/add", "root:admin", json("{" + TAKE + "}")).status())
                .isEqualTo(201);
        assertThat(API.put("/plan", "root:admin", json("{" + PLAN + "}")).status())
                .isEqualTo(200);
        assertThat(API.put("/limits", "root:admin", json("{'userId':'bob'}")).status())
                .isEqualTo(200);
        assertThat(API.get("/holds/" + holdId, "root:admin")
                        .data()
                        .path("status")
                        .asText())
                .isEqualTo("OPEN");
    }

    private static void refused(Told told, String field) {
        assertThat(told.status()).isEqualTo(400);
        assertThat(told.code()).isEqualTo("INVALID_REQUEST");
        assertThat(told.field()).isEqualTo(field);
        assertThat(told.error()).startsWith(field);
    }

    /** The members and one more, or instead of the one of that name. */
    private static String with(String members, String field, String value) {
        StringBuilder body = new StringBuilder();
        for (String member : members.isEmpty() ? new String[0] : members.split(",", -1)) {
            if (!member.startsWith("'" + field + "':")) {
                body.append(member).append(',');
            }
        }
        return json("{" + body + "'" + field + "':" + value + "}");
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
