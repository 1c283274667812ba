use super::*;
use crate::vault::seal::DataKey;

fn ring() -> KeyRing {
    let [notes, mine, old_notes, old_mine] = [1, 2, 3, 4].map(|byte| DataKey::new([byte; 32]));
    KeyRing { notes, mine, retired: vec![[old_notes, old_mine]] }
}

fn stretching(salt: u8) -> Stretching {
    Stretching { salt: [salt; SALT_LEN], cost: Cost::LEAST }
}

/// The keyslots of a notebook with a passphrase and a code.
fn locked() -> Keyslots {
    let mut slots = Keyslots::closed(&ring());
    slots.add(Way::Recovery, stretching(1), &[1; 32], &ring(), ([1; 8], [1; NONCE_LEN])).unwrap();
    slots.add(Way::Passphrase, stretching(2), &[2; 32], &ring(), ([2; 8], [2; NONCE_LEN])).unwrap();
    slots
}

fn secrets(ring: &KeyRing) -> Vec<[u8; 32]> {
    let all = [&ring.notes, &ring.mine].into_iter().chain(ring.retired.iter().flatten());
    all.map(|key| *key.secret()).collect()
}

#[test]
fn a_notebook_without_a_passphrase_opens_again() {
    let slots = Keyslots::parse(&Keyslots::open(&ring()).to_bytes()).unwrap();
    assert_eq!(secrets(&slots.ring().unwrap()), secrets(&ring()));
    assert!(slots.has_open_slot());
}

#[test]
fn a_locked_notebook_opens_with_what_it_was_locked_with_and_with_nothing_else() {
    let slots = Keyslots::parse(&locked().to_bytes()).unwrap();
    assert_eq!((slots.ring().err(), slots.has_open_slot()), (Some(KeyslotError::Locked), false));
    for (way, number) in [(Way::Recovery, 1), (Way::Passphrase, 2)] {
        assert_eq!(slots.stretchings(way), [stretching(number)]);
        let opened = slots.unlock(&stretching(number), &[number; 32]).unwrap();
        assert_eq!(secrets(&opened), secrets(&ring()));
        assert_eq!(slots.unlock(&stretching(number), &[9; 32]).err(), Some(KeyslotError::WrongKey));
    }
    assert_eq!(slots.unlock(&stretching(1), &[2; 32]).err(), Some(KeyslotError::WrongKey));
}

#[test]
fn a_made_up_row_does_not_keep_the_phone_busy() {
    let with_cost = |salt, cost| Stretching { salt: [salt; SALT_LEN], cost };
    let made_up = |costs: &[Cost]| {
        let mut slots = Keyslots::closed(&ring());
        for (salt, cost) in (0..).zip(costs) {
            let new = ([salt; 8], [salt; NONCE_LEN]);
            slots.add(Way::Passphrase, with_cost(salt, *cost), &[salt; 32], &ring(), new).unwrap();
        }
        slots.stretchings(Way::Passphrase)
    };
    let too_dear = Cost { passes: Cost::MOST.passes + 1, ..Cost::MOST };
    for (costs, tried) in [
        (vec![Cost::USUAL; 3], 3),
        (vec![Cost::USUAL; 200], 4),
        (vec![Cost::MOST; 200], 1),
        (vec![Cost::USUAL, too_dear], 1),
    ] {
        assert_eq!(made_up(&costs).len(), tried, "{costs:?}");
    }
}

#[test]
fn nothing_of_the_keys_stands_in_a_locked_row() {
    let row = String::from_utf8(locked().to_bytes()).unwrap();
    for secret in secrets(&ring()).into_iter().chain([[1; 32], [2; 32]]) {
        assert!(!row.contains(&hex::encode(secret)));
    }
    assert!(String::from_utf8(Keyslots::open(&ring()).to_bytes()).unwrap().contains(&hex::encode([1; 32])));
}

#[test]
fn a_changed_passphrase_stands_beside_the_one_before_until_that_is_removed() {
    let mut slots = locked();
    slots.add(Way::Passphrase, stretching(3), &[3; 32], &ring(), ([3; 8], [3; NONCE_LEN])).unwrap();
    assert_eq!(slots.stretchings(Way::Passphrase), [stretching(3), stretching(2)]);
    assert!(slots.unlock(&stretching(2), &[2; 32]).is_ok() && slots.unlock(&stretching(3), &[3; 32]).is_ok());
    slots.keep_newest(Way::Passphrase);
    assert_eq!(slots.stretchings(Way::Passphrase), [stretching(3)]);
    assert_eq!(slots.stretchings(Way::Recovery), [stretching(1)]);
}

