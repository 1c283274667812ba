//! Envelopes: other people's vectors, Debian's `age`, damage, passphrases, and what was sealed once.
#![cfg(not(target_arch = "wasm32"))]
// Helpers stand outside `#[test]`, where clippy's own exception for tests does not reach.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "envelope/damage.rs"]
mod damage;
#[path = "envelope/debian.rs"]
mod debian;
#[path = "envelope/passphrase.rs"]
mod passphrase;
#[path = "envelope/vectors.rs"]
mod vectors;

use age::armor::ArmoredReader;
use ginnel::exchange::envelope::{open, seal_for};
use ginnel::vault::envelope::{KeyPair, NotOpened, NotSealed, identity, is_envelope, recipient_of, seal};
use std::io::Read;

/// A desk and its deputy.
pub fn desk_and_deputy() -> [KeyPair; 2] {
    [identity(), identity()]
}

/// The recipients of these keys, as area settings would name them.
pub fn recipients(keys: &[KeyPair]) -> Vec<String> {
    keys.iter().map(|key| key.recipient.clone()).collect()
}

/// An envelope in its binary form.
pub fn binary(sealed: &[u8]) -> Vec<u8> {
    let mut binary = Vec::new();
    ArmoredReader::new(sealed).read_to_end(&mut binary).unwrap();
    binary
}

#[test]
fn the_desk_opens_it_and_the_deputy_and_nobody_else() {
    let keys = desk_and_deputy();
    let sealed = seal_for(b"The hall was full.", &recipients(&keys)).unwrap();
    for key in &keys {
        assert_eq!(*open(&sealed, &[&*key.secret]).unwrap(), b"The hall was full.");
    }
    let stranger = identity();
    assert_eq!(open(&sealed, &[&*stranger.secret]), Err(NotOpened::NotForYou));
    assert_eq!(*open(&sealed, &[&*stranger.secret, &*keys[1].secret]).unwrap(), b"The hall was full.");
    assert_eq!(
        open(&binary(&sealed), &[&*keys[0].secret]).map(|plain| plain.len()),
        Ok(18),
        "binary opens too"
    );
}

#[test]
fn an_envelope_is_plain_text_that_survives_a_mail_program() {
    let [desk, deputy] = desk_and_deputy();
    let words = "Nobody asks us before. ".repeat(5_000).into_bytes();
    let sealed = seal_for(&words, &[desk.recipient.clone(), deputy.recipient]).unwrap();
    assert!(sealed.is_ascii() && is_envelope(&sealed));
    let text = String::from_utf8(sealed).unwrap();
    assert!(!text.contains("Nobody"));
    for mailed in [text.replace('\n', "\r\n"), format!("\n\n{text}\n\n")] {
        assert!(is_envelope(mailed.as_bytes()));
        assert_eq!(*open(mailed.as_bytes(), &[&*desk.secret]).unwrap(), words);
    }
}

#[test]
fn a_file_is_never_sealed_for_one_alone() {
    let [desk, deputy] = recipients(&desk_and_deputy()).try_into().unwrap();
    for too_few in [vec![], vec![desk.clone()], vec![desk.clone(), desk.clone()]] {
        assert_eq!(seal_for(b"words", &too_few), Err(NotSealed::TooFew));
    }
    assert!(seal_for(b"words", &[desk.clone(), deputy]).is_ok());
    for no_key in ["", "age1", "the desk", &desk[..desk.len() - 1], &identity().secret] {
        assert_eq!(
            seal_for(b"words", &[desk.clone(), no_key.to_owned()]),
            Err(NotSealed::BadRecipient),
            "{no_key}"
        );
    }
}

#[test]
fn two_of_the_same_words_look_nothing_alike() {
    let keys = recipients(&desk_and_deputy());
    assert_ne!(seal(b"words", &keys), seal(b"words", &keys));
}

#[test]
fn what_is_no_envelope_is_called_none() {
    let key = identity();
    let pack = include_bytes!("../public/packs/default.json");
    for other in [
        &b""[..],
        b"words",
        b"age",
        b"{\"format\":\"ginnel-export\"}",
        b"-----BEGIN PGP MESSAGE-----\n",
        pack,
    ] {
        assert!(!is_envelope(other));
        assert_eq!(open(other, &[&*key.secret]), Err(NotOpened::NotAnEnvelope));
    }
    let later = b"age-encryption.org/v7\nwho knows\n";
    assert!(is_envelope(later));
    assert_eq!(open(later, &[&*key.secret]), Err(NotOpened::Newer));
    let sealed = seal(b"words", &[&key.recipient]).unwrap();
    for no_key in ["", "AGE-SECRET-KEY-1", &key.recipient] {
        assert_eq!(open(&sealed, &[no_key]), Err(NotOpened::BadKey), "{no_key}");
    }
}

#[test]
fn a_secret_key_knows_its_recipient_and_does_not_show_itself() {
    let key = identity();
    assert_eq!(recipient_of(&format!(" {}\n", *key.secret)), Some(key.recipient.clone()));
    assert_eq!(recipient_of(&key.recipient), None);
    assert!(!format!("{key:?}").contains(&*key.secret));
}

/// Sealed on 2026-11-22 for these two keys. Every later build opens it.
#[test]
fn what_was_sealed_once_opens_for_ever() {
    let sealed = include_bytes!("fixtures/envelopes/desk_and_deputy.age");
    for line in include_str!("fixtures/envelopes/keys.txt").lines().filter(|line| !line.starts_with('#')) {
        assert_eq!(*open(sealed, &[line]).unwrap(), "The hall was full. ☕\n".as_bytes());
    }
}

/// Makes the files of the test above anew. Never to make it pass.
#[test]
#[ignore = "writes fixtures"]
fn freeze() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/envelopes");
    let keys = desk_and_deputy();
    let sealed = seal_for("The hall was full. ☕\n".as_bytes(), &recipients(&keys)).unwrap();
    let [desk, deputy] = keys.map(|key| key.secret);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("desk_and_deputy.age"), sealed).unwrap();
    let keys = format!("# Invented keys, for a test and for nothing else.\n{}\n{}\n", *desk, *deputy);
    std::fs::write(folder.join("keys.txt"), keys).unwrap();
}
