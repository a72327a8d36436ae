import Recipes

/// What an examination found, in a sentence.
struct Diagnosis: Sendable {
    enum Level: String, Sendable {
        /// As it should be.
        case good
        /// Works, but less than it could.
        case lacking
        /// Does not work.
        case bad
        /// Did not work, and does now.
        case mended
    }

    var level: Level
    var sentence: String
    /// What a person can do; empty where nothing is to be done.
    var remedy = ""

    static func good(_ sentence: String) -> Diagnosis { Diagnosis(level: .good, sentence: sentence) }
    static func lacking(_ sentence: String, _ remedy: String) -> Diagnosis {
        Diagnosis(level: .lacking, sentence: sentence, remedy: remedy)
    }
    static func bad(_ sentence: String, _ remedy: String) -> Diagnosis {
        Diagnosis(level: .bad, sentence: sentence, remedy: remedy)
    }
    static func mended(_ sentence: String) -> Diagnosis { Diagnosis(level: .mended, sentence: sentence) }
}

/// One thing that is looked at, and mended where that is wanted and can be done without asking.
struct Examination: Sendable {
    /// What is looked at, as it stands before the colon.
    let subject: String
    /// Looks; `mends` says whether to put right what can be.
    let look: @Sendable (_ mends: Bool) -> [Diagnosis]
}
