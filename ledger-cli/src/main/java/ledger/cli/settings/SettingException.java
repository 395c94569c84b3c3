package ledger.cli.settings;

/** A setting cannot be used; the message is one line that names it and says what it may be. */
public final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SettingException(String variable, String complaint) {
        super(variable + ": " + complaint);
    }

    public SettingException(Setting setting, String complaint) {
        this(setting.variable(), complaint);
    }
}
