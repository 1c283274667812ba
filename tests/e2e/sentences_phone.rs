//! What a person reads when the phone, the browser or another window stands in the way of what they do.

use crate::browser::Browser;
use crate::host::Host;
use crate::look::Eye;
use crate::person;
use crate::phone::{ANYBODY, Phone};
use crate::rows::rows;
use crate::send::complete;
use crate::sentences::shown;
use crate::talk::ROOTS;
use crate::trouble::{HOLD, aside, close, instead_of_putting, with_a_note};
use ginnel::app::Failure;
use ginnel::app::open::OpenError;
use ginnel::app::ports::StoreError;
use ginnel::domain::put_away::OFFERED_AFTER;
use ginnel::ui::text::errors::{self, Notice};
use ginnel::ui::text::{common, home, mine, note, note_form, put_away, send, take_out, talk, welcome};

const TYPED: &str = "Fifty came, and the kettle broke.";

/// Whoever asks for the database from now on is told so, as the browser tells it: by an event.
pub fn refusing(name: &str) -> String {
    format!(
        "const open = IDBFactory.prototype.open;
        IDBFactory.prototype.open = function () {{
            const asked = open.call(this, 'refused', 1);
            asked.addEventListener('upgradeneeded', (event) => {{
                event.stopImmediatePropagation();
                asked.transaction.abort();
            }});
            return Object.defineProperty(asked, 'error', {{ get: () => new DOMException('', '{name}') }});
        }}"
    )
}

#[tokio::test]
async fn a_notebook_that_the_phone_does_not_give_says_whether_room_helps() {
    let phone = with_a_note("sentences-opening").await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    for (name, error, state) in [
        ("QuotaExceededError", StoreError::Quota, "opening-full"),
        ("UnknownError", StoreError::Unknown(String::new()), "opening-failed"),
    ] {
        let script = browser.beforehand(&refusing(name)).await;
        browser.reload().await;
        shown(browser, &eye, &errors::opening(&OpenError::Store(error)), state).await;
        browser.see(errors::RESCUE).await;
        browser.no_more(script).await;
    }
    browser.follow(common::TRY_AGAIN).await;
    browser.see(common::NEW_NOTE).await;
    eye.judge(2);
    phone.end().await;
}

#[tokio::test]
async fn a_save_that_the_browser_or_another_window_refuses_says_so_and_goes_well_afterwards() {
    let phone = with_a_note("sentences-saving").await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    browser.press(common::NEW_NOTE).await;
    person::fill_in(browser, &complete(TYPED)).await;
    instead_of_putting(browser, "throw new DOMException('', 'SecurityError')").await;
    browser.press(common::SAVE).await;
    shown(browser, &eye, &errors::store(&StoreError::Unavailable), "trouble-keeps-nothing").await;
    instead_of_putting(browser, "return real(row)").await;

    // The connection dies, and a window of before holds up the build that climbs.
    let first = browser.open_tab().await;
    aside(&phone, HOLD).await;
    let second = browser.turn_to(&first).await;
    let climb = "const open = IDBFactory.prototype.open;
        IDBFactory.prototype.open = function (name) { return open.call(this, name, 2); }";
    browser.script(climb, vec![]).await;
    let once =
        "if (!globalThis.died) { globalThis.died = true; throw new DOMException('', 'InvalidStateError'); }
        return real(row)";
    instead_of_putting(browser, once).await;
    browser.press(common::SAVE).await;
    shown(browser, &eye, &errors::store(&StoreError::Blocked), "trouble-blocked-while-saving").await;
    browser.see_in_field(TYPED).await;
    browser.not_see(common::SAVED).await;
    close(browser, second, first).await;
    person::save(browser).await;
    eye.judge(2);
    phone.end().await;
}

