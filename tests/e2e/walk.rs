//! The way through every screen and state, each of them named.

use crate::person::{self, Note, Said, Spoken};
use crate::phone::Phone;
use crate::send::complete;
use crate::talk::{ROOTS, TRUST, VOICE};
use ginnel::ui::text::{
    backup, bin, bring_in, common, find, help, home, labels, looks_personal, lost, lost_phone, mine, note,
    note_form, note_saved, put_away, refusals, send, settings, take_out, talk, to_look_at, versions, welcome,
};

/// A note of the invented week that has all that a note can have.
const FULL_NOTE: &str = "Forty eat here on Mondays now";

/// The first run, and every page while there is nothing on it yet.
pub async fn walk_as_new(phone: &Phone, mut at: impl AsyncFnMut(&str)) {
    let browser = &phone.browser;
    browser.see_heading(welcome::WHAT_FOR).await;
    at("welcome-1").await;
    phone.open("help").await;
    browser.see(help::RING).await;
    at("help").await;
    phone.open("").await;
    browser.press(common::NEXT).await;
    browser.see_heading(welcome::YOUR_WORDS).await;
    at("welcome-2").await;
    browser.press(common::NEXT).await;
    browser.see(welcome::NO_AREA).await;
    at("welcome-3").await;
    browser.press(welcome::NO_AREA).await;
    browser.press(welcome::START).await;
    browser.see(home::EMPTY).await;
    at("home-empty").await;
    for (path, shown, state) in [
        ("find", find::EMPTY, "find-empty"),
        ("mine", mine::NOTHING_YET, "mine-empty"),
        ("send", send::NOTHING, "send-empty"),
        ("import", bring_in::NONE_BEFORE, "bring-in-empty"),
        ("import?shared", refusals::SHARED_LOST.happened, "bring-in-shared-lost"),
        ("copy", backup::NO_PASSWORD, "copy-without-password"),
        ("bin", bin::EMPTY_NEXT, "bin-empty"),
        ("to-look-at", to_look_at::EMPTY, "to-look-at-empty"),
        ("put-away", put_away::NONE, "put-away-empty"),
        ("settings/lost-phone", lost_phone::DO, "lost-phone"),
        ("nowhere", lost::NOT_HERE, "lost"),
    ] {
        phone.open(path).await;
        browser.see(shown).await;
        at(state).await;
    }
    phone.open("erase.html").await;
    browser.press("Erase everything").await;
    browser.see("Type the word erase first").await;
    at("erase").await;
    phone.open("rescue.html").await;
    at("rescue").await;
    browser.press("Make the file").await;
    browser.see("Your file is ready").await;
    at("rescue-ready").await;
    phone.open("plain.html").await;
    browser.see("Try again").await;
    at("plain").await;
}

/// Every page of a notebook that has been used for a week.
pub async fn walk_in_practice(phone: &Phone, mut at: impl AsyncFnMut(&str)) {
    let browser = &phone.browser;
    browser.press(welcome::LOOK_AROUND).await;
    browser.see(home::RECENT).await;
    at("home").await;
    writing(phone, &mut at).await;
    reading(phone, &mut at).await;
    talking(phone, &mut at).await;
    sending(phone, &mut at).await;
    for (path, shown, state) in
        [("mine", mine::SEND_DETAIL, "mine"), ("settings", settings::ABOUT, "settings")]
    {
        phone.open(path).await;
        browser.see(shown).await;
        at(state).await;
    }
    phone.open("settings").await;
    browser.unfold(settings::KEPT).await;
    browser.unfold(settings::ABOUT).await;
    at("settings-open").await;
    phone.open("help").await;
    for fold in [help::LEVELS, help::TAKE_BACK, help::GROUPS, help::DICTATION, help::OFFLINE, help::SENDING] {
        browser.unfold(fold).await;
    }
    at("help-open").await;
}

