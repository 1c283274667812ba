//! Finding again, changing, and the three ways back: undo, the bin, and out for good.

use crate::person::{self, Note};
use crate::phone::{ANYBODY, Phone};
use crate::send::{complete, holds_none_of, read};
use ginnel::ui::text::{bin, common, find, home, labels, note, note_form, take_out, versions};
use serde_json::json;

#[tokio::test]
async fn a_half_remembered_word_finds_the_note() {
    let phone = Phone::of("find", &ANYBODY).await;
    let browser = &phone.browser;
    for words in [
        "The last bus goes at ten to six, so nobody over the bridge comes to anything after tea.",
        "Café Zoë lends its back room on Tuesdays.",
        "Young people mend bikes for nothing.",
    ] {
        person::write_note(browser, &complete(words)).await;
        person::done(browser).await;
    }
    browser.press(common::FIND).await;
    for (typed, found, others) in [
        ("bridg", "The last bus", ["Zoë", "bikes"]),
        ("tea BUS", "The last bus", ["Zoë", "bikes"]),
        ("cafe zoe", "Café Zoë", ["bus", "bikes"]),
        ("mend", "Young people", ["bus", "Zoë"]),
    ] {
        browser.rewrite(find::LABEL, typed).await;
        browser.see(&find::found(1, true)).await;
        browser.see(found).await;
        for other in others {
            browser.not_see(other).await;
        }
    }
    browser.rewrite(find::LABEL, "xylophone").await;
    browser.see(find::NOTHING_NEXT).await;
    browser.press(find::START_AGAIN).await;
    browser.see("Zoë").await;
    browser.unfold(find::NARROW).await;
    browser.press_in(find::KIND, find::GROUPS).await;
    browser.see(find::NOTHING).await;
    // Nothing that is looked for stands in an address.
    let address = browser.script("return location.href + JSON.stringify(history.state)", vec![]).await;
    holds_none_of("the address", address.to_string().as_bytes(), &["xylophone", "mend", "zoe"]);
    phone.end().await;
}

#[tokio::test]
async fn a_change_keeps_the_version_before_it() {
    let phone = Phone::of("change", &ANYBODY).await;
    let browser = &phone.browser;
    let record = person::write_note(browser, &complete("Twelve came on a day with no bread.")).await;
    person::open_note(&phone, record).await;
    browser.press(common::CHANGE).await;
    browser.rewrite(note_form::WORDS, "Twenty came on a day with no bread.").await;
    browser.press(common::SAVE).await;
    browser.see_heading("Twenty came").await;
    browser.press(&note::versions(2)).await;
    browser.see_heading(versions::VERSIONS).await;
    browser.see(versions::NOW).await;
    browser.see("Twelve").await;
    browser.see("Twenty").await;

    // A half-typed change that is left stays as a draft, and the note as it was.
    person::open_note(&phone, record).await;
    browser.press(common::CHANGE).await;
    browser.write(note_form::WORDS, " Half a thought").await;
    browser.press(common::BACK).await;
    browser.see_heading("Twenty came").await;
    browser.press(common::HOME).await;
    browser.see(home::DRAFTS).await;
    browser.press_in(home::DRAFT_CHANGE, "Twenty came").await;
    browser.see_in_field("Half a thought").await;
    person::open_note(&phone, record).await;
    browser.not_see("Half a thought").await;
    phone.end().await;
}