#[tokio::test]
async fn words_too_long_for_one_note_and_a_talk_without_an_answer_are_not_called_saved() {
    let phone = Phone::of("sentences-form", &ANYBODY).await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    browser.press(common::TALK).await;
    person::choose_points(browser, &[ROOTS]).await;
    browser.press(talk::WRITE).await;
    browser.see_heading(talk::WRITE_DOWN).await;
    browser.press(common::SAVE).await;
    shown(browser, &eye, &errors::failure(&Failure::Empty), "trouble-empty").await;
    browser.not_see(common::SAVED).await;

    phone.open("new").await;
    person::fill_in(browser, &complete(&"All of it, word for word. ".repeat(2_600))).await;
    browser.press(common::SAVE).await;
    shown(browser, &eye, &errors::failure(&Failure::TooLong), "trouble-too-long").await;
    browser.not_see(common::SAVED).await;
    browser.rewrite(note_form::WORDS, TYPED).await;
    person::save(browser).await;

    phone.open("").await;
    let record = person::write_note(browser, &complete(TYPED)).await;
    phone.open(&format!("note/{record}/take-out")).await;
    browser.press(take_out::DO_IT).await;
    let nothing = Notice { happened: take_out::NOTHING, next_step: take_out::NOTHING_NEXT };
    shown(browser, &eye, &nothing, "take-out-nothing").await;
    eye.judge(3);
    phone.end().await;
}

/// A window that hears nothing of the others and does not look round when it is turned to, as one that slept.
pub const ASLEEP: &str =
    "globalThis.BroadcastChannel = class extends EventTarget { postMessage() {} close() {} };
    addEventListener('visibilitychange', (event) => event.stopImmediatePropagation(), true)";

/// Does something in another window, and comes back.
pub async fn elsewhere(browser: &Browser, act: impl AsyncFnOnce()) {
    let first = browser.open_tab().await;
    act().await;
    browser.turn_to(&first).await;
}

#[tokio::test]
async fn what_another_window_took_out_or_locked_meanwhile_is_said() {
    let phone = with_a_note("sentences-elsewhere").await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    let record = person::write_note(browser, &complete("The urn is mended.")).await;
    phone.open(&format!("note/{record}/change")).await;
    browser.rewrite(note_form::WORDS, TYPED).await;
    elsewhere(browser, async || {
        phone.open(&format!("note/{record}/take-out")).await;
        browser.press(take_out::ALL).await;
        browser.press(take_out::DO_IT).await;
        browser.see(take_out::DONE).await;
    })
    .await;
    browser.press(common::SAVE).await;
    shown(browser, &eye, &errors::GONE_MEANWHILE, "trouble-gone").await;
    browser.not_see(common::SAVED).await;
    // What was typed is not gone with it.
    phone.open("").await;
    browser.see(home::DRAFTS).await;
    browser.see(TYPED).await;

    let deaf = browser.beforehand(ASLEEP).await;
    phone.open("send").await;
    browser.write(send::WHO, "Fold CVS").await;
    elsewhere(browser, async || {
        phone.open("").await;
        crate::door::set_password(browser, None).await;
    })
    .await;
    browser.no_more(deaf).await;
    browser.press(send::MAKE).await;
    shown(browser, &eye, &errors::failure(&Failure::Locked), "trouble-password-elsewhere").await;
    browser.not_see(send::READY).await;
    eye.judge(2);
    phone.end().await;
}

/// The sealed row that counts the days.
async fn days(phone: &Phone) -> serde_json::Value {
    let rows = rows(phone).await;
    let mut meta = rows["meta"].as_array().expect("rows").iter();
    meta.find(|row| row["id"] == "days").cloned().unwrap_or_default()
}