async fn writing(phone: &Phone, at: &mut impl AsyncFnMut(&str)) {
    let browser = &phone.browser;
    phone.open("new").await;
    browser.field_has_focus().await;
    at("new-note").await;
    browser.press(common::SAVE).await;
    browser.see(common::PROBLEM).await;
    at("new-note-without-words").await;
    phone.open("new").await;
    let filled = Note {
        words: "Twelve chairs, and a ring on 07700 900123.",
        groups: &["Chair Menders"],
        with: &["informal_group"],
        quote: Some(("We only need glue.", true)),
        promise: Some(("Bring glue", "us", "2030-01-04")),
        folded: &[("More", "setting", "home"), ("More", "themes", "work")],
        missing: "Whoever sits on the floor",
        ..Note::default()
    };
    person::fill_in(browser, &filled).await;
    at("new-note-filled").await;
    browser.write(note_form::GROUP, "ket").await;
    browser.see("Kettle Table").await;
    at("new-note-group-typed").await;
    browser.rewrite(note_form::GROUP, "").await;
    browser.press(note_form::WIDER).await;
    at("new-note-who-reads").await;
    browser.press(common::SAVE).await;
    browser.see(looks_personal::LOOKS_PERSONAL).await;
    at("new-note-looks-personal").await;
    browser.press(looks_personal::REPLACE).await;
    person::save(browser).await;
    at("saved").await;
    browser.press(common::UNDO).await;
    browser.see_heading(note_saved::TAKEN_BACK).await;
    at("saved-taken-back").await;
    phone.open("new").await;
    browser.field_has_focus().await;
    browser.type_here("Begun and left").await;
    browser.press(note_form::THROW_AWAY).await;
    browser.see_heading(note_form::THROWN).await;
    at("thrown-away").await;
    browser.press(common::UNDO).await;
    browser.see_heading(note_form::GO_ON).await;
    at("draft").await;
    phone.open("").await;
    browser.see(home::DRAFTS).await;
    at("home-with-a-draft").await;
}

async fn reading(phone: &Phone, at: &mut impl AsyncFnMut(&str)) {
    let browser = &phone.browser;
    phone.open("find").await;
    browser.see(find::LABEL).await;
    at("find").await;
    browser.unfold(find::NARROW).await;
    at("find-filters").await;
    browser.write(find::LABEL, "zeppelin").await;
    browser.see(find::NOTHING).await;
    at("find-nothing").await;
    browser.rewrite(find::LABEL, "nobody hall").await;
    browser.see(FULL_NOTE).await;
    at("find-found").await;
    browser.press(FULL_NOTE).await;
    browser.see(note::WHO_SEES).await;
    at("note").await;
    let path = browser.path().await;
    let path = path.trim_start_matches('/').to_owned();
    browser.press("Kettle Table").await;
    browser.see(note::NOTES).await;
    at("group").await;
    browser.press(common::CHANGE).await;
    browser.see(labels::label("wishes")).await;
    at("group-change").await;
    phone.open(&path.replace("note/", "new/like/")).await;
    browser.field_has_focus().await;
    browser.see("Kettle Table").await;
    at("new-note-like").await;
    phone.open(&path.replace("note/", "talk/about/")).await;
    browser.see(talk::TO_ASK).await;
    at("talk-about").await;
    phone.open(&format!("{path}/take-out")).await;
    browser.see(take_out::WHAT_HAPPENS).await;
    at("take-out").await;
    phone.open(&format!("{path}/change")).await;
    browser.see_heading(common::CHANGE).await;
    at("change").await;

    // Two windows make two versions.
    browser.rewrite(note_form::WORDS, "Forty eat here on Mondays, and fifty when it rains.").await;
    let first = browser.open_tab().await;
    phone.open(&format!("{path}/change")).await;
    browser.rewrite(note_form::WORDS, "Forty eat here on Mondays and on Tuesdays.").await;
    browser.press(common::SAVE).await;
    browser.see(note::WHO_SEES).await;
    browser.turn_to(&first).await;
    browser.press(common::SAVE).await;
    browser.see(note::TWO_VERSIONS).await;
    at("note-two-versions").await;
    phone.open(&format!("{path}/two-versions")).await;
    browser.see(versions::KEEP_THIS).await;
    at("two-versions").await;
    browser.press(versions::KEEP_THIS).await;
    // A page that is loaded anew at once would come before the save.
    browser.see(note::WHO_SEES).await;
    phone.open(&format!("{path}/versions")).await;
    browser.see(versions::NOW).await;
    at("versions").await;
    phone.open(&path).await;
    browser.press(note::TAKE_BACK).await;
    browser.see(note::IN_BIN).await;
    at("note-taken-back").await;
    phone.open("bin").await;
    browser.see(bin::BRING_BACK).await;
    at("bin").await;
    browser.press(bin::EMPTY_IT).await;
    browser.see(bin::EMPTY_NOW).await;
    at("bin-emptying").await;
    phone.open("find").await;
    browser.unfold(find::NARROW).await;
    browser.press_in(find::KIND, find::RESPONSES).await;
    browser.press("In the flood").await;
    browser.see(note::WHO_SEES).await;
    at("response").await;
    browser.press(common::CHANGE).await;
    browser.see_heading(common::CHANGE).await;
    at("response-change").await;
}

