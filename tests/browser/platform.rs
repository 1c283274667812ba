//! The ports and the other things that the app needs of a browser.

use crate::support::{fresh_name, js};
use chrono::Datelike;
use ginnel::app::ports::{Breath, Clock, Ids, Sentinel};
use ginnel::platform::breath::BrowserBreath;
use ginnel::platform::clock::DeviceClock;
use ginnel::platform::files::{self, FileError};
use ginnel::platform::ids::RandomIds;
use ginnel::platform::prefs::Pref;
use ginnel::platform::sentinel::RowCount;
use ginnel::platform::share::{self, Outcome, Parcel};
use ginnel::platform::tabs::Tabs;
use ginnel::platform::ways::Way;
use ginnel::platform::{install, persist};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::File;

#[wasm_bindgen_test]
async fn today_is_the_day_on_the_wall() {
    let today = DeviceClock.today();
    let wall =
        js("const d = new Date(); return [d.getFullYear(), d.getMonth() + 1, d.getDate()].join();").await;
    assert_eq!(wall.as_string().unwrap(), format!("{},{},{}", today.year(), today.month(), today.day()));
    assert!(DeviceClock.now_ms() > 1_700_000_000_000);
}

#[wasm_bindgen_test]
fn random_bytes_fill_even_a_long_buffer() {
    let mut buffer = vec![0; 200_000];
    RandomIds.fill(&mut buffer);
    assert!(buffer.chunks(1_000).all(|part| part.iter().any(|byte| *byte != 0)));
    assert_ne!(RandomIds.random16(), RandomIds.random16());
}

#[wasm_bindgen_test]
async fn a_turn_lets_the_browser_work() {
    js("globalThis.turns = 0;
        const channel = new MessageChannel();
        channel.port1.onmessage = () => { turns++; };
        channel.port2.postMessage(0);")
    .await;
    let before = BrowserBreath.steady_ms();
    futures_util::future::join(BrowserBreath.turn(), BrowserBreath.turn()).await;
    assert_eq!(js("return turns;").await, 1);
    assert!(BrowserBreath.steady_ms() >= before);
}

#[wasm_bindgen_test]
fn choices_are_remembered_and_forgotten() {
    Pref::Theme.set("dark");
    assert_eq!(Pref::Theme.get().as_deref(), Some("dark"));
    assert_eq!(Pref::TextSize.get(), None);
    Pref::Theme.forget();
    assert_eq!(Pref::Theme.get(), None);
}

#[wasm_bindgen_test]
fn each_notebook_has_a_count_of_its_own() {
    let (one, two) = (RowCount::new(&fresh_name()), RowCount::new(&fresh_name()));
    assert_eq!(one.expected(), 0);
    one.remember(12);
    assert_eq!((one.expected(), two.expected()), (12, 0));
    one.forget();
    assert_eq!(one.expected(), 0);
}

#[wasm_bindgen_test]
async fn other_windows_hear_of_a_change_and_of_a_lock_and_one_does_not_hear_itself() {
    let name = fresh_name();
    let heard = Rc::new([Cell::new(0), Cell::new(0)]);
    let locked = Rc::new([Cell::new(0), Cell::new(0)]);
    let [one, two] = [0, 1].map(|which| {
        let (heard, locked) = (heard.clone(), locked.clone());
        let change = move || heard[which].set(heard[which].get() + 1);
        Tabs::listen(&name, change, move || locked[which].set(locked[which].get() + 1))
    });
    one.announce();
    one.announce_lock();
    while locked[1].get() == 0 {
        BrowserBreath.turn().await;
    }
    assert_eq!((heard[0].get(), heard[1].get()), (0, 1));
    assert_eq!((locked[0].get(), locked[1].get()), (0, 1));
    drop(two);
}

#[wasm_bindgen_test]
async fn a_file_that_is_too_big_is_not_read() {
    let file: File = js("return new File(['0123456789'], 'a.json');").await.unchecked_into();
    assert_eq!(files::read(&file, 10).await, Ok(b"0123456789".to_vec()));
    assert_eq!(files::read(&file, 9).await, Err(FileError::TooBig));
}

#[wasm_bindgen_test]
async fn the_browser_says_how_much_room_there_is() {
    assert!(persist::room().await.is_some_and(|room| room.limit > room.used));
    assert!(persist::is_kept().await.is_some());
}

#[wasm_bindgen_test]
fn a_test_browser_is_a_laptop_and_not_installed() {
    assert!(!install::is_installed());
    assert!(!install::is_apple_tab());
    assert!(share::ways_here().ends_with(&[Way::Download, Way::Copy]));
}

#[wasm_bindgen_test]
async fn a_parcel_leaves_by_the_share_sheet_or_says_why_not() {
    let parcel = Parcel::new("ginnel.json", b"{}".to_vec()).unwrap();
    for (answer, outcome) in [
        ("undefined", Outcome::HandedOver),
        ("Promise.reject(new DOMException('', 'AbortError'))", Outcome::Stopped),
        ("Promise.reject(new DOMException('', 'NotAllowedError'))", Outcome::Refused),
    ] {
        js(format!(
            "Object.defineProperty(navigator, 'share', {{ configurable: true, value: async (data) => {{
                 globalThis.shared = Object.keys(data) + ' ' + data.files[0].name + ' ' + data.files[0].type;
                 return {answer};
             }} }});"
        ))
        .await;
        assert_eq!(parcel.send(Way::ShareAsText).await, outcome);
        assert_eq!(js("return shared;").await, "files ginnel.json.txt text/plain");
        assert_eq!(parcel.send(Way::Share).await, outcome);
        assert_eq!(js("return shared;").await, "files ginnel.json application/json");
    }
    js("delete navigator.share; Object.defineProperty(navigator, 'share', { value: undefined });").await;
    assert_eq!(parcel.send(Way::Share).await, Outcome::Refused);
    assert_eq!(parcel.text(), "{}");
}
