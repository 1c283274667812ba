//! The drill of a forgotten password: the organisation is asked, answers, and every note that may be shared is back;
//! nothing of what is only the worker's own is, before the old password comes to mind.

use crate::browser::Browser;
use crate::desk::{Desk, WHO};
use crate::door::{
    code_shown, lock_now, nothing_of, offered, set_password, to_settings, try_password, unlock,
};
use crate::person::{self, Note};
use crate::phone::{ANYBODY, Phone};
use crate::rows;
use crate::send::complete;
use ginnel::app::ports::{Row, Store, Table, Write};
use ginnel::storage::memory::MemoryStore;
use ginnel::ui::text::{asking, common, errors, lock};
use ginnel::vault::answer::Request;
use serde_json::{Value, json};

const SHARED: &str = "Forty eat here on Mondays now.";
const PRIVATE: &str = "heron-at-dusk, left cross, sleep on it";
const DRAFT: &str = "Half a sentence about the kingfisher";

/// Puts these rows in the place of those that are there.
const PUT: &str = r"
const [tables, done] = arguments;
const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
indexedDB.open('ginnel').onsuccess = ({ target: { result: db } }) => {
  const all = db.transaction(Object.keys(tables), 'readwrite');
  for (const [table, rows] of Object.entries(tables)) {
    const store = all.objectStore(table);
    store.clear();
    for (const row of rows) store.put({ ...row, sealed: bytes(row.sealed) });
  }
  all.oncomplete = () => { db.close(); done(true); };
};
";

/// The worker has compared six words with the desk: done past the screens, on the rows of this phone.
async fn confirm(phone: &Phone, desk: &Desk) {
    phone.open("rescue.html").await;
    let kept = rows::rows(phone).await;
    let store = MemoryStore::default();
    for table in [Table::Meta, Table::Drafts, Table::Log] {
        let rows = kept[table.name()].as_array().expect("rows").iter();
        store.commit(rows.map(|row| Write::Put(table, row_of(row))).collect()).await.expect("kept");
    }
    let native = crate::native::Phone::on(store);
    native.bring_in(&desk.pack(1, &[]));
    native.app.pin_issuer(desk.issuer()).await.expect("a file of this desk came");
    let mut tables = json!({"meta": [], "drafts": [], "log": []});
    for (table, row) in native.rows() {
        let mut value = json!({"id": row.id, "key": row.key, "suite": row.suite, "batch": row.batch,
            "sealed": hex::encode(&row.sealed)});
        if let Some(seq) = row.seq.filter(|_| table == Table::Log) {
            value["seq"] = json!(seq);
        }
        tables[table.name()].as_array_mut().expect("rows").push(value);
    }
    phone.browser.window.execute_async(PUT, vec![tables]).await.expect("rows put");
    phone.open("").await;
    phone.browser.see(common::NEW_NOTE).await;
}

fn row_of(value: &Value) -> Row {
    let text = |name: &str| value[name].as_str().expect("text").to_owned();
    Row {
        seq: None,
        id: text("id"),
        key: text("key"),
        suite: value["suite"].as_u64().and_then(|suite| suite.try_into().ok()).expect("a suite"),
        batch: text("batch"),
        sealed: hex::decode(text("sealed")).expect("hex"),
    }
}

/// The request and the six words on the page.
async fn asked(browser: &Browser) -> Request {
    browser.see_heading(asking::ASK).await;
    browser.see_no_more(asking::MAKING).await;
    let text = browser.script("return document.querySelector('.request').textContent", vec![]).await;
    let request = Request::parse(text.as_str().expect("text")).expect("a request");
    let shown = browser.script("return document.querySelector('.offered-words').innerText", vec![]).await;
    assert_eq!(shown, request.words().join(" "), "the desk sees the same words");
    request
}

async fn answer_with(browser: &Browser, text: &str) {
    browser.rewrite(asking::ANSWER_LABEL, text).await;
    browser.press(asking::OPEN).await;
}

