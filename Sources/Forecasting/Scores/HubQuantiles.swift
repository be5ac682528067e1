// Forecasting: the quantile levels in which forecasts are scored and exchanged.

/// The 23 quantile levels of the forecast hubs: 0.01, 0.025, 0.05, 0.10 … 0.95, 0.975, 0.99.
///
/// - SeeAlso: Cramer et al. (2022), Scientific Data 9:462, doi 10.1038/s41597-022-01517-w.
public enum HubQuantiles {
  /// The levels in rising order, in (0, 1); 0.5 is among them and each has its mirror image.
  public static let levels: [Double] =
    [0.01, 0.025] + (1...19).map { Double($0 * 5) / 100 } + [0.975, 0.99]
}
