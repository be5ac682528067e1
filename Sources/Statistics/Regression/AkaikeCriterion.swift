// Statistics: Akaike's criterion, by which models of the same data are compared.

/// Deviance with a fine for each parameter; the least is best.
///
/// - SeeAlso: Hurvich and Tsai (1989), Biometrika 76:297–307 (small samples).
enum AkaikeCriterion {
  /// `deviance + 2k`; the deviance is −2 ln L up to a constant of the data.
  static func plain(deviance: Double, parameters k: Int) -> Double { deviance + 2 * Double(k) }

  /// `deviance + 2k + 2k(k + 1) / (n − k − 1)`; nil where n does not exceed k + 1.
  static func corrected(deviance: Double, parameters k: Int, observations n: Int) -> Double? {
    guard n > k + 1 else { return nil }
    return plain(deviance: deviance, parameters: k)
      + 2 * Double(k) * Double(k + 1) / Double(n - k - 1)
  }
}
