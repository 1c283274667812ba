//! What LevelDB packs into its tables (`.ldb`): blocks that Snappy has made smaller, in which a word need not stand as it
//! is written. <https://github.com/google/leveldb/blob/main/doc/table_format.md>

/// The last bytes of a table: where two blocks are, then the number that says it is one.
const FOOTER: usize = 48;
const MAGIC: [u8; 8] = 0xdb47_7524_8b80_fb57_u64.to_le_bytes();

/// The blocks of rows of a table as they were before they were made smaller; none where it is no table.
pub fn blocks(table: &[u8]) -> Vec<Vec<u8>> {
    unpacked(table).unwrap_or_default()
}

fn unpacked(table: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut footer = table.get(table.len().checked_sub(FOOTER)?..)?;
    footer.ends_with(&MAGIC).then_some(())?;
    let _about = handle(&mut footer)?;
    let index = block(table, handle(&mut footer)?)?;
    // Behind its entries a block counts the places where a key stands whole.
    let (rest, restarts) = index.split_last_chunk::<4>()?;
    let ends = rest.len().checked_sub(4 * usize::try_from(u32::from_le_bytes(*restarts)).ok()?)?;
    let mut entries = &rest[..ends];
    let mut blocks = Vec::new();
    while !entries.is_empty() {
        let _shared = number(&mut entries)?;
        let (key, value) = (number(&mut entries)?, number(&mut entries)?);
        let mut value = entries.get(key..key + value).inspect(|_| entries = &entries[key + value..])?;
        blocks.push(block(table, handle(&mut value)?)?);
    }
    Some(blocks)
}

/// The block of a handle. One byte behind it says whether Snappy made it smaller.
fn block(table: &[u8], (at, size): (usize, usize)) -> Option<Vec<u8>> {
    let bytes = table.get(at..at + size)?;
    match table.get(at + size)? {
        0 => Some(bytes.to_vec()),
        1 => snap::raw::Decoder::new().decompress_vec(bytes).ok(),
        _ => None,
    }
}

/// Where a block begins, and its bytes.
fn handle(bytes: &mut &[u8]) -> Option<(usize, usize)> {
    Some((number(bytes)?, number(bytes)?))
}

/// A number in groups of seven bits, the lowest first.
fn number(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for place in 0..9 {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= usize::from(first & 0x7f) << (7 * place);
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[test]
fn a_word_that_was_made_smaller_is_found() {
    let packed = |block: &[u8]| snap::raw::Encoder::new().compress_vec(block).expect("smaller");
    let small = |number: usize| u8::try_from(number).expect("a small number");
    // One block of rows, and an index of one entry that says where it is.
    let rows = packed(b"kingfisher kingfisher kingfisher");
    assert!(!rows.windows(21).any(|some| some == b"kingfisher kingfisher"));
    let entry = [&[0, 1, 2, b'k', 0, small(rows.len())][..], &[0; 4], &1_u32.to_le_bytes()].concat();
    let index = packed(&entry);
    let at = rows.len() + 5;
    let mut table = [&rows[..], &[1, 0, 0, 0, 0], &index, &[1, 0, 0, 0, 0]].concat();
    let mut footer = vec![0, 0, small(at), small(index.len())];
    footer.resize(FOOTER - MAGIC.len(), 0);
    table.extend([&footer[..], &MAGIC].concat());
    assert_eq!(blocks(&table), [b"kingfisher kingfisher kingfisher".to_vec()]);
    assert!(blocks(&table[1..]).is_empty() && blocks(b"kingfisher").is_empty());
}
