//! Somebody who forgot the password, and the desk that helps.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops here")]

use crate::desk::Desk;
use crate::phone::{Phone, note_fields};
use ginnel::app::asking::Answered;
use ginnel::app::door::RecoveryCode;
use ginnel::app::ports::Table;
use ginnel::app::rows::name;
use ginnel::domain::ids::RecordId;
use ginnel::domain::revision::Sharing;
use ginnel::vault::keyslots::{Keyslots, Way};
use ginnel::vault::seal::KeyRing;
use pollster::block_on;
use serde_json::json;

/// The password that is forgotten.
pub const FIRST: &str = "kettle ladder moss";
/// The one that is set with the answer.
pub const SECOND: &str = "a second one entirely";
/// Words that may leave the phone.
pub const SHARED: &str = "the hall is cold on Tuesdays";
/// Words that never may.
pub const PRIVATE: &str = "I was not sure of this";
/// Words that may not any more.
pub const NARROWED: &str = "she asked me to keep it to myself";
/// An unfinished note.
pub const DRAFTED: &str = "half a sentence";
/// What was written at the door.
pub const QUICK: &str = "the caretaker said yes";
/// All that an organisation must not open.
pub const CLOSED: [&str; 4] = [PRIVATE, NARROWED, DRAFTED, QUICK];

/// The code that is printed with the new password.
pub fn phone_code() -> RecoveryCode {
    RecoveryCode::new([3; 16])
}

pub fn confirm(desk: &Desk, phone: &Phone) {
    phone.bring_in(&desk.pack(1, &[]));
    block_on(phone.app.pin_issuer(desk.issuer())).unwrap();
}

pub struct Scene {
    pub phone: Phone,
    pub desk: Desk,
    pub code: RecoveryCode,
    pub shared: RecordId,
    pub widened: RecordId,
    pub private: [RecordId; 2],
}

/// Somebody who has written for a while before the first password, and after it; the desk is known.
pub fn locked() -> Scene {
    locked_of(5)
}

pub fn locked_of(seed: u64) -> Scene {
    let (phone, desk) = (Phone::new(seed), Desk::new());
    confirm(&desk, &phone);
    let shared = phone.note(note_fields("the hall is cold"), Sharing::MyCoordinator);
    let private = phone.note(note_fields(PRIVATE), Sharing::Private);
    let code = phone.app.fresh_code();
    block_on(phone.app.set_passphrase(FIRST, &code)).unwrap();
    phone.change(shared, json!({"words": SHARED}));
    let narrowed = phone.note(note_fields(NARROWED), Sharing::MyCoordinator);
    share(&phone, narrowed, Sharing::Private);
    let widened = phone.note(note_fields("nothing to hide"), Sharing::Private);
    share(&phone, widened, Sharing::MyCoordinator);
    let mut draft = phone.app.begin_note();
    draft.main_mut().unwrap().fields.insert("words".into(), DRAFTED.into());
    block_on(phone.app.keep_draft(&draft)).unwrap();
    block_on(phone.door().quick_note(QUICK, None)).unwrap();
    Scene { phone, desk, code, shared, widened, private: [private, narrowed] }
}

pub fn share(phone: &Phone, record: RecordId, sharing: Sharing) {
    let mut draft = phone.app.begin_change(record).unwrap();
    draft.main_mut().unwrap().sharing = sharing;
    block_on(phone.app.save(&draft)).unwrap();
}

pub fn answered(scene: &Scene) -> Answered {
    let door = scene.phone.door();
    let asked = block_on(door.ask()).unwrap();
    block_on(door.answered(&scene.desk.answer(1, &asked.text))).unwrap()
}

/// The whole way, to an open notebook with another password.
pub fn helped() -> Scene {
    let mut scene = locked();
    let answered = answered(&scene);
    block_on(answered.set_passphrase(SECOND, &phone_code())).unwrap();
    scene.phone.unlock(Way::Passphrase, SECOND).unwrap();
    scene
}

/// The keys, past the app.
pub fn ring(phone: &Phone) -> KeyRing {
    block_on(async {
        let row = keyslots_row(phone);
        let keyslots = Keyslots::parse(&row).unwrap();
        for stretching in keyslots.stretchings(Way::Passphrase) {
            for secret in [FIRST, SECOND] {
                let key = ginnel::app::heavy::stretch(phone, secret, &stretching).await.unwrap();
                if let Ok(ring) = keyslots.unlock(&stretching, &key) {
                    return ring;
                }
            }
        }
        panic!("no password opens it")
    })
}

pub fn keyslots_row(phone: &Phone) -> Vec<u8> {
    phone.rows_of(Table::Meta).into_iter().find(|row| row.id == name::KEYSLOTS).unwrap().sealed
}

/// Every byte that a ring opens, of every row.
pub fn opened_by(phone: &Phone, ring: &KeyRing) -> String {
    let mut all = String::new();
    for (table, row) in phone.rows() {
        let plain = ring.open(table.name(), &row.id, &row.key, row.suite, &row.sealed);
        all += &String::from_utf8_lossy(&plain.unwrap_or_default());
    }
    all
}
