package ledger.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.AccountId;
import ledger.api.auth.Role;
import ledger.cli.settings.Scale;
import ledger.cli.settings.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Prints a token and nothing else. */
final class TokenCommand implements Command {
    private static final Pattern TTL = Pattern.compile("([1-9]\\d{0,5})([smhd])");

    @Override
    public CommandSpec spec() {
        return Options.command(
                        this,
                        "token",
                        "Print a token, signed with LEDGER_JWT_SECRET or else with the secret that `dev` made in"
                                + " LEDGER_DATA_DIR.")
                .addOption(Options.value("--user", "ID", String.class, "Whose token it is.").toBuilder()
                        .required(true)
                        .build())
                .addOption(Options.value("--role", "ROLE", Role.class, "user, service or admin; user unless said."))
                .addOption(Options.value(
                        "--ttl", "TIME", String.class, "How long it is good: 45s, 30m, 12h, 7d; 1h unless said."));
    }

    @Override
    public int run(ParseResult given, Map<String, String> environment) throws Exception {
        AccountId user = Options.user(given.matchedOptionValue("--user", ""));
        Role role = given.matchedOptionValue("--role", Role.USER);
        Duration ttl = ttl(given.matchedOptionValue("--ttl", "1h"));
        Settings settings = Settings.read(environment, Scale.EMBEDDED);
        String token = Access.tokens(settings).mint(user, role, ttl);
        given.commandSpec().commandLine().getOut().println(token);
        return 0;
    }

    /** The time that a text such as {@code 30m} says. */
    static Duration ttl(String text) {
        Matcher matcher = TTL.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new UserError("--ttl must be a whole number and s, m, h or d, such as 30m");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
