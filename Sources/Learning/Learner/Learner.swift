public import Recipes

/// A family of models: how one is fitted, and how it is read back.
///
/// A new family is a type that conforms, and a line in ``Learners``; its parameters are declared under the same key in
/// `Recipes`. The same training set, parameters and seed must give the same bits for every number of threads.
public protocol Learner: Sendable {
    /// The key of the family in recipes.
    var family: String { get }

    /// Fits a model.
    ///
    /// A learner with steps calls `context.observer.step` after each one and ends where that says so, returning the model as it
    /// stands. A learner without steps calls nothing; the trainer scores it as one step.
    ///
    /// - Parameters:
    ///   - data: all that may be learnt from.
    ///   - watched: rows whose predictions the observer wants after every step, or nil. They come without their target: live
    ///     curves are drawn from them, choices cannot be.
    ///   - context: parameters, seed, threads and the observer.
    /// - Returns: the model, which is that of the last step where the observer ended the fit.
    /// - Throws: ``AssayError`` where no model can be made of this data.
    func fit(_ data: TrainingSet, watching watched: FeatureRows?, context: FitContext) throws(AssayError) -> any FittedModel

    /// The steps that a fit has, where that is known before.
    func stepCount(_ parameters: Recipe.Model) -> Int?

    /// Reads a model from what ``FittedModel/json`` gave.
    ///
    /// - Throws: ``AssayError`` where the document is not such a model.
    func model(from json: JSON) throws(AssayError) -> any FittedModel
}

extension Learner {
    /// Not known, unless the family says otherwise.
    public func stepCount(_ parameters: Recipe.Model) -> Int? { nil }
}

/// All that a fit needs besides its data.
public struct FitContext {
    public var task: LearningTask
    public var parameters: Recipe.Model
    /// Of the model's own random numbers.
    public var seed: Int
    /// At least 1; never changes a bit of the result.
    public var threads: Int
    public var observer: any FitObserver
    /// Where the fit goes on: what ``FitObserver/keep(_:)`` got from a fit of the same rows with the same parameters (but perhaps
    /// fewer steps); nil begins. The model is the same to the bit either way.
    public var checkpoint: FitCheckpoint?

    public init(
        task: LearningTask, parameters: Recipe.Model, seed: Int = 0, threads: Int = 1,
        observer: any FitObserver = SilentObserver(), checkpoint: FitCheckpoint? = nil
    ) {
        self.task = task
        self.parameters = parameters
        self.seed = seed
        self.threads = max(1, threads)
        self.observer = observer
        self.checkpoint = checkpoint
    }
}

/// The state of a fit after a step, as bytes that its learner understands.
public struct FitCheckpoint: Sendable, Equatable {
    /// The steps that are done, from 1.
    public var step: Int
    public var bytes: [UInt8]

    public init(step: Int, bytes: [UInt8]) {
        self.step = step
        self.bytes = bytes
    }
}

/// Hears of a fit's steps, on the thread that fits.
public protocol FitObserver: AnyObject {
    /// Everything that is fitted before the model itself (imputation, scaling, bins) is done; seconds before this count as
    /// encoding.
    func encoded()

    /// Asked while a fit does work that is no step, such as choosing the number of steps: whether to go on.
    func working() -> TrainingDirective

    /// A step is done.
    ///
    /// - Parameters:
    ///   - step: from 1.
    ///   - training: predictions for the training rows as they stand now: probabilities row by row (rows x classes, also for
    ///     two), or numbers.
    ///   - watched: the same for the watched rows, or nil where there are none.
    /// - Returns: whether to go on; for `stop` and `cancel` the fit ends here.
    func step(
        _ step: Int, training: UnsafeBufferPointer<Double>, watched: UnsafeBufferPointer<Double>?
    ) -> TrainingDirective

    /// Asked after every step, once the step is told: whether the state after it should be given to ``keep(_:)``.
    func wantsCheckpoint(after step: Int) -> Bool

    /// Takes the state after a step.
    func keep(_ checkpoint: FitCheckpoint)

    /// The learning rate that a step (from 1) has: the planned one, unless someone changed it.
    func learningRate(at step: Int, planned: Double) -> Double
}

extension FitObserver {
    /// Goes on, unless the observer says otherwise.
    public func working() -> TrainingDirective { .proceed }
    /// Wants none, unless the observer says otherwise.
    public func wantsCheckpoint(after step: Int) -> Bool { false }
    /// Drops it.
    public func keep(_ checkpoint: FitCheckpoint) {}
    /// The planned one.
    public func learningRate(at step: Int, planned: Double) -> Double { planned }
}

/// An observer that lets every fit run to its end.
public final class SilentObserver: FitObserver {
    public init() {}
    public func encoded() {}
    public func step(
        _ step: Int, training: UnsafeBufferPointer<Double>, watched: UnsafeBufferPointer<Double>?
    ) -> TrainingDirective { .proceed }
}

/// A model that has been fitted: it predicts, says what mattered, and can be written and read.
public protocol FittedModel: Sendable {
    /// Predictions for some rows: probabilities row by row (rows x classes; each row sums to 1), or numbers.
    ///
    /// Features are found by name; words that the training rows did not have are treated as the family says.
    ///
    /// - Throws: ``AssayError`` where a feature of the model is not there.
    func predict(_ rows: FeatureRows, threads: Int) throws(AssayError) -> [Double]

    /// How much each feature mattered, in the order of the features it was fitted on, not negative, summing to 1 (or all 0);
    /// nil where the family has no such measure.
    var importance: [Double]? { get }

    /// The step that was chosen on an inner split of the training rows, or nil.
    var bestStep: Int? { get }

    /// Everything that predicting needs: encoders, words, weights. ``Learner/model(from:)`` reads it back.
    var json: JSON { get }
}

extension FittedModel {
    /// No choice of steps unless the family makes one.
    public var bestStep: Int? { nil }
}
