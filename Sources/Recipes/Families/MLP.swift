extension ModelFamily {
    /// A multilayer perceptron.
    public static let mlp = ModelFamily(
        key: "mlp", title: "Neural network",
        summary:
            "Layers of weighted sums, trained in batches; smooth where trees make steps, strong on tables with interactions of numbers.",
        tasks: [.classification, .regression],
        parameters: [
            Parameter(
                "preset", .choice(["realmlp", "sklearn"]), .text("realmlp"),
                "Whose recipe fills what is left to it: RealMLP's, with embedded numbers and a scheduled learning rate, or scikit-learn's."
            ),
            Parameter(
                "hidden_layer_sizes", .integers(1...4096, count: 1...8, word: "auto"), .text("auto"),
                "Units of each hidden layer, such as 64,64; auto is 128,128,128 for realmlp and 100 for sklearn."),
            .integer(
                "max_iter", 0, in: 0...100_000, scale: .logarithmic, tuning: 16...256,
                "Epochs, each of which sees every row; 0 is the preset's: 64 for realmlp, at most 200 for sklearn."),
            .real(
                "learning_rate_init", 0, in: 0...10, scale: .logarithmic, tuning: 1e-3...0.3,
                "Length of a step, at the top of its schedule; 0 is the preset's: 0.04 for classes and 0.2 for numbers, 0.001 for sklearn."
            ),
            .integer(
                "batch_size", 0, in: 0...65_536, scale: .logarithmic, tuning: 32...1024,
                "Rows of a step; 0 is the preset's, 256 and 200."),
            .real(
                "alpha", -1, in: -1...1000, scale: .logarithmic, tuning: 1e-5...0.1,
                "What pulls weights to 0: decay at each step for realmlp (0.02), a penalty on their squares for sklearn (0.0001); -1 is the preset's."
            ),
            .real(
                "dropout", -1, in: -1...0.95, tuning: 0...0.5,
                "Share of the units that each step leaves out, to the nearest 1/256; -1 is the preset's, 0.15 and 0."),
            Parameter(
                "activation", .choice(["auto", "relu", "tanh", "logistic", "identity", "selu", "mish"]), .text("auto"),
                advanced: true,
                "What a unit does to its sum; auto is selu for classes and mish for numbers under realmlp, relu under sklearn."),
            Parameter(
                "numeric_embedding", .choice(["auto", "pbld", "none"]), .text("auto"), advanced: true,
                "Whether a number becomes itself and three learnt sums of cosines of it; auto is pbld for realmlp."),
            .real(
                "label_smoothing", -1, in: -1...0.9, advanced: true,
                "Share of a label that is spread over all classes; -1 is the preset's, 0.1 and 0."),
            .real(
                "validation_fraction", 0, in: 0...0.5, advanced: true,
                "Share of the training rows that does not train but chooses the best epoch; 0 trains on all rows and takes the last."
            ),
            .integer(
                "n_iter_no_change", -1, in: -1...100_000, advanced: true,
                "Ends after more epochs than this that gained less than tol; 0 never does, -1 is the preset's, 0 and 10."),
            .real(
                "tol", 1e-4, in: 0...1, scale: .logarithmic, advanced: true,
                "What an epoch has to gain in loss to count for n_iter_no_change."),
            .real("beta_1", 0.9, in: 0...0.999_999, advanced: true, "How long Adam's mean of gradients remembers."),
            .real(
                "beta_2", 0, in: 0...0.999_999, advanced: true,
                "How long Adam's mean of squared gradients remembers; 0 is the preset's, 0.95 and 0.999."),
            .integer(
                "max_one_hot", 9, in: 0...100, advanced: true,
                "Categories with up to so many words get a column a word, others a learnt row of eight numbers a word."),
            .integer(
                "max_categories", 1000, in: 2...100_000, scale: .logarithmic, advanced: true,
                "Words of a category that get a row of their own; the rarer ones share one."),
            Parameter(
                "class_weight", .choice(["none", "balanced"]), .text("none"), advanced: true,
                "For classes: all rows count the same, or each class as much as any other."),
        ],
        stepUnit: "epochs",
        source: "Holzmüller, Grinsztajn and Steinwart 2024, https://doi.org/10.48550/arXiv.2407.04491")
}
