public import Recipes

/// A trainer that `assay.toml` declares: a choice on the Model screen, and a name for `--trainer`.
public struct DeclaredTrainer: Sendable, Equatable {
    /// What it is called.
    public var name: String
    public var trainer: OutsideTrainer
    /// What new recipes hand to it.
    public var parameters: [String: ParameterValue]

    public init(name: String, trainer: OutsideTrainer, parameters: [String: ParameterValue] = [:]) {
        self.name = name
        self.trainer = trainer
        self.parameters = parameters
    }
}

extension Project {
    /// The trainer that new recipes start with, where `assay.toml` names one.
    public var startingTrainer: DeclaredTrainer? { trainers.first { $0.name == defaults.trainer } }

    /// The trainer that a person means: the name of a declared one, else a command.
    ///
    /// - Throws: ``AssayError`` for a command that cannot be one.
    public func trainer(named text: String) throws(AssayError) -> DeclaredTrainer {
        if let declared = trainers.first(where: { $0.name == text }) { return declared }
        let trainer = try OutsideTrainer(parsing: text)
        // The same command as a declared one gets its parameters too.
        if let declared = trainers.first(where: { $0.trainer.command == trainer.command }) { return declared }
        return DeclaredTrainer(name: trainer.name, trainer: trainer)
    }
}
