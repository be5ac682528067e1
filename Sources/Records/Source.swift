// Records: where a statement comes from. Every number keeps it.

/// The place in which a statement can be checked: an outlet with its address, or a file of a
/// register. Sources name publishers and files, never persons.
public struct Source: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Publisher, office or file.
  public let publisher: String
  /// Address of the page, or empty.
  public let address: String

  /// A source with its publisher and the address under which it can be read.
  public init(publisher: String, address: String = "") {
    self.publisher = publisher
    self.address = address
  }

  /// The address where there is one, else the publisher.
  public var description: String { address.isEmpty ? publisher : address }

  /// Orders by publisher, then address.
  public static func < (left: Self, right: Self) -> Bool {
    (left.publisher, left.address) < (right.publisher, right.address)
  }
}
