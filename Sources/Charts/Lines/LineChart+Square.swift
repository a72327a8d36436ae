public import Terminal

extension LineChart {
    /// The part of a rectangle in which a chart of two shares (ROC, calibration) looks square: cells are twice as high as wide.
    ///
    /// - Returns: a rectangle at the left top, as large as fits with its axes.
    public static func square(in rect: Rect) -> Rect {
        let (gutter, below) = (7, 2)
        let height = min(rect.height - below, (rect.width - gutter) / 2)
        guard height >= 2 else { return rect }
        return Rect(x: rect.x, y: rect.y, width: height * 2 + gutter, height: height + below)
    }
}
