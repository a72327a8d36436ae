import Actions

extension EffectRunner {
    /// Posts the views of the runs that are kept; where they cannot be read there are none.
    func postViews() {
        let views = (try? session.views()) ?? []
        mailbox.post(.views(views.map { KeptView(name: $0.name, view: $0.view) }))
    }
}
