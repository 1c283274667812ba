use super::*;
use proptest::prelude::*;

const NONCE: [u8; NONCE_LEN] = [9; NONCE_LEN];

fn key(byte: u8) -> DataKey {
    DataKey::new([byte; 32])
}

fn ring() -> KeyRing {
    KeyRing { notes: key(1), mine: key(2), retired: vec![[key(3), key(5)]] }
}

proptest! {
    #[test]
    fn what_is_sealed_opens_again(plain: Vec<u8>, nonce: [u8; NONCE_LEN], secret: [u8; 32], id in "[a-z0-9-]{1,40}") {
        let key = DataKey::new(secret);
        let sealed = seal("log", &id, &key, nonce, &plain).unwrap();
        prop_assert_eq!(open("log", &id, &key, &sealed), Ok(plain));
    }

    #[test]
    fn one_flipped_bit_is_noticed(plain: Vec<u8>, at: prop::sample::Index, bit in 0..8_u8) {
        let mut sealed = seal("log", "a", &key(1), NONCE, &plain).unwrap();
        let at = at.index(sealed.len());
        sealed[at] ^= 1 << bit;
        prop_assert_eq!(open("log", "a", &key(1), &sealed), Err(SealError::Broken));
    }

    #[test]
    fn a_row_cut_short_is_noticed(plain: Vec<u8>, at: prop::sample::Index) {
        let sealed = seal("log", "a", &key(1), NONCE, &plain).unwrap();
        let cut = &sealed[..at.index(sealed.len())];
        prop_assert_eq!(open("log", "a", &key(1), cut), Err(SealError::Broken));
    }
}

#[test]
fn a_row_does_not_open_anywhere_else() {
    let sealed = seal("log", "a", &key(1), NONCE, b"the hall is cold").unwrap();
    for (table, id, with) in [("drafts", "a", 1), ("log", "b", 1), ("log", "a", 2), ("log\na", "", 1)] {
        assert_eq!(open(table, id, &key(with), &sealed), Err(SealError::Broken), "{table:?} {id:?} {with}");
    }
}

#[test]
fn the_size_of_a_row_hides_the_size_of_the_words() {
    for (plain, sealed) in [(0, 256), (1, 256), (252, 256), (253, 512), (508, 512), (509, 768)] {
        let row = seal("log", "a", &key(1), NONCE, &vec![b'x'; plain]).unwrap();
        assert_eq!(row.len(), NONCE_LEN + sealed + 16, "{plain} bytes");
    }
}

#[test]
fn a_retired_key_still_opens_its_rows() {
    for old in [1, 2, 3, 5] {
        let sealed = seal("log", "a", &key(old), NONCE, b"words").unwrap();
        assert_eq!(ring().open("log", "a", key(old).id(), SUITE, &sealed), Ok(b"words".to_vec()));
    }
}

#[test]
fn new_keys_retire_those_before_and_each_knows_what_follows_it() {
    let renewed = ring().renewed(key(6), key(7));
    for (old, new) in
        [(1, Some(6)), (2, Some(7)), (3, Some(6)), (5, Some(7)), (6, None), (7, None), (9, None)]
    {
        let successor = renewed.successor(key(old).id()).map(|key| *key.secret());
        assert_eq!(successor, new.map(|new| [new; 32]), "{old}");
    }
}

#[test]
fn a_key_or_suite_of_a_later_build_is_named_as_such() {
    let sealed = seal("log", "a", &key(4), NONCE, b"words").unwrap();
    let id = key(4).id().to_owned();
    assert_eq!(ring().open("log", "a", &id, SUITE, &sealed), Err(SealError::UnknownKey(id)));
    assert_eq!(ring().open("log", "a", key(1).id(), 2, &sealed), Err(SealError::UnknownSuite(2)));
}

#[test]
fn a_key_is_never_printed() {
    let shown = format!("{:?}", ring());
    assert!(!shown.contains("1, 1, 1") && !shown.contains("0101"), "{shown}");
}

/// Frozen: changing any of these makes every notebook on every phone unreadable.
#[test]
fn the_bytes_on_a_phone_never_change() {
    let vectors = include_str!("vectors.txt").lines().filter(|line| !line.starts_with('#'));
    let mut count = 0;
    for line in vectors {
        let [secret, nonce, table, id, plain, key_id, sealed] =
            line.split(' ').collect::<Vec<_>>().try_into().unwrap();
        let key = DataKey::new(hex::decode(secret).unwrap().try_into().unwrap());
        let nonce = hex::decode(nonce).unwrap().try_into().unwrap();
        let plain = hex::decode(plain).unwrap();
        assert_eq!(key.id(), key_id);
        assert_eq!(hex::encode(seal(table, id, &key, nonce, &plain).unwrap()), sealed);
        count += 1;
    }
    assert_eq!(count, 3);
}
