//! Flipped bits, missing ends, and sizes that no phone could take.

use super::{binary, desk_and_deputy, recipients};
use ginnel::exchange::limits::FILE_BYTES;
use ginnel::vault::envelope::{NotOpened, NotSealed, identity, open, seal};

/// Plaintext of one chunk, and what sealing adds to it.
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;

#[test]
fn no_flipped_bit_goes_unnoticed() {
    let keys = desk_and_deputy();
    let sealed = binary(&seal(b"Tea at the hall.", &recipients(&keys)).unwrap());
    for at in 0..sealed.len() {
        for bit in 0..8 {
            let mut flipped = sealed.clone();
            flipped[at] ^= 1 << bit;
            let told = open(&flipped, &[&*keys[0].secret], FILE_BYTES).err();
            assert!(told.is_some(), "bit {bit} of byte {at} of {}", sealed.len());
            // What stands behind the list of recipients can only be damage.
            if at + TAG >= sealed.len() {
                assert_eq!(told, Some(NotOpened::Damaged));
            }
        }
    }
}

#[test]
fn no_flipped_bit_of_the_text_gives_other_words() {
    let key = identity();
    let sealed = seal(b"Tea at the hall.", &[&key.recipient]).unwrap();
    let mut same = 0;
    for at in 0..sealed.len() {
        for bit in 0..8 {
            let mut flipped = sealed.clone();
            flipped[at] ^= 1 << bit;
            if let Ok(plain) = open(&flipped, &[&*key.secret], FILE_BYTES) {
                assert_eq!(*plain, b"Tea at the hall.");
                same += 1;
            }
        }
    }
    assert!(same < 8, "armor has hardly any room for two spellings: {same}");
}

#[test]
fn a_file_cut_short_anywhere_is_refused() {
    let keys = desk_and_deputy();
    let words: Vec<u8> = (0..3 * CHUNK).map(|n| (n % 251) as u8).collect();
    for length in [3 * CHUNK, 2 * CHUNK + 1, CHUNK, 1, 0] {
        let text = seal(&words[..length], &recipients(&keys)).unwrap();
        let sealed = binary(&text);
        let opened = open(&sealed, &[&*keys[1].secret], FILE_BYTES).unwrap();
        assert_eq!(*opened, words[..length]);
        let chunks = length.div_ceil(CHUNK).max(1);
        let payload = sealed.len() - length - chunks * TAG;
        // At every boundary of a chunk and one byte to each side, and everywhere in what stands in front.
        let boundaries = (0..=chunks).map(|n| (payload + n * (CHUNK + TAG)).min(sealed.len()));
        let around = boundaries.flat_map(|at| [at - 1, at, at + 1]);
        for at in (0..payload).chain(around).filter(|at| *at < sealed.len()) {
            let told = open(&sealed[..at], &[&*keys[1].secret], FILE_BYTES).err();
            assert!(
                matches!(told, Some(NotOpened::Damaged | NotOpened::NotAnEnvelope | NotOpened::Newer)),
                "{at}: {told:?}"
            );
        }
        for at in [text.len() / 4, text.len() / 2, text.len() - 40] {
            assert_eq!(open(&text[..at], &[&*keys[1].secret], FILE_BYTES), Err(NotOpened::Damaged), "{at}");
        }
        assert_eq!(
            open(&[&sealed[..], b"x"].concat(), &[&*keys[1].secret], FILE_BYTES),
            Err(NotOpened::Damaged)
        );
    }
}

#[test]
fn chunks_that_changed_places_are_refused() {
    let key = identity();
    let sealed = binary(&seal(&vec![7; 3 * CHUNK], &[&key.recipient]).unwrap());
    let first = sealed.len() - 3 * (CHUNK + TAG);
    let mut swapped = sealed.clone();
    swapped[first..first + 2 * (CHUNK + TAG)].rotate_left(CHUNK + TAG);
    assert_ne!(swapped, sealed);
    assert_eq!(open(&swapped, &[&*key.secret], FILE_BYTES), Err(NotOpened::Damaged));
}

#[test]
fn more_than_a_file_may_hold_is_refused() {
    let key = identity();
    let sealed = seal(&[7; 1000], &[&key.recipient]).unwrap();
    assert!(open(&sealed, &[&*key.secret], 1000).is_ok());
    assert_eq!(open(&sealed, &[&*key.secret], 999), Err(NotOpened::TooBig));
    let long = seal(&vec![7; 4 * CHUNK], &[&key.recipient]).unwrap();
    for form in [binary(&long), long] {
        assert_eq!(open(&form, &[&*key.secret], 10), Err(NotOpened::TooBig), "before it is opened");
    }
    let both = recipients(&desk_and_deputy());
    assert_eq!(ginnel::exchange::envelope::seal_for(&vec![0; FILE_BYTES + 1], &both), Err(NotSealed::TooBig));
}

/// A million recipients, none of them ours: trying a key on each would take minutes.
#[test]
fn a_file_for_a_million_others_is_refused_before_any_is_tried() {
    let key = identity();
    let one = binary(&seal(b"words", &[&identity().recipient]).unwrap());
    let text = String::from_utf8_lossy(&one).into_owned();
    let stanza = text.split_inclusive('\n').skip(1).take(2).collect::<String>();
    assert!(stanza.starts_with("-> X25519 "), "{stanza}");
    let hostile = format!("age-encryption.org/v1\n{}--- {}\n", stanza.repeat(400_000), "A".repeat(43));
    assert!(hostile.len() < FILE_BYTES);
    assert_eq!(open(hostile.as_bytes(), &[&*key.secret], FILE_BYTES), Err(NotOpened::TooMuchWork));
}
