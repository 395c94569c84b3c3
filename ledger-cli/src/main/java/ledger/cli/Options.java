package ledger.cli;

import ledger.AccountId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The parts of which commands are described. */
final class Options {
    private Options() {}

    /** A command with help, done by {@code user}. */
    static CommandSpec command(@Nullable Object user, String name, String description) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(user).name(name);
        spec.usageMessage().description(description);
        return spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
    }

    /** An option that is there or not. */
    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name).description(description).build();
    }

    /** An option with a value, which help calls so. */
    static OptionSpec value(String name, String label, Class<?> type, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(type)
                .description(description)
                .build();
    }

    /** What must stand behind the options. */
    static PositionalParamSpec positional(String label, Class<?> type, String description) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .type(type)
                .required(true)
                .index("0")
                .description(description)
                .build();
    }

    /** The value of {@code --user}. */
    static AccountId user(String text) {
        if (!AccountId.isValid(text)) {
            throw new UserError("--user must have 1 to 128 characters without control characters");
        }
        return new AccountId(text);
    }
}
