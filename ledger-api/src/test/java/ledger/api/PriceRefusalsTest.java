package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import ledger.api.TestApi.Told;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One ledger for all of them: nothing that is refused changes it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(ReplaceUnderscores.class)
class PriceRefusalsTest {
    private final TestApi api = new TestApi();

    @AfterAll
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/pricing/a%2Fb/m, 400, provider",
        "/pricing/acme/a%00b, 400, ''",
        "/pricing/acme/a%0Ab, 400, ''",
        "/pricing/acme/%FF, 400, ''",
        "/pricing/acme/%2e%2e, 400, ''",
        "/pricing/%2e%2e/%2e%2e/balance, 400, ''",
        "/pricing/acme/m?x=1, 400, x",
        "/pricing/acme/m/versions?x=1, 400, x",
        "/pricing?isActive=maybe, 400, isActive",
        "/pricing?at=yesterday, 400, at",
        "/pricing?provider=a/b, 400, provider",
        "/pricing?provider=, 400, provider",
        "/pricing?providers=openai, 400, providers",
        "/pricing/acme, 404, ''",
        "/pricing/acme/a/b, 404, ''",
    })
    void what_cannot_be_looked_up_is_told(String path, int status, String field) {
        Told told = api.get(path, "ann:user");

        assertThat(told.status()).isEqualTo(status);
        assertThat(told.field()).isEqualTo(field);
        assertThat(told.body().path("success").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'modelName':'m','costPerMessage':1}                                        | provider",
                "{'provider':'acme','costPerMessage':1}                                      | modelName",
                "{'provider':'','modelName':'m','costPerMessage':1}                          | provider",
                "{'provider':'a/b','modelName':'m','costPerMessage':1}                       | provider",
                "{'provider':7,'modelName':'m','costPerMessage':1}                           | provider",
                "{'provider':'acme','modelName':null,'costPerMessage':1}                     | modelName",
                "{'provider':'acme','modelName':['m'],'costPerMessage':1}                    | modelName",
                "{'provider':'acme','modelName':'a\\nb','costPerMessage':1}                  | modelName",
                "{'provider':'acme','modelName':'m'}                                         | costPerMessage",
                "{'provider':'acme','modelName':'m','costPerMessage':null}                   | costPerMessage",
                "{'provider':'acme','modelName':'m','costPerMessage':'1'}                    | costPerMessage",
                "{'provider':'acme','modelName':'m','costPerMessage':-0.1}                   | costPerMessage",
                "{'provider':'acme','modelName':'m','costPerMessage':1e10}                   | costPerMessage",
                "{'provider':'acme','modelName':'m','costPerMessage':1e999999999}            | costPerMessage",
                "{'provider':'acme','modelName':'m','costPerMessage':1e-13}                  | costPerMessage",
                "{'provider':'acme','modelName':'m','costPerMessage':true}                   | costPerMessage",
                "{'provider':'acme','modelName':'m','costPerMessage':1,'costPer1kTokens':-1} | costPer1kTokens",
                "{'provider':'acme','modelName':'m','costPerMessage':1,'costPer1kTokens':{}} | costPer1kTokens",
                "{'provider':'acme','modelName':'m','costPerMessage':1,'rates':[]}           | rates",
                "{'provider':'acme','modelName':'m','costPerMessage':1,'rates':7}            | rates",
                "{'provider':'acme','modelName':'m','costPerMessage':1,'rates':{'x':1}}      | rates.x",
                "{'provider':'acme','modelName':'m','costPerMessage':1,'rates':{'perImage':-1}}   | rates.perImage",
                "{'provider':'acme','modelName':'m','costPerMessage':1,'rates':{'inputPer1k':'1'}} | rates.inputPer1k",
                "{'provider':'acme','modelName':'m','costPerMessage':1,'isActive':'true'}    | isActive",
                "{'provider':'acme','modelName':'m','costPerMessage':1,'isDefaultModel':1}   | isDefaultModel",
                "{'provider':'acme','modelName':'m','costPerMessage':1,'effectiveFrom':7}    | effectiveFrom",
                "{'provider':'acme','modelName':'m','costPerMessage':1,'effectiveFrom':'soon'} | effectiveFrom",
                "{'provider':'acme','modelName':'m','costPerMessage':1,'effectiveFrom':'2026-03-10'} | effectiveFrom",
                "{'provider':'acme','modelName':'m','costPerMessage':1,'effectiveFrom':'2026-03-10T11:59:59.999Z'} | effectiveFrom",
                "{'provider':'acme','modelName':'m','costPerMessage':1,'costPerToken':1}     | costPerToken",
                "{'provider':'acme','modelName':'m','costPerMessage':1,'idempotencyKey':'k'} | idempotencyKey",
                "[]                                                                          | ``",
                "{'provider':'acme'                                                          | provider",
            })
    void a_price_that_cannot_be_is_refused_by_its_field(String body, String field) {
        Told told = api.post("/pricing", "root:admin", body.replace('\'', '"'));

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.code()).isEqualTo("INVALID_REQUEST");
        assertThat(told.field()).isEqualTo(field);
        assertThat(told.error()).contains(field);
        assertThat(api.get("/pricing/acme/m", "ann:user").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'prices':{}}                                        | creditsPerUsd",
                "{'creditsPerUsd':null,'prices':{}}                   | creditsPerUsd",
                "{'creditsPerUsd':0,'prices':{}}                      | creditsPerUsd",
                "{'creditsPerUsd':-1,'prices':{}}                     | creditsPerUsd",
                "{'creditsPerUsd':'1000','prices':{}}                 | creditsPerUsd",
                "{'creditsPerUsd':1e10,'prices':{}}                   | creditsPerUsd",
                "{'creditsPerUsd':1000,'markup':0,'prices':{}}        | markup",
                "{'creditsPerUsd':1000,'markup':'x','prices':{}}      | markup",
                "{'creditsPerUsd':1000}                               | prices",
                "{'creditsPerUsd':1000,'prices':[]}                   | prices",
                "{'creditsPerUsd':1000,'prices':{},'dryRun':true}     | dryRun",
            })
    void an_import_that_cannot_be_is_refused_by_its_field(String body, String field) {
        Told told = api.post("/pricing/import", "root:admin", body.replace('\'', '"'));

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.field()).isEqualTo(field);
        assertThat(told.error()).startsWith(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pricing", "/pricing/initialize", "/pricing/import"})
    void only_admins_change_prices(String path) {
        assertThat(api.post(path, "ann:user", "{}").status()).isEqualTo(403);
        assertThat(api.post(path, "chat:service", "{}").status()).isEqualTo(403);
        assertThat(api.post(path, "", "{}").status()).isEqualTo(401);
    }

    @Test
    void only_admins_delete_prices() {
        assertThat(api.send(api.request("/pricing/openai/gpt-4", "chat:service").DELETE())
                        .status())
                .isEqualTo(403);
    }
}
