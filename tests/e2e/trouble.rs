//! What a person reads in trouble: each sentence on a screen, fit to be looked at, and true there and then.

use crate::browser::Browser;
use crate::look::Eye;
use crate::person;
use crate::phone::{ANYBODY, Phone};
use crate::send::complete;
use ginnel::app::open::OpenError;
use ginnel::app::ports::StoreError;
use ginnel::ui::text::errors::{self, Notice};
use ginnel::ui::text::{common, home, mine, send};
use serde_json::json;
use thirtyfour::prelude::*;

const SAVED: &str = "Forty eat here on Mondays now.";
const TYPED: &str = "Fifty came, and the kettle broke.";

/// From now on this happens to each row that is put on this page, instead of what should: a script over `real` and
/// `row`.
pub async fn instead_of_putting(browser: &Browser, script: &str) {
    let patch = format!(
        "globalThis.realPut ??= IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (row) {{
            const real = (row) => realPut.call(this, row);
            {script}
        }};"
    );
    browser.script(&patch, vec![]).await;
}

/// Waits until the whole notice can be seen without scrolling.
async fn see(browser: &Browser, notice: &Notice) {
    let words = json!([notice.happened, notice.next_step]);
    let in_view = format!(
        "return [...document.querySelectorAll('.notice')].some((e) => {{
            const {{ top, bottom }} = e.getBoundingClientRect();
            return {words}.every((part) => e.innerText.includes(part)) && top >= 0 && bottom <= innerHeight;
        }})"
    );
    browser.wait(notice.happened, &in_view).await;
}

/// A phone with one note on it.
pub async fn with_a_note(name: &str) -> Phone {
    let phone = Phone::of(name, &ANYBODY).await;
    person::write_note(&phone.browser, &complete(SAVED)).await;
    person::done(&phone.browser).await;
    phone
}

#[tokio::test]
async fn on_a_full_phone_the_words_stay_in_their_box_and_all_that_is_saved_can_be_sent() {
    let phone = with_a_note("trouble-full").await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    let nearly = browser
        .beforehand("StorageManager.prototype.estimate = async () => ({ usage: 5e6, quota: 25e6 })")
        .await;
    browser.reload().await;
    see(browser, &errors::LITTLE_ROOM).await;
    eye.look("trouble-nearly-full").await;
    browser.press_in(errors::LITTLE_ROOM.happened, common::HIDE).await;
    browser.no_more(nearly).await;

    browser.press(common::NEW_NOTE).await;
    browser.field_has_focus().await;
    instead_of_putting(browser, "throw new DOMException('', 'QuotaExceededError')").await;
    person::fill_in(browser, &complete(TYPED)).await;
    see(browser, &errors::FULL).await;
    eye.look("trouble-full-while-typing").await;
    browser.press_in(errors::FULL.happened, common::HIDE).await;
    browser.press(common::SAVE).await;
    see(browser, &errors::FULL).await;
    browser.see_in_field(TYPED).await;
    browser.not_see(common::SAVED).await;
    eye.look("trouble-full-while-saving").await;

    browser.press_in(errors::FULL.happened, send::SEND).await;
    browser.write(send::WHO, "Fold CVS").await;
    browser.press(send::MAKE).await;
    browser.see_heading(send::READY).await;
    eye.look("trouble-full-while-sending").await;
    browser.press("Put it in downloads").await;
    let file = String::from_utf8(phone.profile.download()).expect("text");
    assert!(file.contains(SAVED));
    browser.press(common::MINE).await;
    browser.press(common::HOME).await;
    browser.see(home::DRAFTS).await;
    eye.look("trouble-full-home").await;

    instead_of_putting(browser, "return real(row)").await;
    browser.press(TYPED).await;
    browser.see_in_field(TYPED).await;
    person::save(browser).await;
    browser.reload().await;
    browser.press(common::HOME).await;
    browser.see(TYPED).await;
    eye.judge(5);
    phone.end().await;
}

#[tokio::test]
async fn what_the_phone_does_not_keep_is_never_called_saved() {
    let phone = with_a_note("trouble-not-kept").await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    browser.press(common::NEW_NOTE).await;
    person::fill_in(browser, &complete(TYPED)).await;
    let not_kept = errors::store(&StoreError::NotKept);
    let unknown = errors::store(&StoreError::Taken);
    for (instead, notice, state) in [
        ("throw new DOMException('', 'InvalidStateError')", errors::CLOSED, "trouble-closed"),
        ("throw new DOMException('', 'DataError')", unknown, "trouble-unknown"),
        ("return real({ ...row, sealed: row.sealed.map((byte) => byte ^ 1) })", not_kept, "trouble-not-kept"),
    ] {
        instead_of_putting(browser, instead).await;
        browser.press(common::SAVE).await;
        see(browser, &notice).await;
        browser.see_in_field(TYPED).await;
        browser.not_see(common::SAVED).await;
        eye.look(state).await;
    }
    instead_of_putting(browser, "return real(row)").await;
    person::save(browser).await;
    browser.reload().await;
    browser.press(common::HOME).await;
    browser.see(TYPED).await;
    eye.judge(3);
    phone.end().await;
}

/// Opens the notebook, and gives way to nobody.
pub const HOLD: &str =
    "indexedDB.open('ginnel').onsuccess = ({ target }) => { globalThis.held = target.result; done(); }";

/// Closes a window, and turns to the other.
pub async fn close(browser: &Browser, window: WindowHandle, other: WindowHandle) {
    browser.turn_to(&window).await;
    browser.window.close_window().await.expect("a closed window");
    browser.window.switch_to_window(other).await.expect("the other window");
}

