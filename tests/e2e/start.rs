//! The first run, the first notes, and how many taps they take: all of it without a signal after the first load.

use crate::device::Screen;
use crate::host::{Host, root};
use crate::person::{self, Note};
use crate::phone::{ANYBODY, IN_CALDERFOLD, Phone};
use ginnel::ui::text::{common, home, labels, lost, note_form, note_saved, welcome};

#[tokio::test]
async fn a_stranger_begins_without_a_signal_and_finds_the_first_note_again() {
    let mut phone = Phone::offline("first").await;
    let code = phone.set_up(&ANYBODY).await;
    phone.browser.see(&home::welcome(&code)).await;
    phone.browser.see(home::EMPTY).await;

    let words = "The hall opens an hour early so that people can sit in the warm.";
    let note = Note { words, with: &["residents"], ..Note::default() };
    let record = person::write_note(&phone.browser, &note).await;
    phone.browser.see(common::SAVED).await;
    // No place was given: it is saved all the same, and says what is still to come.
    phone.browser.see(note_saved::LATER).await;
    person::done(&phone.browser).await;
    phone.browser.see(words).await;
    phone.browser.see(home::UNFINISHED).await;

    phone.browser.reload().await;
    phone.browser.see(words).await;

    // A cold start at an address in the middle, as from a bookmark.
    phone.start_again(&format!("note/{record}")).await;
    phone.browser.see_heading(words).await;
    phone.browser.reload().await;
    phone.browser.see_heading(words).await;
    phone.open("note/0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a").await;
    phone.browser.see(lost::NOT_HERE).await;
    phone.end().await;
}

#[tokio::test]
async fn the_first_load_fetches_nothing_twice_and_the_second_start_nothing_at_all() {
    let mut phone = Phone::online("fetched", Host::start()).await;
    phone.browser.kept_offline().await;
    phone.browser.see_heading(welcome::WHAT_FOR).await;
    let first = phone.host.asked();
    let mut fetched: Vec<&String> =
        first.iter().filter(|(_, status)| *status == 200).map(|(path, _)| path).collect();
    let place = |what: &str| fetched.iter().position(|path| path.contains(what)).expect("it was fetched");
    // Keeping the app for later takes the line from nothing that a first start needs.
    assert!(
        place("/sw.js") > place("later-") && place("/sw.js") > place("packs/default.json"),
        "{fetched:?}"
    );
    fetched.sort();
    let mut once = fetched.clone();
    once.dedup();
    assert_eq!(fetched, once, "each file travels once");

    phone.start_again("").await;
    phone.browser.see_heading(welcome::WHAT_FOR).await;
    phone.browser.kept_offline().await;

    // That the app has come to rest is said by itself, and not only taken for granted after a while.
    let listen = "addEventListener('ginnel-rest', () => (window.isAtRest = true))";
    phone.browser.beforehand(listen).await;
    phone.browser.reload().await;
    phone.browser.wait("the rest after a start", "return window.isAtRest === true").await;
    // A question whether something is still the same is a wait too, where the signal is bad.
    let after = phone.host.asked();
    let new: Vec<_> = after[first.len()..].iter().filter(|(path, _)| path != "/sw.js").collect();
    assert!(new.is_empty(), "the second start asked for {new:?}");
    phone.end().await;
}

#[tokio::test]
async fn what_of_the_program_did_not_come_is_said_and_comes_on_a_tap() {
    let host = Host::start_copy("held");
    host.hold_later_back(true);
    let phone = Phone::online("held", host).await;
    // Chromium writes down what it could not get.
    phone.browser.expect_in_console("later-");
    // The first page needs only the first part.
    phone.browser.see_heading(welcome::WHAT_FOR).await;
    // No empty notebook passes for the one to look around in.
    phone.browser.press(welcome::LOOK_AROUND).await;
    phone.browser.see(common::NOT_HERE_YET.happened).await;
    phone.browser.not_see(common::NEW_NOTE).await;
    phone.browser.press(home::LEAVE_PRACTICE).await;
    phone.browser.see_heading(welcome::WHAT_FOR).await;
    phone.browser.press(common::NEXT).await;
    phone.browser.press(common::NEXT).await;
    phone.browser.see(common::NOT_HERE_YET.happened).await;
    phone.browser.see(common::NOT_HERE_YET.next_step).await;
    phone.browser.picture(&root().join("screenshots/half-a-program.png")).await;
    phone.host.hold_later_back(false);
    phone.browser.press(common::TRY_AGAIN).await;
    // What a start leaves to be done is done then: the areas are here.
    phone.browser.see("South Cumbria").await;
    phone.browser.unfold(welcome::OLDER_AREAS).await;
    phone.browser.see("Pennine Lancashire").await;
    phone.browser.see("please check").await;
    phone.browser.reload().await;
    phone.browser.kept_offline().await;
    let code = phone.set_up(&ANYBODY).await;
    phone.browser.see(&home::welcome(&code)).await;
    phone.end().await;
}

