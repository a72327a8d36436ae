import Recipes

/// The page of the manual on the guard, made from the declarations.
public enum GuardManual {
    /// What known tables raise, and why: `docs/guard.md` has it behind the checks, and tests hold the guard to it.
    public static func page(sets: [GuardExample]) -> String {
        let checks = GuardCheck.all.reduce(introduction) { page, check in
            let rules = check.thresholds.map { "  - `\($0.name)` \(JSON.numberText($0.value)): \($0.words)\n" }.joined()
            return page + "\n### \(check.code)\n\n**\(check.title).** \(check.meaning)\n\n"
                + "- Level: \(check.level.rawValue) at the most; \(words(check.stage))\n"
                + "- Remedy: \(check.remedy.isEmpty ? "none by a key" : check.remedy)\n"
                + (rules.isEmpty ? "" : "- Thresholds:\n" + rules) + "- Rule: \(check.source)\n"
        }
        return checks + examples(sets)
    }

    private static func words(_ stage: GuardCheck.Stage) -> String {
        switch stage {
        case .profile: "from the profile, before the fit"
        case .rows: "over the rows, beside the fit"
        case .result: "after the fit"
        }
    }

    private static func examples(_ sets: [GuardExample]) -> String {
        sets.reduce(setsIntroduction) { page, set in
            let lines = set.findings.map { "- `\($0.code)`\($0.column.map { " (\($0))" } ?? ""): \($0.reason)\n" }.joined()
            return page + "\n### \(set.name)\n\n" + (lines.isEmpty ? "Nothing.\n" : lines)
        }
    }

    private static let introduction = """
        # The guard

        Checks of method: of a recipe on its table before every fit, and of what came of it. A finding has a level (`note`, `warn`, `stop`), its
        evidence in numbers and rows, and where a change of the recipe helps, a remedy for one key that `u` takes back.

        - `assay train` prints them behind the scores and `--json` has them under `alerts`; `assay show RUN` has what is kept with the run.
        - On the screens Model and Train one line says how many there are, and `W` lists them: `Enter` takes the remedy into the draft, `Left` and
          `Right` another one, `o` opens the rows, `s` silences the check.
        - Nothing waits for the guard. What the profile knows is there at once; what takes longer is worked out in the worker beside the fit, on a
          thread that gets only what the fit leaves, and comes when it is ready. It changes no bit of a result.
        - A check is silenced for a project by its code, by `s` on the list or in `assay.toml`. A run keeps which checks were silenced.

              [guard]
              silence = ["post_outcome_name"]

        A best parameter at the edge of its range is not checked yet: there is no search.

        ## Sealed rows

        `--sealed 0.2` takes rows away that no fold and no choice sees. `assay unseal RUN`, or `H` on the run and a confirmation, scores them by the
        run's model, and counts the look. Looks are counted by rows: every run of the same table whose sealed rows share one with those that
        were looked at, whatever its model or features. The count stands beside the score wherever it is shown. A second look at the same
        run says the same and is not counted.

        Whoever looks k times and tells the best has had k chances. So the interval of each score is that of 95 % for one look and, after
        Bonferroni, of 1 - 0.05 / k for each of k: it widens, for every run that looked, as looks are added. The standard error is that of 400
        resamples of the sealed rows.

        ## Checks

        """

    private static let setsIntroduction = """

        ## What known tables raise

        With the recipe that a project starts with, and 20 trees of `boosting` where no other model is named; the sets of the reference with
        the folds that their column `fold` says. Tests hold the guard to the list, so that it cries no oftener than this.

        """
}

/// A table whose findings are known.
public struct GuardExample: Sendable {
    /// What it is called.
    public var name: String
    public var findings: [Expected]

    /// A finding, and why it is right.
    public struct Expected: Sendable {
        public var code: String
        public var column: String?
        public var reason: String

        public init(_ code: String, _ column: String? = nil, _ reason: String) {
            self.code = code
            self.column = column
            self.reason = reason
        }
    }

    public init(_ name: String, _ findings: [Expected]) {
        self.name = name
        self.findings = findings
    }
}
