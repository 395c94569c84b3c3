package ledger.cli;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import ledger.AccountId;
import ledger.api.auth.Role;
import ledger.api.auth.TokenSecret;
import ledger.api.auth.Tokens;
import ledger.cli.settings.Jwt;

/** What a newcomer needs to see, and nothing else. */
final class Welcome {
    /** A day of trying. */
    private static final Duration TTL = Duration.ofHours(24);

    private static final String WHERE = """
            ledger   %1$s
            docs     %1$s/docs

            """;
    private static final String TRY_IT = """
            tokens, good for 24 hours:
            admin    %2$s
            service  %3$s
            user     %4$s

            give alice 100 credits, spend 30 of them, see what happened:
            curl -s %1$s/api/credits/add -H 'Authorization: Bearer %2$s' -H 'Content-Type: application/json' \
            -d '{"userId":"alice","amount":100,"transactionType":"PURCHASE","reason":"MANUAL_ADJUSTMENT"}'
            curl -s %1$s/api/credits/use -H 'Authorization: Bearer %3$s' -H 'Content-Type: application/json' \
            -d '{"userId":"alice","amount":30,"reason":"AI_CHAT"}'
            curl -s %1$s/api/credits/transactions -H 'Authorization: Bearer %4$s'
            """;

    private Welcome() {}

    static String text(URI url, Jwt jwt) {
        return WHERE.formatted(url)
                + jwt.secret()
                        .map(secret -> tryIt(url, jwt, secret))
                        .orElseGet(() -> "tokens come from the issuer whose keys are at "
                                + jwt.jwksUrl().orElseThrow() + '\n');
    }

    private static String tryIt(URI url, Jwt jwt, TokenSecret secret) {
        Tokens tokens = new Tokens(secret, jwt.expected(), InstantSource.system());
        return TRY_IT.formatted(
                url,
                tokens.mint(new AccountId("admin"), Role.ADMIN, TTL),
                tokens.mint(new AccountId("chat-service"), Role.SERVICE, TTL),
                tokens.mint(new AccountId("alice"), Role.USER, TTL));
    }
}