#[tokio::test]
async fn what_was_taken_back_comes_back_by_undo_and_from_the_bin() {
    let phone = Phone::of("bin", &ANYBODY).await;
    let browser = &phone.browser;
    let words = "The surgery sends people without ringing.";
    let record = person::write_note(browser, &complete(words)).await;

    // Right after saving.
    browser.press(common::UNDO).await;
    browser.see_heading(ginnel::ui::text::note_saved::TAKEN_BACK).await;
    browser.press(ginnel::ui::text::note_saved::BRING_BACK).await;
    browser.see_heading(common::SAVED).await;

    // On its page, within ten seconds.
    person::open_note(&phone, record).await;
    browser.press(note::TAKE_BACK).await;
    browser.see(note::IN_BIN).await;
    browser.press(common::UNDO).await;
    browser.see_heading(words).await;

    // Later, from the bin, after a start in between.
    browser.press(note::TAKE_BACK).await;
    browser.see(note::IN_BIN).await;
    phone.open("find").await;
    browser.not_see(words).await;
    phone.open("bin").await;
    browser.see(words).await;
    browser.press(bin::BRING_BACK).await;
    browser.see(bin::EMPTY_NEXT).await;
    person::open_note(&phone, record).await;
    browser.see_heading(words).await;

    // Emptied, the words are gone and the file asks for them back.
    browser.press(note::TAKE_BACK).await;
    browser.see(note::IN_BIN).await;
    phone.open("bin").await;
    browser.press(bin::EMPTY_IT).await;
    browser.see(&bin::will_go(1)).await;
    browser.press(bin::EMPTY_NOW).await;
    browser.see(bin::EMPTY_NEXT).await;
    phone.open(&format!("note/{record}")).await;
    browser.see(note::BIN_EMPTIED).await;
    browser.not_see("surgery").await;
    phone.end().await;
}

#[tokio::test]
async fn words_taken_out_for_good_are_in_no_file_and_do_not_come_back_with_an_old_one() {
    let phone = Phone::of("for-good", &ANYBODY).await;
    let browser = &phone.browser;
    let before = "Three carers take turns. One lives by the chapel.";
    let after = "Three carers take turns.";
    let record = person::write_note(browser, &complete(before)).await;
    let old_file = person::send_file(&phone).await;

    person::open_note(&phone, record).await;
    browser.press(note::TAKE_OUT).await;
    browser.see_heading(take_out::TITLE).await;
    browser.rewrite(ginnel::ui::text::labels::label("words"), after).await;
    browser.press(take_out::DO_IT).await;
    browser.see(take_out::DONE).await;
    browser.press(take_out::BACK_TO_IT).await;
    browser.see(after.trim_end_matches('.')).await;
    browser.not_see("chapel").await;
    browser.press(&note::versions(2)).await;
    browser.see_heading(versions::VERSIONS).await;
    browser.not_see("chapel").await;
    phone.open("find").await;
    browser.rewrite(ginnel::ui::text::find::LABEL, "chapel").await;
    browser.see(ginnel::ui::text::find::NOTHING).await;

    let file = person::send_file(&phone).await;
    holds_none_of("the next file", &file, &["chapel"]);
    let (_, revisions) = read(&file);
    assert!(revisions.iter().any(|r| r.record == record && r.closes.contains(&"words".to_owned())));

    // A colleague who had the old file loses the words with the new one, and the old one does not revive them.
    let colleague = Phone::of("for-good-2", &ANYBODY).await;
    person::take_in(&colleague, &old_file).await;
    person::open_note(&colleague, record).await;
    colleague.browser.see("chapel").await;
    person::take_in(&colleague, &file).await;
    person::open_note(&colleague, record).await;
    colleague.browser.not_see("chapel").await;
    let again = colleague.profile.put("old.json", &old_file);
    person::choose_file(&colleague, &again).await;
    colleague.browser.see(ginnel::ui::text::bring_in::WHAT_IS_IN_IT).await;
    person::open_note(&colleague, record).await;
    colleague.browser.not_see("chapel").await;
    phone.end().await;
    colleague.end().await;
}

#[tokio::test]
async fn a_draft_that_was_thrown_away_is_there_again_after_undo() {
    let phone = Phone::of("thrown", &ANYBODY).await;
    let browser = &phone.browser;
    browser.press(common::NEW_NOTE).await;
    browser.field_has_focus().await;
    browser.type_here("Not sure about this one").await;
    browser.press(note_form::THROW_AWAY).await;
    browser.see_heading(note_form::THROWN).await;
    browser.press(common::UNDO).await;
    browser.see_heading(note_form::GO_ON).await;
    browser.press(common::BACK).await;
    browser.see("Not sure about this one").await;
    phone.end().await;
}

