//! How big anything in a file may be. Far above what people write, low enough that a phone survives a hostile file.

/// Bytes of a file, looked at before anything is read: 50 MB.
pub const FILE_BYTES: usize = 50 * 1024 * 1024;
/// Revisions of a file.
pub const FILE_REVISIONS: usize = 200_000;
/// Bytes at which a writer begins another part: 20 MB.
pub const PART_BYTES: usize = 20 * 1024 * 1024;
/// Revisions at which a writer begins another part.
pub const PART_REVISIONS: usize = 20_000;
/// UTF-8 bytes of one string, after unescaping: 64 KB.
pub const STRING_BYTES: usize = 64 * 1024;
/// Canonical bytes of the header, of one revision, of a member of the file that this build does not know: 1 MB.
pub const ITEM_BYTES: usize = 1024 * 1024;
/// JSON values in the header, in one revision …, itself and everything inside counted.
pub const ITEM_VALUES: usize = 20_000;
/// Arrays and objects inside each other, the header or revision itself counted.
pub const DEPTH: usize = 32;
/// Parents of a revision, and paths it closes.
pub const LINKS: usize = 1_000;
/// Vouchers of other devices in a header: checking their signatures takes time.
pub const VOUCHERS: usize = 256;
/// Bytes of a name: of a kind, an act, a sharing level, a purpose, a party.
pub const NAME_BYTES: usize = 64;
/// Bytes of a path, and of the short texts in the header.
pub const PATH_BYTES: usize = 200;
/// The largest whole number, either side of zero: 2^53 − 1, which every JSON reader holds exactly.
pub const INTEGER: i64 = (1 << 53) - 1;
