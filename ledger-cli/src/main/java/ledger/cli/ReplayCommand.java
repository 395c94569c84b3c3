package ledger.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import ledger.AccountId;
import ledger.Credits;
import ledger.UnavailableException;
import ledger.api.http.json.Times;
import ledger.cli.settings.Scale;
import ledger.cli.settings.Settings;
import ledger.replay.AccountState;
import ledger.replay.Replay;
import ledger.replay.ReplayRequest;
import ledger.replay.Report;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Folds the events again from zero, and compares with the running ledger. */
final class ReplayCommand implements Command {
    private static final int PAGE_ACCOUNTS = 200;

    @Override
    public CommandSpec spec() {
        return Options.command(
                        this,
                        "replay",
                        "Fold ledger.events from zero and print what it adds up to by user, model, type and day, and"
                                + " whether the running ledger says the same. Exit status 1 where it does not.")
                .addOption(Options.value(
                        "--until",
                        "TIME",
                        String.class,
                        "Only events up to this time, ISO 8601 with an offset, or to the end of this day."))
                .addOption(Options.value("--user", "U", String.class, "Only events of this user."))
                .addOption(Options.flag("--json", "Print JSON."))
                .addOption(Options.flag("--csv", "Print CSV: section, key and totals."));
    }

    @Override
    public int run(ParseResult given, Map<String, String> environment) throws IOException, InterruptedException {
        if (given.hasMatchedOption("--json") && given.hasMatchedOption("--csv")) {
            throw new UserError("--json and --csv exclude each other; give one of them");
        }
        Long untilMillis = untilMillis(given.matchedOptionValue("--until", null));
        String named = given.matchedOptionValue("--user", null);
        AccountId user = named == null ? null : Options.user(named);
        ChosenLedger target = ChosenLedger.of(Settings.read(environment, Scale.EMBEDDED));
        Report report = Replay.run(new ReplayRequest(
                target.bootstrapServers(),
                target.settings().kafka().clientProperties(),
                untilMillis,
                user,
                untilMillis == null ? running(target, user) : null));
        PrintWriter out = given.commandSpec().commandLine().getOut();
        if (given.hasMatchedOption("--json")) {
            out.println(ReportOutput.json(report));
        } else if (given.hasMatchedOption("--csv")) {
            out.print(ReportOutput.csv(report));
        } else {
            out.print(ReportOutput.text(report));
        }
        out.flush();
        complain(report, given.commandSpec().commandLine().getErr());
        return report.isSound() ? 0 : 1;
    }

    private static void complain(Report report, PrintWriter errors) {
        report.breaks().forEach(found -> errors.println("ledger replay: broken: " + found));
        report.differing().forEach(user -> errors.println("ledger replay: differs: " + user));
        if (!report.isSound()) {
            errors.println("ledger replay: %d events are broken, %d accounts differ from the running ledger"
                    .formatted(report.breakCount(), report.differingCount()));
        }
    }

    private static @Nullable Long untilMillis(@Nullable String text) {
        return text == null
                ? null
                : Times.end(text)
                        .orElseThrow(() -> new UserError(
                                "--until must be a time such as 2026-01-31T12:00:00Z or a day such as 2026-01-31"));
    }

    /** Every account as the running ledger has it; null where none runs, or none that lets us in. */
    private static @Nullable Map<String, AccountState> running(ChosenLedger target, @Nullable AccountId user)
            throws IOException, InterruptedException {
        try {
            LedgerHttp http = target.http();
            Map<String, AccountState> accounts = new HashMap<>();
            String cursor = "";
            do {
                JsonNode page = http.get("/accounts?limit=" + PAGE_ACCOUNTS + cursor);
                for (JsonNode account : page.path("accounts")) {
                    String id = account.path("userId").asText();
                    if (user == null || user.value().equals(id)) {
                        accounts.put(id, state(account));
                    }
                }
                JsonNode next = page.path("nextCursor");
                cursor = next.isTextual() ? "&cursor=" + URLEncoder.encode(next.asText(), StandardCharsets.UTF_8) : "";
            } while (!cursor.isEmpty());
            return accounts;
        } catch (UnavailableException | UserError notComparable) {
            return null;
        }
    }

    /** An account as the list of accounts shows it. */
    private static AccountState state(JsonNode account) {
        return new AccountState(
                account.path("sequence").asLong(),
                micros(account, "creditsBalance"),
                micros(account, "creditsUsed"),
                micros(account, "creditsPurchased"),
                micros(account, "creditsRefunded"),
                micros(account, "creditsExpired"),
                account.path("hash").asText());
    }

    private static long micros(JsonNode account, String field) {
        return account.path(field).decimalValue().movePointRight(Credits.SCALE).longValueExact();
    }
}
