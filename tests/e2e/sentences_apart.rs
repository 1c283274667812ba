//! What a person reads on the page that saves the notebook without the program, of a build that gave way to the one
//! before, and where the browser refuses something small.

use crate::builds::Next;
use crate::host::Host;
use crate::look::Eye;
use crate::person;
use crate::phone::{ANYBODY, Phone};
use crate::send::complete;
use crate::sentences::{shown, shown_in};
use crate::sentences_phone::refusing;
use crate::trouble::{aside, damage, with_a_note};
use ginnel::ui::text::errors::Notice;
use ginnel::ui::text::{common, note, note_saved, updates};

const MAKE: &str = "Make the file";

/// A browser that does not promise to keep what is here.
pub const NO_PROMISE: &str = "StorageManager.prototype.persisted = async () => false;
    StorageManager.prototype.persist = async () => false";

#[tokio::test]
async fn the_page_that_saves_everything_says_why_it_cannot_and_how_the_file_is_locked() {
    let phone = with_a_note("sentences-rescue").await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    let nowhere = "const open = IDBFactory.prototype.open;
        IDBFactory.prototype.open = function () { return open.call(this, 'nowhere'); }";
    let unavailable = "Object.defineProperty(globalThis, 'indexedDB', { value: undefined })";
    let no_room = "window.Blob = class { constructor() { throw new RangeError('full'); } }";
    for (fault, parts, state) in [
        (nowhere, ["There is no notebook here.", "that you used to write your notes"], "rescue-none"),
        (unavailable, ["This browser keeps nothing here.", "not a private one"], "rescue-unavailable"),
        (
            refusing("UnknownError").as_str(),
            ["The notebook could not be read to its end.", "Clear nothing."],
            "rescue-not-read",
        ),
        (no_room, ["This phone has no room for the file.", "Your notes are still here."], "rescue-no-room"),
    ] {
        let fault = browser.beforehand(fault).await;
        phone.open_aside("rescue.html").await;
        browser.press(MAKE).await;
        shown_in(browser, &eye, ".apart-notice:not([hidden])", parts, state).await;
        browser.see(MAKE).await;
        browser.no_more(fault).await;
    }

    aside(&phone, &damage("meta", "row.id === 'keyslots'")).await;
    let refusing =
        "navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'))";
    phone.open_aside("rescue.html").await;
    browser.script(refusing, vec![]).await;
    browser.press(MAKE).await;
    let no_keys = ["The keys to your notes cannot be read.", "The file may not open again."];
    shown_in(browser, &eye, ".apart-notice:not([hidden])", no_keys, "rescue-no-keys").await;
    browser.press("Copy the text of the file").await;
    let refused = ["Your phone would not take the file that way.", "Try another way."];
    shown_in(browser, &eye, ".apart-notice:not([hidden])", refused, "rescue-refused").await;
    eye.judge(6);
    phone.end().await;
}

#[tokio::test]
async fn a_build_that_gave_way_to_the_one_before_is_said_on_home() {
    let phone = Phone::online("sentences-fell-back", Host::start_copy("sentences-fell-back")).await;
    let browser = &phone.browser;
    browser.kept_offline().await;
    phone.set_up(&ANYBODY).await;
    let eye = Eye::on(browser);
    browser.expect_in_console("CompileError");
    phone.offer(Next::StopsLater).await;
    browser.press(updates::USE_NOW).await;
    browser.see_no_more(updates::READY).await;
    browser.press(common::MINE).await;
    for _ in 0..2 {
        browser.see(common::NOT_HERE_YET.happened).await;
        browser.press(common::TRY_AGAIN).await;
    }
    browser.see(updates::FELL_BACK).await;
    browser.see(updates::FELL_BACK_NEXT).await;
    eye.look("fell-back").await;
    eye.judge(1);
    phone.end().await;
}

#[tokio::test]
async fn a_phone_that_will_not_promise_to_keep_notes_or_to_copy_them_says_what_helps() {
    let phone = Phone::of("sentences-small", &ANYBODY).await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    browser.beforehand(NO_PROMISE).await;
    phone.open("").await;
    let record = person::write_note(browser, &complete("Forty eat here on Mondays now.")).await;
    let cleared = Notice { happened: note_saved::MAY_BE_CLEARED, next_step: note_saved::MAY_BE_CLEARED_NEXT };
    shown(browser, &eye, &cleared, "saved-may-be-cleared").await;

    person::open_note(&phone, record).await;
    let refusing =
        "navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'))";
    browser.script(refusing, vec![]).await;
    browser.press(note::COPY).await;
    let not_copied = Notice { happened: note::NOT_COPIED, next_step: note::NOT_COPIED_NEXT };
    shown(browser, &eye, &not_copied, "note-not-copied").await;
    eye.judge(2);
    phone.end().await;
}