#[tokio::test]
async fn what_another_window_put_away_is_not_taken_back() {
    let phone = Phone::of("sentences-put-away", &ANYBODY).await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    let record = person::write_note(browser, &complete("The kettle is on. The kingfisher came.")).await;
    person::send_file(&phone).await;
    let first = chrono::NaiveDate::from_ymd_opt(2031, 1, 1).expect("a day");
    // A day more: the first may not have been counted yet when the file went.
    for nth in 0..=OFFERED_AFTER + 1 {
        let before = days(&phone).await;
        browser.on_day(&(first + chrono::Days::new(nth)).to_string()).await;
        phone.open("").await;
        while days(&phone).await == before {}
    }
    browser.beforehand(ASLEEP).await;
    person::open_note(&phone, record).await;
    elsewhere(browser, async || {
        browser.on_day(&(first + chrono::Days::new(OFFERED_AFTER + 1)).to_string()).await;
        phone.open("put-away").await;
        browser.see(put_away::PUT_AWAY).await;
        eye.look("put-away").await;
        browser.press(put_away::PUT_AWAY).await;
        browser.see(&put_away::done(1)).await;
        eye.look("put-away-done").await;
    })
    .await;
    browser.press(note::TAKE_BACK).await;
    shown(browser, &eye, &errors::failure(&Failure::PutAway), "trouble-put-away").await;
    browser.not_see(note::TAKEN_BACK).await;
    eye.judge(3);
    phone.end().await;
}

#[tokio::test]
async fn a_part_of_the_notebook_that_is_lost_is_missed_on_home_and_under_mine() {
    let phone = with_a_note("sentences-missing").await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    person::write_note(browser, &complete(TYPED)).await;
    let lose = "indexedDB.open('ginnel').onsuccess = ({ target: { result: db } }) => {
        const write = db.transaction('log', 'readwrite');
        write.objectStore('log').openCursor(null, 'prev').onsuccess = ({ target: { result: cursor } }) => {
            cursor.delete();
        };
        write.oncomplete = () => { db.close(); done(); };
    };";
    aside(&phone, lose).await;
    phone.open("").await;
    let missing = Notice { happened: home::MISSING, next_step: home::MISSING_NEXT };
    shown(browser, &eye, &missing, "home-missing").await;
    browser.press(home::MISSING_LINK).await;
    let missing = Notice { happened: mine::missing(1).leak(), next_step: mine::MISSING_NEXT };
    shown(browser, &eye, &missing, "mine-missing").await;
    eye.judge(2);
    phone.end().await;
}

#[tokio::test]
async fn a_file_that_the_phone_has_no_room_for_or_does_not_take_says_what_else_to_try() {
    let phone = with_a_note("sentences-sending").await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    let no_room = "globalThis.realFile = File;
        window.File = class { constructor() { throw new RangeError('full'); } }";
    phone.open("send").await;
    browser.write(send::WHO, "Fold CVS").await;
    browser.script(no_room, vec![]).await;
    browser.press(send::MAKE).await;
    let full = Notice { happened: send::NO_ROOM, next_step: send::NO_ROOM_NEXT };
    shown(browser, &eye, &full, "send-no-room").await;
    browser.script("window.File = realFile", vec![]).await;
    browser.press(send::MAKE).await;
    browser.see_heading(send::READY).await;
    browser.not_see(send::NO_ROOM).await;
    let refusing =
        "navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'))";
    browser.script(refusing, vec![]).await;
    browser.unfold(send::OTHER_WAYS).await;
    browser.press("Copy the text of the file").await;
    let refused = Notice { happened: send::REFUSED, next_step: send::REFUSED_NEXT };
    shown(browser, &eye, &refused, "send-refused").await;
    eye.judge(2);
    phone.end().await;
}

#[tokio::test]
async fn a_page_that_did_not_reach_the_phone_yet_says_so() {
    let host = Host::start_copy("sentences-held");
    host.hold_later_back(true);
    let phone = Phone::online("sentences-held", host).await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    browser.expect_in_console("later-");
    browser.press(welcome::LOOK_AROUND).await;
    shown(browser, &eye, &common::NOT_HERE_YET, "practice-not-here-yet").await;
    browser.press(home::LEAVE_PRACTICE).await;
    browser.see_heading(welcome::WHAT_FOR).await;
    for _ in 0..2 {
        browser.press(common::NEXT).await;
    }
    shown(browser, &eye, &common::NOT_HERE_YET, "part-not-here-yet").await;
    eye.judge(2);
    phone.end().await;
}