/// From the first note to the day the old password comes to mind again.
pub async fn walk_asked(phone: &mut Phone, mut at: impl AsyncFnMut(&Browser, &str)) {
    let desk = Desk::new();
    let browser = &phone.browser;
    person::write_note(browser, &complete(SHARED)).await;
    person::done(browser).await;
    person::write_note(browser, &Note { words: PRIVATE, private: true, ..Note::default() }).await;
    person::done(browser).await;
    browser.press(common::NEW_NOTE).await;
    browser.field_has_focus().await;
    browser.type_into_words(DRAFT).await;
    browser.press(common::BACK).await;
    browser.see(DRAFT).await;
    confirm(phone, &desk).await;
    let browser = &phone.browser;
    let paper = set_password(browser, None).await;
    to_settings(browser).await;
    browser.see(&asking::can_help(&WHO.map(str::to_owned))).await;
    at(browser, "settings-who-can-help").await;

    lock_now(browser).await;
    browser.unfold(lock::FORGOTTEN).await;
    browser.see(lock::FORGOTTEN_PRIVATE).await;
    at(browser, "locked-forgotten-organisation").await;
    browser.press(asking::ASK).await;
    let request = asked(browser).await;
    browser.unfold(asking::SEE).await;
    at(browser, "asking").await;
    nothing_of(browser, &[SHARED, PRIVATE, DRAFT]).await;

    // The answer takes a day, and the phone is switched off meanwhile.
    phone.profile.kill();
    phone.start_again("").await;
    let browser = &phone.browser;
    browser.press(asking::GO_ON).await;
    assert_eq!(asked(browser).await, request, "the same request");
    let answer = desk.answer(1, &request.to_text());
    for (text, why) in [
        ("Hello, did you get it?", "This is not an answer."),
        (&answer[..answer.len() - 4], "The end of the answer is missing."),
    ] {
        answer_with(browser, text).await;
        browser.see(why).await;
    }
    at(browser, "asking-no-answer").await;
    answer_with(browser, &format!("Here it is:\n{answer}\nRing me if it does not work.")).await;
    browser.see_heading(asking::NEW).await;
    let second = offered(browser).await;
    at(browser, "asking-new-password").await;
    browser.press(lock::USE_THESE).await;
    browser.press(lock::NEXT).await;
    let code = code_shown(browser).await;
    browser.write(lock::COPIED, &code[7]).await;
    browser.press(lock::SET_IT).await;
    browser.see_heading(asking::DONE).await;
    browser.see(&asking::closed(2)).await;
    at(browser, "asking-done").await;
    browser.press(lock::GO_ON).await;
    browser.see(SHARED).await;
    nothing_of(browser, &[PRIVATE, DRAFT]).await;
    browser.press(common::MINE).await;
    browser.see(&asking::closed(2)).await;
    at(browser, "mine-closed").await;

    lock_now(browser).await;
    try_password(browser, &paper.password).await;
    browser.see(lock::WRONG).await;
    unlock(browser, &second).await;
    browser.see(asking::CLOSED).await;
    browser.rewrite(lock::PASSWORD_OR_CODE, &second).await;
    browser.press(asking::OPEN_CLOSED).await;
    browser.see(asking::NOT_THIS.happened).await;
    at(browser, "settings-closed-wrong").await;
    browser.rewrite(lock::PASSWORD_OR_CODE, &paper.password).await;
    browser.press(asking::OPEN_CLOSED).await;
    browser.see(asking::OPENED).await;
    at(browser, "settings-closed-opened").await;
    browser.press(common::HOME).await;
    browser.see(DRAFT).await;
    browser.see(PRIVATE).await;
    browser.see(SHARED).await;
    lock_now(browser).await;
    unlock(browser, &second).await;
    browser.see(&asking::can_help(&WHO.map(str::to_owned))).await;
    browser.not_see(asking::CLOSED).await;
    browser.not_see(errors::RESCUE).await;
}

#[tokio::test]
async fn a_forgotten_password_is_answered_by_the_organisation() {
    let mut phone = Phone::of("asked", &ANYBODY).await;
    walk_asked(&mut phone, async |_, _| ()).await;
    phone.end().await;
}
