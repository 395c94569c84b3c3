package ledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.Credits;
import ledger.cli.load.Funding;
import ledger.cli.load.LoadRequest;
import ledger.cli.load.Loader;
import ledger.cli.load.Progress;
import ledger.cli.load.Summary;
import ledger.cli.settings.Scale;
import ledger.cli.settings.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Publishes usage from files, and says what became of it. */
final class LoadCommand implements Command {
    /** Far more than any file has; a larger number is a slip. */
    private static final int USERS_MAX = 10_000_000;

    @Override
    public CommandSpec spec() {
        String columns = "Which column is which usage field: id userId time provider modelName inputTokens"
                + " outputTokens ...; guessed by name where not said.";
        return Options.command(
                        this,
                        "load",
                        "Publish usage from CSV or JSON-lines files to the running ledger, wait for the outcomes, and"
                                + " sum them up. The same file loaded twice with the same options is charged once.")
                .addPositional(PositionalParamSpec.builder()
                        .paramLabel("FILE")
                        .arity("1..*")
                        .required(true)
                        .type(List.class)
                        .auxiliaryTypes(Path.class)
                        .description("CSV with a heading, or one JSON object per line.")
                        .build())
                .addOption(Options.value("--map", "field=Column", List.class, columns).toBuilder()
                        .splitRegex(",")
                        .build())
                .addOption(Options.value("--provider", "P", String.class, "The provider of rows that name none."))
                .addOption(Options.value("--model", "M", String.class, "The model of rows that name none."))
                .addOption(Options.value(
                        "--users",
                        "N",
                        Integer.class,
                        "Spread rows that name no user over N users, by a hash of the row."))
                .addOption(Options.value(
                        "--fund",
                        "CREDITS",
                        BigDecimal.class,
                        "Add so many credits to every user first, once for each amount."))
                .addOption(Options.flag("--json", "Print the summary as JSON."));
    }

    @Override
    public int run(ParseResult given, Map<String, String> environment) throws IOException, InterruptedException {
        LoadRequest request = request(given);
        Optional<Credits> fund = Optional.ofNullable(given.<BigDecimal>matchedOptionValue("--fund", null))
                .map(LoadCommand::credits);
        ChosenLedger target = ChosenLedger.of(Settings.read(environment, Scale.EMBEDDED));
        Funding funding = fund.isPresent() ? new HttpFunding(target.http(), fund.get()) : Funding.NONE;
        Summary summary = Loader.load(
                request,
                target.bootstrapServers(),
                target.settings().kafka().clientProperties(),
                funding,
                new Progress(bytes(request.files())));
        PrintWriter out = given.commandSpec().commandLine().getOut();
        if (given.hasMatchedOption("--json")) {
            out.println(summary.json());
        } else {
            out.print(summary.text());
        }
        out.flush();
        return summary.isComplete() ? 0 : 1;
    }

    private static LoadRequest request(ParseResult given) {
        int users = given.matchedOptionValue("--users", 0);
        if (given.hasMatchedOption("--users") && (users < 1 || users > USERS_MAX)) {
            throw new UserError("--users must be 1 to " + USERS_MAX);
        }
        return new LoadRequest(
                given.matchedPositionalValue(0, List.of()),
                given.matchedOptionValue("--map", List.of()),
                Optional.ofNullable(given.matchedOptionValue("--provider", null)),
                Optional.ofNullable(given.matchedOptionValue("--model", null)),
                users);
    }

    private static Credits credits(BigDecimal amount) {
        try {
            Credits credits = new Credits(amount.movePointRight(Credits.SCALE).longValueExact());
            if (credits.isPositive() && credits.compareTo(Credits.AMOUNT_MAX) <= 0) {
                return credits;
            }
        } catch (ArithmeticException | IllegalArgumentException notAnAmount) {
            // Said below, with what is too small or too large.
        }
        throw new UserError("--fund must be above 0 and at most 1000000000, with at most six decimals");
    }

    private static long bytes(List<Path> files) {
        long bytes = 0;
        for (Path file : files) {
            try {
                bytes += Files.size(file);
            } catch (IOException missing) {
                // Said by the loader, which names the file.
            }
        }
        return bytes;
    }
}