#[test]
fn a_slot_for_other_keys_is_not_added() {
    let other = ring().renewed(DataKey::new([7; 32]), DataKey::new([8; 32]));
    let mut slots = locked();
    let added = slots.add(Way::Passphrase, stretching(3), &[3; 32], &other, ([3; 8], [3; NONCE_LEN]));
    assert_eq!((added, slots), (Err(KeyslotError::WrongKey), locked()));
}

#[test]
fn every_flipped_bit_of_a_slot_is_noticed() {
    let row: Value = serde_json::from_slice(&locked().to_bytes()).unwrap();
    let sealed = hex::decode(row["slots"][0]["sealed"].as_str().unwrap()).unwrap();
    for at in 0..sealed.len() {
        let mut flipped = sealed.clone();
        flipped[at] ^= 1;
        let mut row = row.clone();
        row["slots"][0]["sealed"] = json!(hex::encode(flipped));
        let slots = Keyslots::parse(row.to_string().as_bytes()).unwrap();
        assert_eq!(slots.unlock(&stretching(2), &[2; 32]).err(), Some(KeyslotError::WrongKey), "{at}");
        assert!(slots.unlock(&stretching(1), &[1; 32]).is_ok(), "the other slot still opens");
    }
}

/// The same, where an organisation could help, and was asked to.
fn asked() -> Keyslots {
    let mut slots = locked();
    let recipients = ["age1desk".to_owned(), "age1deputy".to_owned()];
    let sealed = "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n".to_owned();
    slots.set_organisation(Some(Organisation {
        made_for: made_for(&ring().all_notes(), &recipients),
        sealed,
    }));
    slots.set_asked(Some(&Asked {
        recipient: "age1phone".to_owned(),
        secret: "AGE-SECRET-KEY-1PHONE".to_owned(),
    }));
    slots
}

#[test]
fn a_slot_for_an_organisation_and_a_request_come_and_go() {
    let mut slots = Keyslots::parse(&asked().to_bytes()).unwrap();
    assert_eq!(slots, asked());
    assert!(slots.organisation().unwrap().helps());
    assert!(slots.unlock(&stretching(2), &[2; 32]).is_ok());
    slots.set_organisation(asked().organisation().cloned());
    assert_eq!(slots, asked(), "one takes the place of the other");
    slots.set_asked(None);
    slots.set_organisation(None);
    assert_eq!(slots, locked());
}

#[test]
fn what_a_slot_was_made_for_is_told_by_its_keys_and_recipients() {
    let ring = ring();
    let [desk, deputy] = ["age1desk".to_owned(), "age1deputy".to_owned()];
    let both = [desk.clone(), deputy.clone()];
    let of = made_for(&ring.all_notes(), &both);
    assert_eq!(made_for(&[&ring.notes, &ring.retired[0][0]], &[desk.clone(), deputy]), of);
    assert_ne!(made_for(&[&ring.notes], &both), of);
    assert_ne!(made_for(&ring.all_notes(), &[desk]), of);
}

#[test]
fn of_an_answer_all_keys_of_notes_are_wanted_and_no_others() {
    let (slots, ring) = (locked(), ring());
    let (notes, old) = (ring.notes.clone(), ring.retired[0][0].clone());
    let ids = |keys: Vec<DataKey>| keys.iter().map(|key| key.id().to_owned()).collect::<Vec<_>>();
    let all = [DataKey::new([9; 32]), old.clone(), notes.clone()];
    assert_eq!(slots.notes_among(&all).map(ids), Some(ids(vec![notes.clone(), old.clone()])));
    assert!(slots.notes_among(&[notes]).is_none() && slots.notes_among(&[old, ring.mine.clone()]).is_none());
    assert!(slots.is_mine(ring.mine.id()) && slots.is_mine(ring.retired[0][1].id()));
    assert!(!slots.is_mine(ring.notes.id()) && !slots.is_mine(ring.retired[0][0].id()));
}

#[test]
fn what_a_later_build_added_survives() {
    let mut row: Value = serde_json::from_slice(&locked().to_bytes()).unwrap();
    let later = json!({"kind": "passkey", "wrapped": "00ff", "deep": {"er": [1]}});
    let odd = json!({"kind": "passphrase", "salt": "not hex"});
    row["slots"].as_array_mut().unwrap().splice(0..0, [later, odd]);
    row["lock_after_minutes"] = json!(5);
    let slots = Keyslots::parse(row.to_string().as_bytes()).unwrap();
    assert!(slots.unlock(&stretching(2), &[2; 32]).is_ok());
    assert_eq!(serde_json::from_slice::<Value>(&slots.to_bytes()).unwrap(), row);
}

