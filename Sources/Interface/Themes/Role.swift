/// What a piece of the screen is for. Views name roles; a theme gives each its look.
public enum Role: String, CaseIterable, Hashable, Sendable {
    // Text
    /// What is read: values, names.
    case text
    /// What explains: units, hints, what is switched off.
    case dim
    /// What stands out without being good or bad: the current screen, the thing that is acted on.
    case accent
    /// Something bold: headings inside of a pane.
    case strong
    /// A value that is missing.
    case missing
    /// Characters that a filter matched.
    case match

    // Frames
    /// The frame of a pane.
    case frame
    /// The frame of the pane that has the keys.
    case frameFocused = "frame-focused"
    /// A frame's title.
    case title
    /// The title of the pane that has the keys.
    case titleFocused = "title-focused"
    /// Figures in a frame, at the right.
    case figures
    /// The frame of an overlay, which also gives its background.
    case overlay
    /// Something hidden behind an overlay, or a separator.
    case faint

    // Tables and lists
    /// A table's header.
    case header
    /// The header of the column that is sorted or current.
    case headerCurrent = "header-current"
    /// The current row where the pane has the keys.
    case selection
    /// The current row where another pane has the keys.
    case selectionInactive = "selection-inactive"
    /// The current cell of the current row, and the letter under a text cursor.
    case cursor
    /// Rows that are marked.
    case marked

    // States
    /// Better, done, healthy.
    case good
    /// Worse, harmful.
    case bad
    /// Be careful.
    case warning
    /// Worth knowing.
    case info
    /// What could not be done.
    case error
    /// Something that goes on now.
    case running

    // Lines of the screen's edge
    /// A screen's name in the top line.
    case tab
    /// The name of the screen that is shown.
    case tabCurrent = "tab-current"
    /// A key in the footer and in help.
    case key
    /// What a key does.
    case keyLabel = "key-label"
    /// A small tag: a kind, a state, a count.
    case badge
    /// The place where one types.
    case input
    /// What stands there before one has typed.
    case placeholder

    // Drawings
    /// Bars and histograms.
    case bar
    /// What a bar has not filled.
    case barTrack = "bar-track"
    /// A second bar beside the first, such as the positive class.
    case barSecond = "bar-second"
    /// The eight series of charts, in the order in which they are shown.
    case series1 = "series-1"
    case series2 = "series-2"
    case series3 = "series-3"
    case series4 = "series-4"
    case series5 = "series-5"
    case series6 = "series-6"
    case series7 = "series-7"
    case series8 = "series-8"
    /// The run that others are compared with.
    case baseline
    /// Axes and their ticks.
    case chartAxis = "chart-axis"
    /// The numbers along an axis.
    case chartLabel = "chart-label"
    /// Lines behind a chart.
    case chartGrid = "chart-grid"
    /// The line where values are read off.
    case crosshair
    /// The best point of a series.
    case best
    /// The ends of heat maps; between them the driver mixes.
    case heatLow = "heat-low"
    case heatHigh = "heat-high"

    /// The role of the series that is shown in a place, from 0; after eight they begin anew.
    public static func series(_ index: Int) -> Role {
        let all: [Role] = [.series1, .series2, .series3, .series4, .series5, .series6, .series7, .series8]
        return all[((index % all.count) + all.count) % all.count]
    }
}
