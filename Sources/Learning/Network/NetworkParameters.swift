import Recipes

/// What a network is to be, with the preset's values where a recipe leaves the choice to it.
struct NetworkParameters: Sendable {
    enum Preset: String, Sendable { case realmlp, sklearn }

    let preset: Preset
    let hidden: [Int]
    let activation: Activation
    let epochs: Int
    let batchSize: Int
    let learningRate: Double
    let alpha: Double
    let dropout: Double
    let labelSmoothing: Double
    let embedsNumbers: Bool
    let beta1: Double
    let beta2: Double
    let validationShare: Double
    /// Epochs without gain after which the fit ends; 0 is never.
    let patience: Int
    let tolerance: Double
    let maxOneHot: Int
    let maxCategories: Int

    /// Floats of a word's row in a table; the kernels go by eights.
    static let embeddingWidth = 8
    /// What a network may have.
    static let layerLimit = 8
    static let widthLimit = 4096

    init(_ parameters: Recipe.Model, task: LearningTask) {
        let preset = Preset(rawValue: parameters.text("preset")) ?? .realmlp
        let isReal = preset == .realmlp
        /// A number that is chosen, or the preset's where it is below `least`.
        func choice(_ name: String, from least: Double, _ real: Double, _ plain: Double) -> Double {
            let value = parameters.real(name)
            return value >= least ? value : isReal ? real : plain
        }
        self.preset = preset
        hidden = parameters.integers("hidden_layer_sizes") ?? (isReal ? [128, 128, 128] : [100])
        activation =
            Activation(rawValue: parameters.text("activation")) ?? (isReal ? (task == .regression ? .mish : .selu) : .relu)
        epochs = Int(choice("max_iter", from: 1, 64, 200))
        batchSize = Int(choice("batch_size", from: 1, 256, 200))
        learningRate = choice("learning_rate_init", from: 1e-300, task == .regression ? 0.2 : 0.04, 1e-3)
        alpha = choice("alpha", from: 0, 0.02, 1e-4)
        dropout = choice("dropout", from: 0, 0.15, 0)
        labelSmoothing = task == .regression ? 0 : choice("label_smoothing", from: 0, 0.1, 0)
        embedsNumbers = parameters.text("numeric_embedding") == "auto" ? isReal : parameters.text("numeric_embedding") == "pbld"
        beta1 = parameters.real("beta_1")
        beta2 = choice("beta_2", from: 1e-300, 0.95, 0.999)
        validationShare = parameters.real("validation_fraction")
        patience = Int(choice("n_iter_no_change", from: 0, 0, 10))
        tolerance = parameters.real("tol")
        maxOneHot = parameters.integer("max_one_hot")
        maxCategories = parameters.integer("max_categories")
    }

    /// Of the learning rate.
    var schedule: NetworkSchedule { preset == .realmlp ? .cosineLog4 : .constant }

    /// Of dropout and of the decay of weights.
    var easing: NetworkSchedule { preset == .realmlp ? .flatCosine : .constant }
}
