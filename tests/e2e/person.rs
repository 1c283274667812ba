//! What a person does with the app, page by page.

use crate::browser::Browser;
use crate::phone::Phone;
use ginnel::domain::ids::RecordId;
use ginnel::ui::text::{bring_in, common, labels, note, note_form, send, talk};
use std::path::Path;

/// A note as somebody would tell it.
#[derive(Default)]
pub struct Note<'a> {
    /// What happened.
    pub words: &'a str,
    /// The groups, by the names typed.
    pub groups: &'a [&'a str],
    /// The day, if not today.
    pub day: Option<&'a str>,
    /// With whom, by code.
    pub with: &'a [&'a str],
    /// Chips in a fold, by the title of the fold, the path of their field and their code.
    pub folded: &'a [(&'a str, &'a str, &'a str)],
    /// Who was missing.
    pub missing: &'a str,
    /// Their words, and whether they were read back.
    pub quote: Option<(&'a str, bool)>,
    /// A promise: its words, by whom (a code), by when.
    pub promise: Option<(&'a str, &'a str, &'a str)>,
    /// A place that has a chip, by its name; it takes the place of the one that was guessed.
    pub place: &'a str,
    /// A place that has none.
    pub typed_place: &'a str,
    /// Everywhere in the area.
    pub whole_area: bool,
    /// Only me.
    pub private: bool,
}

/// Writes a note from Home on, and saves it. Gives its record.
pub async fn write_note(browser: &Browser, of: &Note<'_>) -> RecordId {
    browser.press(common::NEW_NOTE).await;
    fill_in(browser, of).await;
    save(browser).await
}

/// Fills in an open form.
pub async fn fill_in(browser: &Browser, of: &Note<'_>) {
    browser.field_has_focus().await;
    if !of.words.is_empty() {
        browser.write(note_form::WORDS, of.words).await;
    }
    for group in of.groups {
        name_group(browser, group).await;
    }
    if let Some(day) = of.day {
        let legend = labels::label("happened_on");
        browser.press_in(legend, common::OTHER_DAY).await;
        browser.put_day(legend, day).await;
    }
    for code in of.with {
        let label = labels::value_label("with_kinds", code);
        if !browser.text().await.contains(label) {
            browser.unfold(note_form::OTHER_PARTIES).await;
        }
        browser.press(label).await;
    }
    choose_place(browser, of).await;
    if let Some((words, read_back)) = of.quote {
        browser.unfold("Their words").await;
        browser.write(note_form::QUOTE, words).await;
        if read_back {
            browser.press_in(note_form::READ_BACK, note_form::READ_BACK_YES).await;
        }
    }
    if let Some((words, by, due)) = of.promise {
        browser.unfold("A promise").await;
        browser.write(note_form::PROMISE, words).await;
        browser.press_in(note_form::PROMISED_BY, labels::value_label("by", by)).await;
        browser.press_in(common::OTHER_DAY, common::OTHER_DAY).await;
        browser.put_day(common::OTHER_DAY, due).await;
    }
    for (fold, path, choice) in of.folded {
        browser.unfold(fold).await;
        browser.press_in(labels::label(path), labels::value_label(path, choice)).await;
    }
    if !of.missing.is_empty() {
        browser.unfold("Who was missing, what is strong").await;
        browser.write(labels::label("who_was_missing"), of.missing).await;
    }
    if of.private {
        browser.press_in(note_form::GOES_TO, labels::value_label("sharing", "private")).await;
    }
}

/// Chooses where it was, in the place of what the form guessed.
async fn choose_place(browser: &Browser, of: &Note<'_>) {
    let legend = labels::label("places");
    let wanted = if of.whole_area { labels::label("whole_area") } else { of.place };
    if !(wanted.is_empty() && of.typed_place.is_empty()) {
        let script = "const set = [...document.querySelectorAll('fieldset')].find((e) => e.innerText.trim().startsWith(arguments[0]));
            for (const box of set.querySelectorAll('input:checked'))
              if (box.closest('label').innerText.trim() !== arguments[1]) box.click();
            return [...set.querySelectorAll('input:checked')].length";
        let left = browser.script(script, vec![legend.into(), wanted.into()]).await;
        if left == 0 && !wanted.is_empty() {
            browser.press_in(legend, wanted).await;
        }
    }
    if !of.typed_place.is_empty() {
        browser.write(note_form::PLACE_NAME, of.typed_place).await;
    }
}

/// Types the name of a group and takes it: the one that is called so, else a new one.
pub async fn name_group(browser: &Browser, name: &str) {
    browser.write(note_form::GROUP, name).await;
    let add = common::add(name.trim());
    let there = format!("{} startsWith", name.trim());
    let known = format!(
        "const all = [...document.querySelectorAll('.options button')].filter((e) => e.getClientRects().length);
         const name = {};
         const found = all.find((e) => e.querySelector('span')?.innerText.trim() === name)
           || all.find((e) => e.innerText.trim() === {});
         found?.click();
         return !!found",
        serde_json::json!(name.trim()),
        serde_json::json!(add),
    );
    browser.wait(&there, &known).await;
}

/// Saves the open form and waits for the true tick.
pub async fn save(browser: &Browser) -> RecordId {
    browser.press(common::SAVE).await;
    saved(browser).await
}

/// Waits for the true tick, and gives what was saved.
pub async fn saved(browser: &Browser) -> RecordId {
    browser.see_heading(common::SAVED).await;
    let path = browser.path().await;
    let id = path.rsplit('/').next().unwrap_or_default();
    RecordId::parse(id).unwrap_or_else(|_| panic!("{path} names what was saved"))
}

/// Back to Home after a save.
pub async fn done(browser: &Browser) {
    browser.press(common::DONE).await;
    browser.see(common::NEW_NOTE).await;
}

/// What became of a talking point.
pub enum Said<'a> {
    /// They answered: words, a step of the scale or nothing.
    Answered(&'a str, &'a str),
    /// They would rather not.
    RatherNot,
}

