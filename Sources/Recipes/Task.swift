/// What is to be predicted.
public enum LearningTask: String, CaseIterable, Sendable {
    /// One of two or more classes.
    case classification
    /// A number.
    case regression
}