/// Taps from Home to the true tick. The microphone's two taps belong to the phone's keyboard, and are added by hand.
#[tokio::test]
async fn a_note_takes_four_taps_quietly_and_five_aloud_at_a_new_place_and_at_a_known_one() {
    const MICROPHONE: usize = 2;
    let phone = Phone::of("taps", &ANYBODY).await;
    let browser = &phone.browser;

    // Quietly, at a place and with a group that were never written down before.
    browser.taps();
    browser.tap(common::NEW_NOTE).await;
    browser.field_has_focus().await;
    browser.type_here("blue door ask again").await;
    browser.write(note_form::GROUP, "Looms and Laces").await;
    browser.write(note_form::PLACE_NAME, "Alder Brow hall").await;
    browser.tap(common::SAVE).await;
    person::saved(browser).await;
    let taps = browser.taps();
    assert!(taps <= 4, "quietly, at a new place: {taps} taps");
    browser.see("Looms and Laces").await;
    browser.see("Alder Brow hall").await;
    person::done(browser).await;

    // Quietly, where one was before: the group brings its place along.
    browser.taps();
    browser.tap(common::NEW_NOTE).await;
    browser.field_has_focus().await;
    browser.type_here("mending day if booked").await;
    browser.tap("Looms and Laces").await;
    browser.tap(common::SAVE).await;
    person::saved(browser).await;
    let taps = browser.taps();
    assert!(taps <= 4, "quietly, at a known place: {taps} taps");
    browser.see("Alder Brow hall").await;
    person::done(browser).await;

    // Aloud, with a known group.
    browser.taps();
    browser.tap(common::NEW_NOTE).await;
    browser.field_has_focus().await;
    browser
        .write(note_form::WORDS, "The sewing circle would run a mending day if someone did the booking.")
        .await;
    browser.tap("Looms and Laces").await;
    browser.tap(common::SAVE).await;
    person::saved(browser).await;
    let taps = browser.taps() + MICROPHONE;
    assert!(taps <= 5, "aloud, at a known place: {taps} taps");
    person::done(browser).await;

    // Aloud, at a place that was never written down before; who it was is said in the words.
    browser.taps();
    browser.tap(common::NEW_NOTE).await;
    browser.field_has_focus().await;
    browser.write(note_form::WORDS, "Down at the canal boats they mend nets together on Sundays.").await;
    browser.write(note_form::PLACE_NAME, "Saltpan wharf").await;
    browser.tap(common::SAVE).await;
    person::saved(browser).await;
    let taps = browser.taps() + MICROPHONE;
    assert!(taps <= 5, "aloud, at a new place: {taps} taps");
    browser.see("Saltpan wharf").await;
    // The guess gave way to what was typed.
    browser.not_see("Alder Brow hall").await;
    person::done(browser).await;

    // Aloud, with a new group where one was last.
    browser.taps();
    browser.tap(common::NEW_NOTE).await;
    browser.field_has_focus().await;
    browser
        .write(note_form::WORDS, "The net menders have a stove for the winter, and room for six more.")
        .await;
    browser.write(note_form::GROUP, "Net Menders").await;
    browser.tap(common::SAVE).await;
    person::saved(browser).await;
    let taps = browser.taps() + MICROPHONE;
    assert!(taps <= 5, "aloud, with a new group: {taps} taps");
    // The note has the place that stood on the form. Nobody said that the group is at home there.
    browser.see("Saltpan wharf").await;
    phone.end().await;
}

