/// A feature as boosting reads it: a number a row, or a category.
enum BoostingFeature: Sendable {
    /// NaN is missing.
    case numeric([Double])
    /// Codes from 0; less is missing.
    case categorical([Int32])

    var count: Int {
        switch self {
        case .numeric(let values): values.count
        case .categorical(let codes): codes.count
        }
    }
}

/// What trees are to predict.
enum BoostingTarget: Sendable {
    /// A class a row, from 0.
    case classes([Int32], count: Int)
    /// A number a row.
    case quantity([Double])
}