async fn talking(phone: &Phone, at: &mut impl AsyncFnMut(&str)) {
    let browser = &phone.browser;
    phone.open("talk").await;
    browser.see(talk::TO_ASK).await;
    browser.unfold(talk::WITH).await;
    at("talk").await;
    person::choose_points(browser, &[ROOTS, TRUST, VOICE]).await;
    browser.see(&talk::nth_of(1, 3)).await;
    browser.unfold(talk::WHY).await;
    browser.unfold(talk::OWN_WORDING).await;
    at("talk-ask").await;
    browser.press(talk::SHOW).await;
    browser.see(common::HOLD_TO_LEAVE).await;
    at("talk-shown").await;
    browser.hold_down(".show__leave", "the way back", |text| !text.contains(common::HOLD_TO_LEAVE)).await;
    let said = [
        (ROOTS, Said::Answered("They rang round.", "")),
        (TRUST, Said::RatherNot),
        (VOICE, Said::Answered("Write to kettle@example.org.", "2")),
    ];
    let spoken = Spoken { whose: "my_paraphrase", who: "residents", language: Some(("ur", "person")) };
    person::ask_and_write(browser, &said, &spoken).await;
    at("talk-write").await;
    browser.press(common::SAVE).await;
    browser.see(looks_personal::LOOKS_PERSONAL).await;
    at("talk-looks-personal").await;
    browser.press(common::SAVE).await;
    browser.see_heading(common::SAVED).await;
    at("talk-saved").await;
}

async fn sending(phone: &Phone, at: &mut impl AsyncFnMut(&str)) {
    let browser = &phone.browser;
    phone.open("").await;
    browser.press(common::NEW_NOTE).await;
    person::fill_in(browser, &complete("Post goes to AB12 3EH.")).await;
    browser.press(common::SAVE).await;
    browser.see(looks_personal::LOOKS_PERSONAL).await;
    person::save(browser).await;
    phone.open("send").await;
    browser.see(looks_personal::LOOKS_PERSONAL).await;
    at("send").await;
    browser.write(send::WHO, "Fold CVS").await;
    browser.press(send::MAKE).await;
    browser.see_heading(send::READY).await;
    at("send-ready").await;
    browser.press("Put it in downloads").await;
    let file = phone.profile.download();
    browser.see(send::HAS_IT_GONE).await;
    at("send-handed-over").await;
    browser.press(send::YES).await;
    browser.see(send::WENT).await;
    at("send-went").await;

    let sent = phone.profile.put("sent.json", &file);
    person::choose_file(phone, &sent).await;
    browser.see(bring_in::LEAVE).await;
    at("bring-in-known").await;
    let new = crate::hostile::file_of_a_stranger();
    let new = phone.profile.put("new.json", &new);
    person::choose_file(phone, &new).await;
    browser.see(bring_in::ADD).await;
    at("bring-in-report").await;
    browser.press(bring_in::ADD).await;
    browser.see(bring_in::ADDED).await;
    at("bring-in-added").await;
    let broken = phone.profile.put("broken.json", b"not json");
    person::choose_file(phone, &broken).await;
    browser.wait("a refusal", "return !!document.querySelector('.notice--bad')").await;
    at("bring-in-refused").await;
}