#[tokio::test]
async fn a_second_new_place_is_typed_within_four_taps() {
    let phone = Phone::of("second-place", &ANYBODY).await;
    let browser = &phone.browser;
    let note = Note { words: "The kettle is on at two.", groups: &["Kettle Table"], ..Note::default() };
    browser.press(common::NEW_NOTE).await;
    person::fill_in(browser, &note).await;
    browser.write(note_form::PLACE_NAME, "Alder Brow hall").await;
    person::save(browser).await;
    person::done(browser).await;

    browser.taps();
    browser.tap(common::NEW_NOTE).await;
    browser.field_has_focus().await;
    browser.type_here("bus stops at six").await;
    browser.write(note_form::GROUP, "Bridge Choir").await;
    browser.write(note_form::PLACE_NAME, "Saltpan bridge").await;
    browser.tap(common::SAVE).await;
    person::saved(browser).await;
    let taps = browser.taps();
    assert!(taps <= 4, "{taps} taps");
    browser.see("Saltpan bridge").await;
    // The guess gave way to what was typed.
    browser.not_see("Alder Brow hall").await;
    phone.end().await;
}

#[tokio::test]
async fn a_quotation_and_a_promise_come_with_a_note_in_twelve_taps() {
    let phone = Phone::of("twelve", &IN_CALDERFOLD).await;
    let browser = &phone.browser;
    browser.taps();
    browser.tap(common::NEW_NOTE).await;
    browser.field_has_focus().await;
    browser.write(note_form::WORDS, "Forty eat here on Mondays now and nobody outside the hall knows.").await;
    browser.write(note_form::GROUP, "Kettle Table").await;
    browser.tap_in(labels::label("places"), "Alder Brow").await;
    browser.tap_in(labels::label("with_kinds"), labels::value_label("with_kinds", "informal_group")).await;
    browser.tap("Their words").await;
    browser.write(note_form::QUOTE, "We don't need a leaflet, we need a bigger pan.").await;
    browser.tap("A promise").await;
    browser.write(note_form::PROMISE, "Find a small kitchen grant").await;
    browser.tap_in(note_form::PROMISED_BY, labels::value_label("by", "us")).await;
    browser.tap_in(note_form::DUE, note_form::IN_A_WEEK).await;
    browser.tap(common::SAVE).await;
    let record = person::saved(browser).await;
    let taps = browser.taps();
    assert!(taps <= 12, "{taps} taps");

    person::open_note(&phone, record).await;
    for shown in ["we need a bigger pan", "Find a small kitchen grant", "Kettle Table", "Alder Brow"] {
        browser.see(shown).await;
    }
    browser.see(labels::value_label("by", "us")).await;
    phone.open("").await;
    browser.see(home::PROMISES).await;
    browser.see("Find a small kitchen grant").await;
    phone.end().await;
}

/// What is to be finished stands in no other list.
#[tokio::test]
async fn a_long_list_on_home_shows_the_rest_on_a_tap() {
    let phone = Phone::of("long-list", &ANYBODY).await;
    let browser = &phone.browser;
    let words = |nth: usize| format!("Chairs for table {nth}.");
    for nth in 1..=7 {
        person::write_note(browser, &Note { words: &words(nth), ..Note::default() }).await;
        person::done(browser).await;
    }
    browser.see(&words(7)).await;
    browser.not_see(&words(1)).await;
    browser.press(&home::more(2)).await;
    browser.see(&words(1)).await;
    browser.not_see(&home::more(2)).await;
    phone.end().await;
}

/// Notes written in a tab of an iPhone are cleared after a week, and do not come along to the home screen.
#[tokio::test]
async fn on_an_iphone_in_a_tab_the_home_screen_comes_first() {
    let phone = Phone::with_screen("iphone", Host::start(), Screen::IPHONE).await;
    let browser = &phone.browser;
    browser.kept_offline().await;
    browser.see_heading(welcome::INSTALL).await;
    for step in welcome::INSTALL_STEPS {
        browser.see(step).await;
    }
    browser.not_see(common::NEXT).await;
    phone.open("new").await;
    browser.see_heading(welcome::INSTALL).await;
    browser.press(welcome::LOOK_AROUND).await;
    browser.see(home::PRACTICE).await;
    phone.end().await;
}
