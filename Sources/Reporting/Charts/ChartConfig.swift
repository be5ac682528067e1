// Reporting: the look that all charts share. Colours are those of Okabe and Ito, which keep apart for
// colour-blind eyes; every difference in colour is also one in shape, dash or a written name.

/// Settings of a whole chart.
struct ChartConfig: Encodable, Sendable {
  struct View: Encodable, Sendable {
    let stroke: Nullable<String> = .null
  }

  struct Axes: Encodable, Sendable {
    let labelFontSize = ChartConfig.fontSize
    let titleFontSize = ChartConfig.fontSize
    let titleFontWeight = "normal"
    let labelColor = Ink.text
    let titleColor = Ink.text
    let gridColor = Ink.grid
    let domainColor = Ink.axis
    let tickColor = Ink.axis
    let labelPadding = 5
    let titlePadding = 8
  }

  struct Legends: Encodable, Sendable {
    let labelFontSize = ChartConfig.fontSize
    let titleFontSize = ChartConfig.fontSize
    let titleFontWeight = "normal"
    let labelColor = Ink.text
    let titleColor = Ink.text
    let symbolSize = 80
  }

  struct Titles: Encodable, Sendable {
    let color = Ink.text
    let subtitleColor = Ink.quiet
    let subtitleFontSize = ChartConfig.fontSize
    let subtitlePadding = 5
    let lineHeight = 19
    let subtitleLineHeight = 16
  }

  /// Size of all small text, pixels.
  static let fontSize = 12

  // The metrics of Arial are also those of Liberation Sans, so that a picture drawn on one machine
  // is not cut off on another.
  let font = "Arial, Helvetica, Liberation Sans, sans-serif"
  // The picture has one description; labels on each of hundreds of marks would only add noise.
  let aria = false
  let view = View()
  let axis = Axes()
  let legend = Legends()
  let title = Titles()
}

/// Colours.
enum Ink {
  static let text = "#1f2933"
  static let quiet = "#4a5560"
  static let grid = "#e2e6eb"
  static let axis = "#8a949e"
  /// Okabe–Ito blue.
  static let blue = "#0072B2"
  /// Okabe–Ito vermilion.
  static let vermilion = "#D55E00"
}
