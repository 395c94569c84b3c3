package ledger.cli;

/** Which build this is. */
final class Version {
    private Version() {}

    /** As the jar says; classes that run from a directory have none. */
    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }
}