/// Loads a page that is ours and holds no notebook, and does something to the database there: a script over `done`.
pub async fn aside(phone: &Phone, script: &str) {
    phone.open_aside("rescue.html").await;
    let script = format!("const done = arguments[0]; {script}");
    phone.browser.window.execute_async(&script, vec![]).await.expect("the database");
}

/// Turns a bit in the last row of a table for which `wanted` is true.
pub fn damage(table: &str, wanted: &str) -> String {
    format!(
        "indexedDB.open('ginnel').onsuccess = ({{ target: {{ result: db }} }}) => {{
            const write = db.transaction('{table}', 'readwrite');
            write.objectStore('{table}').openCursor(null, 'prev').onsuccess = ({{ target: {{ result: cursor }} }}) => {{
                if (!cursor) return;
                const row = cursor.value;
                if ({wanted}) {{ row.sealed[row.sealed.length - 1] ^= 1; cursor.update(row); return; }}
                cursor.continue();
            }};
            write.oncomplete = () => {{ db.close(); done(); }};
        }};"
    )
}

#[tokio::test]
async fn a_notebook_that_is_damaged_newer_or_held_says_so_and_what_to_do() {
    let phone = with_a_note("trouble-opening").await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    let opening = |error| errors::opening(&OpenError::Store(error));

    let refusing =
        browser.beforehand("Object.defineProperty(globalThis, 'indexedDB', { value: undefined })").await;
    browser.reload().await;
    see(browser, &opening(StoreError::Unavailable)).await;
    eye.look("trouble-unavailable").await;
    browser.no_more(refusing).await;

    // An older window that does not give way to a build that climbs.
    let first = browser.open_tab().await;
    aside(&phone, HOLD).await;
    let second = browser.turn_to(&first).await;
    let climbing = browser
        .beforehand(
            "const open = IDBFactory.prototype.open;
        IDBFactory.prototype.open = function (name) { return open.call(this, name, 2); }",
        )
        .await;
    browser.reload().await;
    see(browser, &opening(StoreError::Blocked)).await;
    eye.look("trouble-blocked").await;
    close(browser, second, first).await;
    browser.follow(common::TRY_AGAIN).await;
    browser.see(SAVED).await;
    browser.no_more(climbing).await;

    aside(&phone, &damage("log", "true")).await;
    phone.open("mine").await;
    browser.see(mine::BROKEN_NEXT).await;
    browser.see("Its number begins with").await;
    eye.look("trouble-damaged-row").await;
    aside(&phone, &damage("log", "true")).await;
    phone.open("").await;
    browser.see(SAVED).await;

    aside(&phone, &damage("meta", "row.id === 'identity'")).await;
    phone.open("").await;
    see(browser, &errors::opening(&OpenError::Identity)).await;
    eye.look("trouble-keys-damaged").await;
    aside(&phone, &damage("meta", "row.id === 'identity'")).await;

    let newer =
        "const open = indexedDB.open('ginnel', 100); open.onsuccess = () => { open.result.close(); done(); }";
    aside(&phone, newer).await;
    phone.open("new").await;
    person::fill_in(browser, &complete(TYPED)).await;
    browser.press(common::SAVE).await;
    see(browser, &errors::TOO_NEW).await;
    browser.see_in_field(TYPED).await;
    eye.look("trouble-too-new").await;
    browser.press(common::BACK).await;
    browser.see(SAVED).await;
    browser.press(common::MINE).await;
    browser.press(send::SEND).await;
    browser.write(send::WHO, "Fold CVS").await;
    browser.press(send::MAKE).await;
    browser.see_heading(send::READY).await;
    eye.look("trouble-too-new-sending").await;
    eye.judge(6);
    phone.end().await;
}

#[tokio::test]
async fn where_the_program_cannot_go_on_a_panel_says_that_the_notes_are_safe() {
    let phone = with_a_note("trouble-stopped").await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    browser.expect_in_console("not for this phone");
    let stopping = browser
        .beforehand("WebAssembly.compileStreaming = () => Promise.reject(new Error('not for this phone'))")
        .await;
    browser.window.refresh().await.expect("a reload");
    browser.see("Your saved notes are safe on this phone.").await;
    eye.look("trouble-stopped").await;
    browser.no_more(stopping).await;
    browser.follow("Open again").await;
    browser.see(SAVED).await;
    eye.judge(1);
    phone.end().await;
}

#[tokio::test]
async fn an_erasure_says_what_keeps_it_up_and_that_it_is_done() {
    let phone = with_a_note("trouble-erasing").await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    let failing = browser
        .beforehand(
            "IDBFactory.prototype.deleteDatabase = () => { throw new DOMException('', 'UnknownError') }",
        )
        .await;
    phone.open_aside("erase.html").await;
    browser.write("Type the word erase", "erase").await;
    browser.press("Erase everything").await;
    browser.see("This browser did not erase everything.").await;
    browser.not_see("Everything is erased").await;
    eye.look("trouble-erasing-failed").await;
    browser.no_more(failing).await;

    // It was begun, and goes on without being asked; another window holds it up.
    let first = browser.open_tab().await;
    aside(&phone, HOLD).await;
    let second = browser.turn_to(&first).await;
    phone.open_aside("erase.html").await;
    browser.see("Close all other windows of Ginnel.").await;
    eye.look("trouble-erasing-blocked").await;
    close(browser, second, first).await;
    browser.see_heading("Everything is erased").await;
    eye.look("erased").await;
    eye.judge(3);
    phone.end().await;
}
