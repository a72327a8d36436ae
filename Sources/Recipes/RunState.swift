/// Where a run stands.
public enum RunState: String, CaseIterable, Sendable {
    case queued, running, paused, done, stopped, cancelled, interrupted, failed
    /// A run of another host whose process cannot be asked.
    case unknown

    /// True where nothing more will happen by itself.
    public var isOver: Bool {
        switch self {
        case .queued, .running, .paused, .unknown: false
        case .done, .stopped, .cancelled, .interrupted, .failed: true
        }
    }

    /// True where the run has results that may be compared: it ended, or was stopped and kept.
    public var hasResult: Bool { self == .done || self == .stopped }
}