/// What holds for all answers of a conversation.
#[derive(Default)]
pub struct Spoken<'a> {
    /// The code of whose words they are, or empty.
    pub whose: &'a str,
    /// The code of who spoke, or empty.
    pub who: &'a str,
    /// Another language and the code of who interpreted.
    pub language: Option<(&'a str, &'a str)>,
}

/// Chooses talking points by the beginning of their words, on the page that offers them, and starts.
pub async fn choose_points(browser: &Browser, points: &[&str]) {
    browser.see_heading(talk::TALK).await;
    browser.see(talk::TO_ASK).await;
    for point in points {
        let wanted = serde_json::json!(point);
        let shown = format!(
            "const label = [...document.querySelectorAll('main label')].find((e) => e.innerText.includes({wanted}));
             if (label) {{ label.scrollIntoView({{ block: 'center' }}); label.click(); return true; }}
             [...document.querySelectorAll('button')].find((e) => e.innerText.trim() === {})?.click();
             return false",
            serde_json::json!(talk::SEE_ALL)
        );
        browser.wait(point, &shown).await;
    }
    browser.press(talk::START).await;
}

/// Asks the chosen points in their order, and writes down what came of them. Ends on the tick.
pub async fn hold_talk(browser: &Browser, points: &[(&str, Said<'_>)], spoken: &Spoken<'_>) {
    ask_and_write(browser, points, spoken).await;
    browser.press(common::SAVE).await;
    browser.see_heading(common::SAVED).await;
}

/// The same without saving.
pub async fn ask_and_write(browser: &Browser, points: &[(&str, Said<'_>)], spoken: &Spoken<'_>) {
    for (nth, (point, said)) in points.iter().enumerate() {
        browser.see(&talk::nth_of(nth + 1, points.len())).await;
        browser.see(point).await;
        let how = match said {
            Said::Answered(..) => talk::ASKED,
            Said::RatherNot => talk::RATHER_NOT,
        };
        browser.press_in(talk::HOW, how).await;
        browser.press(if nth + 1 == points.len() { talk::WRITE } else { common::NEXT }).await;
    }
    browser.see_heading(talk::WRITE_DOWN).await;
    for (point, said) in points {
        if let Said::Answered(words, step) = said {
            browser.write_in(point, talk::ANSWER, words).await;
            if !step.is_empty() {
                browser.press_in(point, step).await;
            }
        }
    }
    if !spoken.whose.is_empty() {
        browser
            .press_in(labels::label("whose_words"), labels::value_label("whose_words", spoken.whose))
            .await;
    }
    if !spoken.who.is_empty() {
        let who = labels::label("respondent_kind");
        browser.unfold(who).await;
        browser.press_in(who, labels::value_label("respondent_kind", spoken.who)).await;
    }
    if let Some((language, interpreter)) = spoken.language {
        browser.unfold(talk::LANGUAGE_FOLD).await;
        browser.write(labels::label("language_used"), language).await;
        browser.press_in(labels::label("interpreter"), labels::value_label("interpreter", interpreter)).await;
    }
}

/// Makes the file for the coordinator and puts it into the downloads. Ends on the question whether it went.
pub async fn hand_over(phone: &Phone) -> Vec<u8> {
    let browser = &phone.browser;
    phone.open("send").await;
    browser.see(send::WHO).await;
    browser.rewrite(send::WHO, "Fold CVS").await;
    browser.press(send::MAKE).await;
    browser.see_heading(send::READY).await;
    browser.press("Put it in downloads").await;
    let bytes = phone.profile.download();
    browser.see(send::HAS_IT_GONE).await;
    bytes
}

/// The same, and says that it went.
pub async fn send_file(phone: &Phone) -> Vec<u8> {
    let bytes = hand_over(phone).await;
    phone.browser.press(send::YES).await;
    phone.browser.see(send::WENT).await;
    bytes
}

/// Chooses a file on the page *Bring in*, which is opened for it.
pub async fn choose_file(phone: &Phone, file: &Path) {
    phone.open("import").await;
    phone.browser.see(bring_in::CHOOSE).await;
    phone.browser.choose(&[file]).await;
}

/// Brings a file in, which must hold something new.
pub async fn take_in(phone: &Phone, bytes: &[u8]) {
    let file = phone.profile.put("from-a-colleague.json", bytes);
    choose_file(phone, &file).await;
    phone.browser.press(bring_in::ADD).await;
    phone.browser.see(bring_in::ADDED).await;
}

/// Opens a note on its page by its address.
pub async fn open_note(phone: &Phone, record: RecordId) {
    phone.open(&format!("note/{record}")).await;
    phone.browser.see(note::WHO_SEES).await;
}
