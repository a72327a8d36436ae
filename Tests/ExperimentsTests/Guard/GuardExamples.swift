import Experiments
import Recipes
import TestSupport

/// A table, the recipe that is run on it, and what the guard is to say of it.
struct GuardExamples: Sendable {
    var set: GuardExample
    /// In the package, or beside it; nil where it is not there.
    var path: String?
    var target = "target"
    var task: LearningTask?
    var model = ModelFamily.boosting
    var change: @Sendable (inout Recipe) throws -> Void = { $0.split = .column("fold") }

    static func reference(_ name: String, _ findings: [GuardExample.Expected], task: LearningTask? = nil) -> GuardExamples {
        GuardExamples(
            set: GuardExample(name, findings), path: SharedData.path("reference/data/\(name).csv"), task: task)
    }

    static func sample(
        _ name: String, _ target: String, _ findings: [GuardExample.Expected],
        change: @escaping @Sendable (inout Recipe) throws -> Void = { _ in }
    ) -> GuardExamples {
        GuardExamples(
            set: GuardExample(name + " (sample project)", findings), path: "\(packageFolder)/sample-projects/\(name)/\(name).csv",
            target: target, change: change)
    }

    static let all: [GuardExamples] = [
        sample(
            "churn", "churn",
            [
                .init(
                    "leak", "exit_survey",
                    "planted: it is filled in by those who have left. The score is too good because of it alone.")
            ]),
        sample(
            "fraud", "fraud",
            [
                .init(
                    "group_overlap", "customer", "planted: customers come again and again, and few of them have all the frauds."),
                .init(
                    "golden_feature", "merchant", "what was bought where says most of what there is to know; it is known in time."
                ),
                .init("overfit", nil, "181 frauds in 12,000 rows: twenty trees learn those that train by heart."),
                .init("new_categories", "customer", "folds go forward in time, and new customers come."),
                .init("adversarial", "card_age_days", "cards grow older as time goes on."),
                .init("past_best", nil, "so few frauds are learnt quickly; the loss rises from then on."),
            ]
        ) {
            $0.split = .time(column: "at", folds: 5)
            $0.metric = "average_precision"
        },
        GuardExamples(
            set: GuardExample(
                "fraud (sample project), in shuffled folds by logistic",
                [
                    .init("group_overlap", "customer", "planted: shuffled folds have the same thief on both sides."),
                    .init("time_overlap", "at", "planted: the thieves change in May, and shuffled folds have seen it."),
                    .init("golden_feature", "customer", "planted: it names those who are robbed again and again."),
                ]), path: "\(packageFolder)/sample-projects/fraud/fraud.csv", target: "fraud", model: .logistic, change: { _ in }),
        sample(
            "house-prices", "price",
            [.init("time_overlap", "listed", "planted: the market moves, and shuffled folds know the month that they score.")]),
        sample("wine", "cultivar", []),
        GuardExamples(
            set: GuardExample(
                "titanic",
                [
                    .init("leak", "alive", "it is the target in other words."),
                    .init("too_good", nil, "because of it."),
                    .init(
                        "rows_on_both_sides", nil,
                        "fourteen columns, most of few values: people of one class, town and fare are alike."),
                ]), path: SharedData.path("data/titanic.csv"), target: "survived", change: { _ in }),
        reference(
            "iris",
            [
                .init("rows_on_both_sides", nil, "one flower stands twice, in two folds."),
                .init(
                    "golden_feature", "petal width (cm)", "the width of a petal alone tells the species of 147 flowers of 150."),
            ]),
        reference("wine", []),
        reference(
            "breast_cancer",
            [.init("golden_feature", "worst area", "thirty measures of the same cells: the size of the largest says nearly all.")]
        ),
        GuardExamples(
            set: GuardExample(
                "digits, by naive_bayes",
                [
                    .init(
                        "overfit", nil,
                        "pixels are no independent normal variables, so that a few digits get absurd probabilities."),
                    .init("outlier_fold", nil, "the log loss of such a fold hangs on a few of them."),
                ]), path: SharedData.path("reference/data/digits.csv"), model: .naiveBayes),
        reference("diabetes", [.init("overfit", nil, "353 rows that train and much noise: trees of 31 leaves learn it.")]),
        reference("friedman1_2000x10_noise1", []),
        reference("make_classification_bin_2000x20", []),
        reference(
            "make_classification_4cls_2000x20", [.init("overfit", nil, "four classes in noise; the training rows are learnt.")]),
        reference(
            "make_classification_imb95_3000x20",
            [
                .init("overfit", nil, "150 rows of the rare class; those that train are told apart without error."),
                .init("golden_feature", "x3", "one of the informative columns carries most of it."),
            ]),
    ]
}