/// All of it, *Only me* too: it is the worker's own tap, on the worker's own phone.
#[tokio::test]
async fn a_note_is_copied_as_text_with_all_that_it_says() {
    let phone = Phone::offline("copy").await;
    let code = phone.set_up(&ANYBODY).await;
    let browser = &phone.browser;
    let residents = labels::value_label("with_kinds", "residents");
    let words = "Forty eat here on Mondays now.\nNobody asked them <b>first</b> ☕";
    let note = Note {
        groups: &["Kettle Table"],
        quote: Some(("We need a bigger pan.", true)),
        promise: Some(("Ask about a pan", "us", "2030-01-04")),
        missing: "Whoever eats and leaves",
        private: true,
        ..complete(words)
    };
    let record = person::write_note(browser, &note).await;
    person::open_note(&phone, record).await;
    let clipboard = json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]});
    browser.devtools("Browser.grantPermissions", clipboard).await;
    browser.press(note::COPY).await;
    browser.see(note::COPIED).await;
    let read = "navigator.clipboard.readText().then(arguments[0], (error) => arguments[0](`${error}`))";
    let copied = browser.window.execute_async(read, vec![]).await.expect("the clipboard").json().clone();
    let expected = [
        &format!(
            "{} · {} · {} · Kettle Table\n\n{words}\n",
            note::WHOLE_AREA,
            common::TODAY,
            note::with(residents)
        ),
        &format!("{}: “We need a bigger pan.” · {residents}, {}", labels::label("quotes.*"), note::READ_BACK),
        &format!(
            "{}: Ask about a pan · {} · {} · {}",
            note::ONE_PROMISE,
            labels::value_label("by", "us"),
            note::to("Kettle Table"),
            note::by_day("Friday 4 January 2030")
        ),
        &format!("{}: Whoever eats and leaves", labels::label("who_was_missing")),
        &format!("{}: {code}", labels::label("author")),
        &format!("{}: {}", labels::label("author_role"), labels::value_label("author_role", "link_workers")),
    ];
    assert_eq!(copied, expected.map(String::as_str).join("\n"));
    phone.end().await;
}

#[tokio::test]
async fn a_browser_that_will_not_copy_says_how_else_to_have_the_words() {
    let phone = Phone::of("no-copy", &ANYBODY).await;
    let browser = &phone.browser;
    let record = person::write_note(browser, &complete("Forty eat here on Mondays now.")).await;
    person::open_note(&phone, record).await;
    for name in ["clipboard-write", "clipboard-read"] {
        let denied = json!({"permission": {"name": name}, "setting": "denied"});
        browser.devtools("Browser.setPermission", denied).await;
    }
    browser.press(note::COPY).await;
    browser.see(note::NOT_COPIED).await;
    browser.see(note::NOT_COPIED_NEXT).await;
    browser.not_see(note::COPIED).await;
    phone.end().await;
}

#[tokio::test]
async fn a_note_prints_on_one_page() {
    let phone = Phone::of("print", &ANYBODY).await;
    let words =
        "The last bus goes at ten to six, so nobody over the bridge comes to anything after tea. ".repeat(8);
    let note = Note {
        quote: Some(("We walk home along the canal.", true)),
        missing: "Whoever walks",
        ..complete(&words)
    };
    let record = person::write_note(&phone.browser, &note).await;
    person::open_note(&phone, record).await;
    let paper =
        serde_json::json!({"paperWidth": 8.27, "paperHeight": 11.69, "transferMode": "ReturnAsBase64"});
    let printed = phone.browser.devtools("Page.printToPDF", paper).await;
    let script = "const text = atob(arguments[0]); return text.match(/\\/Type ?\\/Page\\b(?!s)/g).length";
    assert_eq!(phone.browser.script(script, vec![printed["data"].clone()]).await, 1);
    phone.end().await;
}
