/// Results that threads put into places of their own.
final class ResultSlots<Value: Sendable>: @unchecked Sendable {
    private let places: UnsafeMutableBufferPointer<Value?>

    init(_ count: Int) {
        places = .allocate(capacity: count)
        places.initialize(repeating: nil)
    }

    deinit {
        places.deinitialize()
        places.deallocate()
    }

    /// Sets a place that no other thread touches.
    func set(_ place: Int, _ value: Value) { places[place] = value }

    /// What was set, in order.
    var values: [Value] { places.compactMap { $0 } }
}
