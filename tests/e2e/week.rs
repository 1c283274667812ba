//! The invented week of two workers, written by hand on two phones, each sent as one file.

use crate::browser::Browser;
use crate::person::{self, Note, Said, Spoken};
use crate::phone::{IN_CALDERFOLD, Phone, Worker};
use crate::send::{holds_none_of, notebook, read};
use crate::talk::{ROOTS, TRUST, VOICE};
use ginnel::domain::entries::text;
use ginnel::domain::merge::{self, View};
use ginnel::domain::notebook::Notebook;
use ginnel::domain::promises::{self, State};
use ginnel::domain::revision::Kind;
use ginnel::ui::text::{common, labels, looks_personal, note, note_form, note_saved, talk};

const MON: &str = "2026-01-19";
const TUE: &str = "2026-01-20";
const WED: &str = "2026-01-21";
const THU: &str = "2026-01-22";

const EARLY: &str = "At what moment are community groups";
const DECIDE: &str = "Describe a decision that local people";
const LEARN: &str = "What have you tried lately";

/// Talks about the note that was just saved, and goes Home.
async fn talk_about(browser: &Browser, said: &[(&str, Said<'_>)], spoken: &Spoken<'_>) {
    let points: Vec<&str> = said.iter().map(|(point, _)| *point).collect();
    browser.press(note_saved::TALK_ABOUT).await;
    person::choose_points(browser, &points).await;
    person::hold_talk(browser, said, spoken).await;
    person::done(browser).await;
}

/// The week of wren-4. Gives the file.
async fn wren(phone: &Phone) -> Vec<u8> {
    let browser = &phone.browser;
    let n1 = Note {
        words: "Forty eat here on Mondays now and nobody outside the hall knows.",
        groups: &["Kettle Table"],
        day: Some(MON),
        with: &["informal_group"],
        place: "Alder Brow",
        quote: Some(("We don't need a leaflet, we need a bigger pan.", true)),
        promise: Some(("Find a small kitchen grant", "us", "2026-01-23")),
        folded: &[
            ("Their words", "told_purpose", "told_verbally"),
            ("More", "setting", "faith_place"),
            ("More", "size_band", "16-49"),
        ],
        missing: "The men who eat and leave",
        ..Note::default()
    };
    let first = person::write_note(browser, &n1).await;
    let summary = Spoken { whose: "my_paraphrase", who: "informal_group", ..Spoken::default() };
    let said = [
        (
            ROOTS,
            Said::Answered(
                "In the flood the surgery sent blankets without a form. One receptionist rang round.",
                "",
            ),
        ),
        (VOICE, Said::Answered("Meetings are at the hour we cook.", "2")),
    ];
    talk_about(browser, &said, &summary).await;
    // What else the group is called.
    person::open_note(phone, first).await;
    browser.press("Kettle Table").await;
    browser.press(common::CHANGE).await;
    browser.write(labels::label("aliases"), "lunch club").await;
    browser.write(labels::label("what_they_do"), "Cook on Mondays, in the hall of Hillside mosque").await;
    browser.press(common::SAVE).await;
    browser.see("lunch club").await;
    phone.open("").await;

    let n2 = Note {
        words: "The surgery sends people without ringing. Twelve came on a day with no bread.",
        groups: &["Second Shelf"],
        day: Some(MON),
        with: &["small_vcfse"],
        place: "Alder Brow",
        folded: &[
            ("A promise", "loop", "not_yet"),
            ("More", "setting", "phone"),
            ("More", "activity", "call"),
        ],
        ..Note::default()
    };
    let second = person::write_note(browser, &n2).await;
    person::done(browser).await;
    let n5 = Note {
        words: "Groups were item nine of nine and had four minutes.",
        groups: &["Calderfold North PCN"],
        day: Some(TUE),
        with: &["pcn_lead", "primary_care", "larger_vcfse"],
        whole_area: true,
        folded: &[
            ("More", "setting", "gp_or_pcn_site"),
            ("More", "activity", "meeting"),
            ("More", "depth", "informed"),
        ],
        ..Note::default()
    };
    person::write_note(browser, &n5).await;
    let said = [
        (EARLY, Said::Answered("We bring them in once we have something to show.", "2")),
        (TRUST, Said::RatherNot),
    ];
    talk_about(browser, &said, &Spoken { whose: "their_words", who: "pcn_lead", ..Spoken::default() }).await;
    let n6 = Note {
        words: "Left cross. heron-at-dusk. Sleep on it.",
        groups: &["Lantern Room"],
        day: Some(TUE),
        with: &["pcn_lead"],
        private: true,
        ..Note::default()
    };
    person::write_note(browser, &n6).await;
    person::done(browser).await;
    // In the hall three words; the rest at night.
    let n7 = Note {
        words: "blue door ask again",
        groups: &["Looms and Laces"],
        day: Some(WED),
        with: &["informal_group"],
        place: "Alder Brow",
        ..Note::default()
    };
    let seventh = person::write_note(browser, &n7).await;
    phone.open(&format!("note/{seventh}/change")).await;
    let sewing = "The sewing circle would run a mending day if someone else did the booking.";
    browser.rewrite(note_form::WORDS, sewing).await;
    for (path, code) in [("setting", "community_venue"), ("size_band", "5-15")] {
        browser.unfold("More").await;
        browser.press_in(labels::label(path), labels::value_label(path, code)).await;
    }
    browser.press(common::SAVE).await;
    browser.see_heading("The sewing circle").await;
    browser.press(note::TALK_ABOUT).await;
    person::choose_points(browser, &[DECIDE]).await;
    let said = [(DECIDE, Said::Answered("فیصلے سے پہلے ہم سے پوچھیں، بعد میں نہیں۔", ""))];
    let spoken = Spoken { whose: "their_words", who: "residents", language: Some(("ur", "person")) };
    person::hold_talk(browser, &said, &spoken).await;
    person::done(browser).await;

    browser.press(common::NEW_NOTE).await;
    let n10 = Note {
        words: "Young people mend bikes for nothing and want to be asked, not targeted. ring 07700 900123",
        groups: &["Bike Shed"],
        day: Some(THU),
        with: &["small_vcfse"],
        place: "Alder Brow",
        ..Note::default()
    };
    person::fill_in(browser, &n10).await;
    browser.press(common::SAVE).await;
    browser.see(looks_personal::LOOKS_PERSONAL).await;
    browser.press(looks_personal::REPLACE).await;
    person::save(browser).await;
    person::done(browser).await;
    // Again at the lunch, by Repeat; and what was promised there is kept, and they know.
    person::open_note(phone, first).await;
    browser.press(note::REPEAT).await;
    let n11 = Note {
        words: "Took the form in. They laughed, then filled in page one.",
        day: Some(THU),
        folded: &[("A promise", "loop", "told_them")],
        ..Note::default()
    };
    person::fill_in(browser, &n11).await;
    person::save(browser).await;
    person::open_note(phone, first).await;
    browser.press(note::KEPT).await;
    browser.see(&note::settled(note::KEPT)).await;

    person::open_note(phone, second).await;
    browser.press(note::TAKE_BACK).await;
    browser.see(note::IN_BIN).await;
    browser.press(common::UNDO).await;
    browser.see_heading("The surgery sends people").await;
    person::send_file(phone).await
}

/// The week of plover-9. Gives the file.
async fn plover(phone: &Phone) -> Vec<u8> {
    let browser = &phone.browser;
    let n3 = Note {
        words: "Three carers take turns so that each gets one free afternoon. Best kept quiet. One lives by the chapel.",
        groups: &["Three Cups"],
        day: Some(MON),
        with: &["informal_group"],
        place: "Saltpan Row",
        folded: &[("More", "size_band", "2-4")],
        ..Note::default()
    };
    let third = person::write_note(browser, &n3).await;
    person::open_note(phone, third).await;
    browser.press("Three Cups").await;
    browser.press(common::CHANGE).await;
    browser.press_in(labels::label("wishes"), labels::value_label("wishes", "do_not_name")).await;
    browser.press(common::SAVE).await;
    browser.see(&note::wish("do_not_name")).await;
    phone.open("").await;
    let n4 = Note {
        words: "Two beds are ready for anyone the surgery sends, if someone walks them there the first time.",
        groups: &["Saltpan Plots"],
        day: Some(TUE),
        with: &["small_vcfse"],
        place: "Saltpan Row",
        promise: Some(("Keep two beds", "them", "2026-04-30")),
        folded: &[
            ("Who was missing", "assets", "place"),
            ("Who was missing", "assets", "gifts"),
            ("More", "setting", "outdoors"),
            ("More", "size_band", "5-15"),
        ],
        ..Note::default()
    };
    person::write_note(browser, &n4).await;
    person::done(browser).await;
    let n8 = Note {
        words: "The last bus goes at ten to six, so nobody over the bridge comes to anything after tea.",
        day: Some(WED),
        with: &["residents"],
        typed_place: "Parish hall",
        folded: &[("More", "size_band", "5-15"), ("More", "themes", "transport")],
        missing: "People over the bridge",
        ..Note::default()
    };
    person::write_note(browser, &n8).await;
    person::done(browser).await;
    let n9 = Note {
        words: "The school office hears about loneliness first and has nobody to tell.",
        day: Some(WED),
        with: &["residents"],
        place: "Saltpan Row",
        folded: &[("More", "setting", "school"), ("More", "activity", "chat")],
        ..Note::default()
    };
    person::write_note(browser, &n9).await;
    person::done(browser).await;
    let n12 = Note {
        words: "We found we had promised the same pan to the same kitchen.",
        groups: &["Fold CVS", "kettle table lunch club "],
        with: &["link_workers", "vcfse_infrastructure"],
        whole_area: true,
        folded: &[("More", "setting", "online")],
        ..Note::default()
    };
    person::write_note(browser, &n12).await;
    let said =
        [(LEARN, Said::Answered("We hid the double promise for two days. Saying it took one minute.", "4"))];
    let spoken = Spoken { whose: "their_words", who: "link_workers", ..Spoken::default() };
    talk_about(browser, &said, &spoken).await;
    person::send_file(phone).await
}

fn views(notebook: &Notebook) -> Vec<View> {
    let all = notebook.records().filter_map(|record| merge::view(notebook, record));
    all.filter(|view| view.state.is_open()).collect()
}

fn count(views: &[View], kind: &Kind) -> usize {
    views.iter().filter(|view| view.kind == *kind).count()
}

#[tokio::test]
async fn the_week_of_two_workers_arrives_whole() {
    let of_wren = Phone::of("wren", &Worker { code: Some("wren-4"), ..IN_CALDERFOLD }).await;
    let from_wren = wren(&of_wren).await;
    let sent = views(&notebook(&from_wren));
    assert_eq!((count(&sent, &Kind::Engagement), count(&sent, &Kind::Response)), (6, 5), "wren sent");

    let of_plover = Phone::of("plover", &Worker { code: Some("plover-9"), ..IN_CALDERFOLD }).await;
    let from_plover = plover(&of_plover).await;
    let sent = views(&notebook(&from_plover));
    assert_eq!((count(&sent, &Kind::Engagement), count(&sent, &Kind::Response)), (5, 1), "plover sent");

    for file in [&from_wren, &from_plover] {
        holds_none_of("a file", file, &["heron", "lantern", "three cups", "900123"]);
    }
    // In any order, and twice.
    let mut all = Notebook::default();
    for file in [&from_plover, &from_wren, &from_plover] {
        for revision in read(file).1 {
            all.add(revision);
        }
    }
    let together = views(&all);
    assert_eq!((count(&together, &Kind::Engagement), count(&together, &Kind::Response)), (11, 6));
    let declined = |view: &&View| view.kind == Kind::Response && text(&view.fields, "outcome") == "declined";
    assert_eq!(together.iter().filter(declined).count(), 1);
    let groups = together.iter().filter(|view| view.kind == Kind::Organisation);
    let (named, unnamed): (Vec<&View>, Vec<&View>) =
        groups.partition(|view| !text(&view.fields, "name").is_empty());
    let names: Vec<&str> = named.iter().map(|view| text(&view.fields, "name")).collect();
    assert_eq!((named.len(), unnamed.len()), (8, 1), "{names:?}");
    let promises: Vec<_> = together.iter().flat_map(promises::of_note).map(|promise| promise.state).collect();
    let in_state = |state: State| promises.iter().filter(|one| **one == state).count();
    assert_eq!((in_state(State::Open), in_state(State::Kept)), (1, 1));
    let owed = promises::owed_word(&together);
    assert_eq!(owed.len(), 1);
    assert!(text(&owed[0].fields, "words").starts_with("The surgery sends people"));

    // A colleague's phone says the same of the file.
    person::take_in(&of_wren, &from_plover).await;
    of_wren.open("find").await;
    of_wren.browser.rewrite(ginnel::ui::text::find::LABEL, "nobody bridge").await;
    of_wren.browser.see("The last bus").await;
    of_wren.browser.see_no_more(talk::OPENING).await;
    of_wren.end().await;
    of_plover.end().await;
}