#[test]
fn a_slot_that_holds_another_key_is_not_believed() {
    let text = String::from_utf8(Keyslots::open(&ring()).to_bytes()).unwrap();
    for wrong in [hex::encode([7; 32]), "not hex".into(), "00".into()] {
        let changed = text.replace(&hex::encode([1; 32]), &wrong);
        let slots = Keyslots::parse(changed.as_bytes()).unwrap();
        assert_eq!(slots.ring().err(), Some(KeyslotError::WrongKey), "{wrong}");
    }
}

#[test]
fn a_row_that_is_not_keyslots_says_why() {
    let newer = String::from_utf8(Keyslots::open(&ring()).to_bytes()).unwrap();
    let newer = newer.replace("\"keyslots\":1", "\"keyslots\":2");
    assert_eq!(Keyslots::parse(newer.as_bytes()), Err(KeyslotError::Newer));
    for damaged in
        ["", "{}", "[]", "nonsense", r#"{"keyslots":1}"#, r#"{"keyslots":"1"}"#, r#"{"keyslots":0}"#]
    {
        assert_eq!(Keyslots::parse(damaged.as_bytes()), Err(KeyslotError::Damaged), "{damaged}");
    }
}

/// Frozen: who could help on a phone of an earlier build still can.
#[test]
fn the_row_on_a_phone_that_awaits_an_answer_never_changes() {
    let row = include_str!("../../../tests/fixtures/keyslots-organisation.json").trim();
    assert_eq!(String::from_utf8(asked().to_bytes()).unwrap(), row);
}

/// Frozen: a phone that was locked by an earlier build must open.
#[test]
fn the_row_on_a_locked_phone_never_changes() {
    let row = include_str!("../../../tests/fixtures/keyslots.json").trim();
    assert_eq!(String::from_utf8(locked().to_bytes()).unwrap(), row);
}

fn passkey(number: u8) -> Passkey {
    Passkey { credential: vec![number; 20], salt: [number; 32] }
}

#[test]
fn a_passkey_opens_with_what_its_device_gave_and_with_nothing_else() {
    let mut slots = locked();
    slots.set_passkey(passkey(1), &[5; 32], &ring(), ([5; 8], [5; NONCE_LEN])).unwrap();
    let slots = Keyslots::parse(&slots.to_bytes()).unwrap();
    assert_eq!(slots.passkey(), Some(&passkey(1)));
    assert_eq!(secrets(&slots.unlock_with_passkey(&passkey(1), &[5; 32]).unwrap()), secrets(&ring()));
    for (known, secret) in [(passkey(1), 6), (passkey(2), 5), (passkey(1), 2)] {
        let opened = slots.unlock_with_passkey(&known, &[secret; 32]);
        assert_eq!(opened.err(), Some(KeyslotError::WrongKey), "{secret}");
    }
    // What the device gave is not the key itself, and stands nowhere.
    let row = String::from_utf8(slots.to_bytes()).unwrap();
    assert!(slots.unlock(&stretching(2), &[5; 32]).is_err() && !row.contains(&hex::encode([5; 32])));
    for (way, number) in [(Way::Recovery, 1), (Way::Passphrase, 2)] {
        assert!(slots.unlock(&stretching(number), &[number; 32]).is_ok(), "{way:?} goes on");
    }
}

#[test]
fn another_passkey_takes_the_place_of_the_one_before() {
    let mut slots = locked();
    slots.set_passkey(passkey(1), &[5; 32], &ring(), ([5; 8], [5; NONCE_LEN])).unwrap();
    slots.set_passkey(passkey(2), &[6; 32], &ring(), ([6; 8], [6; NONCE_LEN])).unwrap();
    assert!(slots.unlock_with_passkey(&passkey(1), &[5; 32]).is_err());
    assert!(slots.unlock_with_passkey(&passkey(2), &[6; 32]).is_ok());
    let other = ring().renewed(DataKey::new([7; 32]), DataKey::new([8; 32]));
    let before = slots.clone();
    assert!(slots.set_passkey(passkey(3), &[7; 32], &other, ([7; 8], [7; NONCE_LEN])).is_err());
    assert_eq!(slots, before, "a slot for other keys is not added");
    slots.remove_passkey();
    assert_eq!(slots, locked());
}

#[test]
fn the_row_on_a_phone_with_a_passkey_never_changes() {
    let row = include_str!("../../../tests/fixtures/keyslots-passkey.json").trim();
    let mut slots = locked();
    slots.set_passkey(passkey(1), &[5; 32], &ring(), ([5; 8], [5; NONCE_LEN])).unwrap();
    assert_eq!(String::from_utf8(slots.to_bytes()).unwrap(), row);
    let slots = Keyslots::parse(row.as_bytes()).unwrap();
    assert!(slots.unlock_with_passkey(&passkey(1), &[5; 32]).is_ok());
}
