import Foundation
import Glibc
import Recipes
import Synchronization

/// Tells when anyone, in this process or another, changed the store.
///
/// A thread sleeps on the bell that every commit rings. Where the bell cannot be heard (another host, no inotify), it looks once a
/// second. While nothing happens it wakes at most once a second.
public final class StoreWatcher: Sendable {
    private let wakeUp: Int32
    private let isOver = Atomic<Bool>(false)
    private let ended = DispatchSemaphore(value: 0)

    /// Starts watching: every commit after this call is told.
    ///
    /// - Parameters:
    ///   - store: what is watched; it is kept open until the watching ends.
    ///   - interval: how often to look where the bell is not heard, in seconds.
    ///   - onChange: called on the watcher's thread with the new revision, once for each change that was seen; commits that come
    ///     close together may be one call. It must not release the watcher.
    public init(_ store: RunStore, interval: Double = 1, onChange: @escaping @Sendable (Int) -> Void) {
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        wakeUp = ends[1]
        let ears = Ears(store, wakeUp: ends[0], interval: interval)
        let thread = Thread { [ended] in
            ears.listen(onChange)
            ended.signal()
        }
        thread.name = "assay.watcher"
        thread.start()
    }

    /// Ends the watching; waits until a call that is going on has returned.
    public func stop() {
        guard !isOver.exchange(true, ordering: .acquiringAndReleasing) else { return }
        close(wakeUp)
        ended.wait()
    }

    deinit { stop() }
}

/// What the watcher's thread holds.
private struct Ears: Sendable {
    let store: RunStore
    let interval: Double
    /// Closed at the other end when the watching is over.
    let wakeUp: Int32
    let inotify: Int32
    /// What was there when the watching began.
    let version: Int
    let revision: Int

    init(_ store: RunStore, wakeUp: Int32, interval: Double) {
        self.store = store
        self.wakeUp = wakeUp
        self.interval = interval
        inotify = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        if inotify >= 0 { inotify_add_watch(inotify, Bell.path(in: store.folder), UInt32(IN_ATTRIB | IN_MODIFY)) }
        // In this order a commit in between is told once too often rather than never.
        version = (try? store.dataVersion()) ?? -1
        revision = (try? store.revision()) ?? -1
    }

    func listen(_ onChange: (Int) -> Void) {
        var (version, revision) = (version, revision)
        defer {
            close(wakeUp)
            if inotify >= 0 { close(inotify) }
        }
        while true {
            var waiting = [
                pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0), pollfd(fd: inotify, events: Int16(POLLIN), revents: 0),
            ]
            poll(&waiting, 2, Int32(interval * 1000))
            if waiting[0].revents != 0 { return }
            if waiting[1].revents != 0 { drain() }
            // A store that cannot be read now (a checkpoint, a full disk) is looked at again.
            guard let now = try? store.dataVersion(), now != version else { continue }
            version = now
            guard let latest = try? store.revision(), latest != revision else { continue }
            revision = latest
            onChange(latest)
        }
    }

    /// Takes the events away, so that rings that came close together are one.
    private func drain() {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while read(inotify, &buffer, buffer.count) > 0 {}
    }
}
