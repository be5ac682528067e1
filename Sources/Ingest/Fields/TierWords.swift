// Ingest: on which rung of the cascade a session was held, from the words for its host and leader.
// Only certain words are read; a session of the regency is what everything else stays.

import Records

/// Reads the rung of a session.
enum TierWords {
  /// The rung on which a session was held.
  ///
  /// - A host that is a district or a village by name, or a district's head who leads in a place of
  ///   the district.
  /// - An agency that holds it for its own people: no head of another unit attends. Agencies for
  ///   personnel and for politics hold sessions for the whole regency and stay there.
  ///
  /// - Parameters:
  ///   - host: Organizers as printed, separated by `;`.
  ///   - lead: Roles of the leaders as printed, the first one first.
  ///   - venue: Place as printed.
  ///   - audience: Levels that attended.
  /// - Returns: The rung; `regency` where nothing is certain.
  static func tier(
    host: String, lead: String, venue: String, audience: [LevelMention]
  ) -> SessionTier {
    let hosts = host.split(separator: ";").map { $0.trimmed.lowercased() }
    let rungs = Set(hosts.map(rung))
    if rungs.count == 1, let only = rungs.first {
      switch only {
      case .district?, .village?: return only ?? .regency
      case .opd?: return audience.contains(where: isLeader) ? .regency : .opd
      default: break
      }
    }
    let place = venue.lowercased()
    let isDistrict = ["kantor camat", "kantor distrik", "aula kecamatan"].contains {
      place.hasPrefix($0)
    }
    let leader = withoutActing(lead.split(separator: ";").first?.trimmed.lowercased() ?? "")
    let heads = ["camat", "sekretaris camat", "sekcam", "kepala distrik", "sekretaris distrik"]
    return isDistrict && heads.contains { leader == $0 || leader.hasPrefix("\($0) ") }
      ? .district : .regency
  }

  private static func rung(_ host: String) -> SessionTier? {
    var name = host
    for prefix in ["pemerintah ", "kantor ", "pem"] where name.hasPrefix(prefix) {
      let rest = String(name.dropFirst(prefix.count))
      if prefix != "pem" || rest.hasPrefix("des ") { name = rest }
    }
    let words: [(SessionTier, [String])] = [
      (.district, ["kecamatan ", "camat ", "distrik "]),
      (.village, ["desa ", "des ", "kelurahan ", "kampung ", "nagari ", "gampong ", "pekon "]),
      (.opd, ["dinas ", "rsud", "puskesmas ", "satpol pp", "sekretariat dprd"]),
    ]
    return words.first { $0.1.contains(where: name.hasPrefix) }?.0
  }

  private static func isLeader(_ mention: LevelMention) -> Bool {
    let others: Set<Level> = [
      .bupati, .wakilBupati, .sekda, .kepalaOPD, .camat, .lurah, .kepalaDesa,
    ]
    return mention.singleLevel.map(others.contains) ?? false
  }

  private static func withoutActing(_ role: String) -> String {
    let acting = ["plt ", "pj ", "pjs ", "plh "]
    return acting.first(where: role.hasPrefix).map { String(role.dropFirst($0.count)) } ?? role
  }
}
