package ledger.cli;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import ledger.AccountId;
import ledger.api.auth.Role;
import ledger.api.auth.Tokens;
import ledger.cli.settings.Jwt;

/** What a newcomer needs to see, and nothing else. */
final class Welcome {
    /** A day of trying. */
    private static final Duration TTL = Duration.ofHours(24);

    private static final String USER = "alice";

    private Welcome() {}

    static String text(URI url, Jwt jwt) {
        StringBuilder text = new StringBuilder();
        text.append("ledger   ").append(url).append('\n');
        text.append("docs     ").append(url).append("/docs\n\n");
        jwt.secret()
                .ifPresentOrElse(
                        secret -> tryIt(text, url, new Tokens(secret, jwt.expected(), InstantSource.system())),
                        () -> text.append("tokens come from the issuer whose keys are at ")
                                .append(jwt.jwksUrl().orElseThrow())
                                .append('\n'));
        return text.toString();
    }

    private static void tryIt(StringBuilder text, URI url, Tokens tokens) {
        String admin = tokens.mint(new AccountId("admin"), Role.ADMIN, TTL);
        String service = tokens.mint(new AccountId("chat-service"), Role.SERVICE, TTL);
        String user = tokens.mint(new AccountId(USER), Role.USER, TTL);
        text.append("tokens, good for 24 hours:\n");
        text.append("admin    ").append(admin).append('\n');
        text.append("service  ").append(service).append('\n');
        text.append("user     ").append(user).append("\n\n");
        text.append("give ").append(USER).append(" 100 credits, spend 30 of them, see what happened:\n");
        post(
                text,
                url,
                "/add",
                admin,
                "{\"userId\":\"" + USER
                        + "\",\"amount\":100,\"transactionType\":\"PURCHASE\",\"reason\":\"MANUAL_ADJUSTMENT\"}");
        post(text, url, "/use", service, "{\"userId\":\"" + USER + "\",\"amount\":30,\"reason\":\"AI_CHAT\"}");
        text.append("curl -s ")
                .append(url)
                .append("/api/credits/transactions -H 'Authorization: Bearer ")
                .append(user)
                .append("'\n");
    }

    private static void post(StringBuilder text, URI url, String path, String token, String body) {
        text.append("curl -s ")
                .append(url)
                .append("/api/credits")
                .append(path)
                .append(" -H 'Authorization: Bearer ")
                .append(token)
                .append("' -H 'Content-Type: application/json' -d '")
                .append(body)
                .append("'\n");
    }
}
