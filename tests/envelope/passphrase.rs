//! A backup under a passphrase, and files that ask for work without end.

use super::{binary, identity};
use ginnel::exchange::envelope::{open, open_backup, seal_backup, seal_for};
use ginnel::vault::envelope::NotOpened;

#[test]
fn a_backup_opens_with_its_passphrase_and_with_no_other() {
    let words = "Ask us first. ".repeat(10_000).into_bytes();
    let sealed = seal_backup(&words, "kettle marsh lantern seven").unwrap();
    assert_eq!(*open_backup(&sealed, "kettle marsh lantern seven").unwrap(), words);
    for wrong in ["", "kettle marsh lantern", "Kettle marsh lantern seven", "kettle marsh lantern seven "] {
        assert_eq!(open_backup(&sealed, wrong), Err(NotOpened::WrongPassphrase), "{wrong}");
    }
}

#[test]
fn what_opens_with_a_key_and_what_with_a_passphrase_is_told_apart() {
    let key = identity();
    let backup = seal_backup(b"words", "kettle").unwrap();
    assert_eq!(open(&backup, &[&*key.secret]), Err(NotOpened::NeedsPassphrase));
    let sealed = seal_for(b"words", &[key.recipient.clone(), identity().recipient]).unwrap();
    assert_eq!(open_backup(&sealed, "kettle"), Err(NotOpened::NeedsKey));
}

/// Were any of these tried, this would not end: the least of them takes 128 MiB, the largest 8 million GiB.
#[test]
fn a_file_that_asks_for_work_without_end_is_refused_at_once() {
    let sealed = binary(&seal_backup(b"words", "kettle").unwrap());
    let text =
        sealed.windows(4).position(|bytes| bytes == b" 15\n").expect("our own work stands in the file");
    for work in ["17", "18", "22", "23", "30", "40", "63"] {
        let mut hostile = sealed.clone();
        hostile[text + 1..text + 3].copy_from_slice(work.as_bytes());
        assert_eq!(open_backup(&hostile, "kettle"), Err(NotOpened::TooMuchWork), "{work}");
    }
    let mut allowed = sealed.clone();
    allowed[text + 1..text + 3].copy_from_slice(b"16");
    assert_eq!(open_backup(&allowed, "kettle"), Err(NotOpened::WrongPassphrase), "tried, and another key");
}

#[test]
fn a_damaged_backup_says_so_once_the_passphrase_fits() {
    let sealed = binary(&seal_backup(&[3; 100_000], "kettle").unwrap());
    let mut flipped = sealed.clone();
    *flipped.last_mut().unwrap() ^= 1;
    for damaged in [&flipped[..], &sealed[..sealed.len() - 1], &sealed[..sealed.len() / 2]] {
        assert_eq!(open_backup(damaged, "kettle"), Err(NotOpened::Damaged));
    }
}
