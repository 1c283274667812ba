//! A phone on which everything happened that leaves a row of its own kind.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

use crate::phone::{Phone, note_fields};
use ginnel::app::App;
use ginnel::app::profile::Profile;
use ginnel::domain::ids::RecordId;
use ginnel::domain::revision::Sharing::{MyCoordinator, Private};
use pollster::block_on;

/// A phone on which everything happened that can, and what is to be read on it.
pub fn used() -> (Phone, Vec<RecordId>) {
    let phone = Phone::new(1);
    let shared = phone.note(note_fields("Forty eat here."), MyCoordinator);
    phone.change(shared, note_fields("Fifty eat here."));
    let private = phone.note(note_fields("heron-at-dusk"), Private);
    let narrowed = phone.note(note_fields("Said too widely."), MyCoordinator);
    let mut draft = phone.app.begin_change(narrowed).unwrap();
    draft.main_mut().unwrap().sharing = Private;
    block_on(phone.app.save(&draft)).unwrap();
    let taken_back = phone.note(note_fields("Twelve came."), MyCoordinator);
    block_on(phone.app.take_back(taken_back)).unwrap();
    phone.group("Kettle Table", &["do_not_name"]);
    for seed in [2, 3] {
        let colleague = Phone::new(seed);
        colleague.note(note_fields(&format!("From colleague {seed}.")), MyCoordinator);
        phone.bring_in(&colleague.send());
    }
    block_on(phone.app.take_file_out(phone.app.brought()[0].batch)).unwrap();
    let stranger = Phone::new(4);
    stranger.bring_in(&phone.send());
    block_on(stranger.app.take_back(shared)).unwrap();
    phone.bring_in(&stranger.send());
    assert_eq!(phone.app.to_look_at().len(), 1);
    // In no other file: what it brought counts by its own row alone.
    let colleague = Phone::new(6);
    colleague.note(note_fields("From colleague 6."), MyCoordinator);
    phone.bring_in(&colleague.send());
    let settings = Profile { started: true, code: "wren-4".to_owned(), ..phone.app.profile() };
    block_on(phone.app.keep_profile(settings)).unwrap();
    let mut draft = phone.app.begin_note();
    draft.main_mut().unwrap().fields.insert("words".to_owned(), "blue door ask again".into());
    block_on(phone.app.keep_draft(&draft)).unwrap();
    (phone, vec![shared, private, narrowed, taken_back])
}

/// Every record with all its versions, as a person can read it.
pub fn told(app: &App) -> Vec<String> {
    let mut all: Vec<String> = app
        .find(&Default::default(), usize::MAX)
        .lines
        .into_iter()
        .map(|line| {
            let view = app.view(line.record).unwrap();
            let versions = app.versions(line.record).len();
            format!("{} {:?} {} {versions} {:?}", line.record, view.state, view.sharing.as_str(), view.fields)
        })
        .collect();
    all.extend(app.bin().iter().map(|line| format!("bin {}", line.headline)));
    all.extend(app.home().drafts.iter().map(|draft| format!("draft {}", draft.headline)));
    all.sort();
    all
}
