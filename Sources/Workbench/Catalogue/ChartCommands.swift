import Interface
import Terminal

extension Catalogue {
    /// Reading off, zooming and looks of any chart.
    static let chartCommands: [AppCommand] = [
        chart("chart.left", "read off", "Moves the crosshair to the left.", ["Left"], priority: 50) { $0.moveCrosshair(-1) },
        chart("chart.right", "crosshair right", "Moves the crosshair to the right.", ["Right"]) { $0.moveCrosshair(1) },
        chart("chart.left10", "crosshair left by ten", "Moves the crosshair to the left by ten.", ["Shift-Left"]) {
            $0.moveCrosshair(-10)
        },
        chart("chart.right10", "crosshair right by ten", "Moves the crosshair to the right by ten.", ["Shift-Right"]) {
            $0.moveCrosshair(10)
        },
        chart("chart.log", "log", "Draws values on a logarithmic axis, or not.", ["l"], priority: 45) {
            $0.train.isLogarithmic.toggle()
        },
        chart("chart.smooth", "smooth", "Smooths the curves, the raw ones stay dim; or not.", ["o"], priority: 44) {
            $0.train.isSmoothed.toggle()
        },
        chart("chart.best", "best", "Puts the crosshair on the best step.", ["b"], priority: 46) { $0.crosshairToBest() },
        chart("chart.in", "zoom in", "Shows fewer steps.", [">"]) { $0.zoomChart(0.5) },
        chart("chart.out", "zoom out", "Shows more steps.", ["<"]) { $0.zoomChart(2) },
        chart("chart.panLeft", "pan left", "Moves the window to the left.", ["("]) { $0.panChart(-0.25) },
        chart("chart.panRight", "pan right", "Moves the window to the right.", [")"]) { $0.panChart(0.25) },
        chart("chart.all", "show all", "Shows all steps.", ["0"]) {
            $0.train.window = nil
            $0.train.crosshair = nil
        },
    ]

    private static func chart(
        _ id: String, _ title: String, _ summary: String, _ keys: [KeySequence], priority: Int = 0,
        _ change: @escaping @Sendable (inout WorkbenchState) -> Void
    ) -> AppCommand {
        AppCommand(
            id, title, summary, keys: keys, scopes: ["chart"], category: "Charts", priority: priority,
            availability: { $0.shownRun == nil ? .unavailable("there is no run") : .available }
        ) {
            change(&$0)
            return []
        }
    }
}
