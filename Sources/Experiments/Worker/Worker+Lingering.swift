import Glibc

extension Worker {
    /// What a worker that a screen started does once the queue is empty: it waits, so that the next run begins with the program running, the
    /// table's values read and the columns binned.
    public struct Lingering: Sendable {
        /// Seconds that it waits for one run, at the most.
        var limit = 600.0
        /// Seconds between two looks at who started it.
        var interval = 1.0
        /// Whether what it prints goes to the log of the run that it works on.
        var logs = true
        /// Who started it. It does not outlive that one for long.
        let parent = getppid()
        /// The program that it is: the kernel marks the path where another has taken its place.
        private let executable = Self.executable

        public init() {}

        /// Waits until more is to be done.
        ///
        /// - Parameters:
        ///   - slot: the place that it works at.
        ///   - bell: what is rung for it.
        ///   - hasMore: whether runs are queued. Some may have come before the bell could be heard; others may be out of reach for a while.
        /// - Returns: false where it is time to go: nobody needs it any more, or it is not the program that is installed now.
        func waits(at slot: FileLock, bell: String, hasMore: () -> Bool) -> Bool {
            guard isWanted(at: slot), let bell = Doorbell(bell) else { return false }
            let pause = Int32(1000 * min(max(interval, 0.001), 10))
            if hasMore() {
                _ = bell.wait(milliseconds: min(pause, 100))
                return true
            }
            let end = Clock.monotonic() + limit
            while Clock.monotonic() < end {
                if bell.wait(milliseconds: pause) || hasMore() { return true }
                guard isWanted(at: slot) else { return false }
            }
            return false
        }

        private func isWanted(at slot: FileLock) -> Bool {
            parent > 1 && getppid() == parent && slot.stands && executable == Self.executable
        }

        private static var executable: String? { FilePath.target(ofLink: "/proc/self/exe") }
    }
}
