/// This build of the program.
public enum Build {
    /// Its version.
    public static let version = "0.1.0"
}
