//! Two windows of one notebook, a later build with words on the screen, and a host that lends only a path.

use crate::browser::Browser;
use crate::builds::{Next, build_of};
use crate::device::PATIENCE;
use crate::door::{lock_now, set_password, unlock};
use crate::host::Host;
use crate::hostile::file_of_a_stranger;
use crate::person;
use crate::phone::{ANYBODY, Phone};
use crate::send::{complete, read};
use crate::talk::ROOTS;
use ginnel::ui::text::{common, home, mine, note, note_form, talk, updates, versions};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

#[tokio::test]
async fn two_windows_on_one_note_make_two_versions_and_lose_none() {
    let phone = Phone::of("two-windows", &ANYBODY).await;
    let browser = &phone.browser;
    let record = person::write_note(browser, &complete("The door is green.")).await;
    let change = format!("note/{record}/change");
    phone.open(&change).await;
    browser.rewrite(note_form::WORDS, "The door is blue.").await;

    let first = browser.open_tab().await;
    phone.open(&change).await;
    browser.rewrite(note_form::WORDS, "The door is red.").await;
    browser.press(common::SAVE).await;
    browser.see_heading("The door is red").await;

    let second = browser.turn_to(&first).await;
    browser.press(common::SAVE).await;
    browser.see(note::TWO_VERSIONS).await;
    browser.press(note::LOOK_AT_BOTH).await;
    browser.see_heading(versions::TWO).await;
    browser.see("blue").await;
    browser.see("red").await;

    // The other window hears of it, and decides.
    browser.turn_to(&second).await;
    browser.see(note::TWO_VERSIONS).await;
    phone.open("").await;
    browser.see(home::CONFLICTS).await;
    phone.open(&format!("note/{record}/two-versions")).await;
    browser.press(versions::TOGETHER).await;
    browser.rewrite(note_form::WORDS, "The door is red, and blue inside.").await;
    browser.press(common::SAVE).await;
    browser.see_heading("The door is red, and blue inside").await;
    browser.not_see(note::TWO_VERSIONS).await;
    phone.open("").await;
    browser.not_see(home::CONFLICTS).await;
    browser.turn_to(&first).await;
    browser.see(versions::SETTLED).await;
    phone.end().await;
}

#[tokio::test]
async fn two_windows_that_type_on_one_draft_leave_two_drafts_though_the_browser_is_killed() {
    let mut phone = Phone::of("two-drafts", &ANYBODY).await;
    let browser = &phone.browser;
    browser.press(common::NEW_NOTE).await;
    browser.field_has_focus().await;
    browser.type_into_words("The door is").await;
    browser.wait("the draft", "return location.pathname.startsWith('/draft/')").await;
    let draft = browser.path().await;

    let first = browser.open_tab().await;
    phone.open(draft.trim_start_matches('/')).await;
    browser.see_in_field("The door is").await;
    browser.type_into_words(" red").await;
    // Nothing on the page says when it was kept.
    browser.open_tab().await;
    let begun = Instant::now();
    while !browser.text().await.contains("The door is red") {
        assert!(begun.elapsed() < PATIENCE, "what was typed is not on Home");
        phone.open("").await;
    }

    // This one goes on with what it has on its screen, and has an address of its own from then on.
    browser.turn_to(&first).await;
    browser.type_into_words(" blue").await;
    browser.wait("a draft of its own", &format!("return location.pathname !== '{draft}'")).await;
    browser.reload().await;
    browser.see_in_field("The door is blue").await;
    browser.type_into_words(" and open").await;
    browser.press(common::BACK).await;
    browser.see("The door is blue and open").await;

    phone.profile.kill();
    phone.start_again("").await;
    let shown = phone.browser.text().await;
    assert_eq!(shown.matches("The door is").count(), 2, "{shown}");
    phone.browser.see("The door is red").await;
    phone.browser.see("The door is blue and open").await;
    phone.end().await;
}

/// The build that a window's page belongs to.
async fn running(browser: &Browser) -> String {
    let build = "return document.querySelector('meta[name=ginnel-build]').content";
    browser.script(build, vec![]).await.as_str().expect("a build").to_owned()
}

/// Waits until the page is of a build.
async fn runs(browser: &Browser, build: &str) {
    let now = "return document.querySelector('meta[name=ginnel-build]')?.content";
    browser.wait("the build", &format!("{now} === '{build}'")).await;
}

/// What the page loaded of a build, hashed under its address; and how long it was, where that is not what is there now.
const LOADED: &str = "const done = arguments[0];
    const hashed = async ({ name, decodedBodySize: length }) => {
      const file = await (await fetch(name)).arrayBuffer();
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-384', file));
      const other = file.byteLength === length ? '' : ` but ${length} bytes were loaded`;
      return [new URL(name).pathname, `sha384-${btoa(String.fromCharCode(...hash))}${other}`];
    };
    const loaded = performance.getEntriesByType('resource').filter((e) => e.name.includes('/built/'));
    Promise.all(loaded.map(hashed)).then(done, (error) => done(`${error}`))";

/// Fails if a window loaded a file that the build does not list, or another under its name. Gives what it loaded.
async fn loads_only(browser: &Browser, build: &BTreeMap<String, String>) -> BTreeSet<String> {
    let loaded = browser.window.execute_async(LOADED, vec![]).await.expect("hashes").json().clone();
    let loaded: Vec<(String, String)> = serde_json::from_value(loaded).expect("pairs");
    for (path, hash) in &loaded {
        assert_eq!(build.get(path), Some(hash), "{path} is not of this build");
    }
    loaded.into_iter().map(|(path, _)| path).collect()
}

#[tokio::test]
async fn a_later_build_comes_in_without_losing_a_word_or_mixing_files() {
    let mut phone = Phone::online("update", Host::start_copy("update")).await;
    phone.browser.kept_offline().await;
    phone.set_up(&ANYBODY).await;
    let saved = person::write_note(&phone.browser, &complete("Saved by the first build.")).await;
    person::done(&phone.browser).await;
    let first = running(&phone.browser).await;
    let of_first = phone.host.listed();
    loads_only(&phone.browser, &of_first).await;

    phone.browser.press(common::NEW_NOTE).await;
    phone.browser.field_has_focus().await;
    phone.browser.type_here("Half a sentence when").await;

    let second = phone.offer(Next::Works).await;
    assert_ne!(first, second);
    // Until it is asked for, nothing changes: not on a reload of this window either.
    assert_eq!(running(&phone.browser).await, first);
    phone.browser.type_into_words(" the new one").await;
    phone.browser.press(updates::USE_NOW).await;
    runs(&phone.browser, &second).await;
    phone.browser.ready().await;
    phone.browser.see_in_field("Half a sentence when the new one").await;
    // A file of the first build is there only if the second has it too; all that is new in the second is there.
    let of_second = phone.host.listed();
    let loaded = loads_only(&phone.browser, &of_second).await;
    let is_new = |path: &&String| path.contains("/built/") && !of_first.contains_key(*path);
    let new: Vec<&String> = of_second.keys().filter(is_new).collect();
    assert!(new.len() >= 4 && new.iter().all(|path| loaded.contains(*path)), "{new:?} of {loaded:?}");

    // The second build stands on its own, without a signal.
    phone.host.stop();
    phone.start_again(&format!("note/{saved}")).await;
    phone.browser.see_heading("Saved by the first build").await;
    assert_eq!(running(&phone.browser).await, second);
    loads_only(&phone.browser, &of_second).await;
    phone.open("").await;
    phone.browser.see("Half a sentence when the new one").await;
    phone.end().await;
}

/// A build that cannot start gives way to the one before it after two tries, and nothing is lost.
#[tokio::test]
async fn a_later_build_that_does_not_start_gives_way_to_the_one_before() {
    let mut phone = Phone::online("broken-build", Host::start_copy("broken-build")).await;
    phone.browser.kept_offline().await;
    phone.set_up(&ANYBODY).await;
    person::write_note(&phone.browser, &complete("Safe whatever comes.")).await;
    person::done(&phone.browser).await;
    let first = running(&phone.browser).await;
    phone.browser.expect_in_console("broken on purpose");
    phone.offer(Next::Stops).await;
    phone.browser.press(updates::USE_NOW).await;
    for _ in 0..2 {
        phone.browser.see("Ginnel has stopped").await;
        phone.browser.see("Your saved notes are safe").await;
        phone.browser.follow("Open again").await;
    }
    phone.browser.see(updates::FELL_BACK).await;
    phone.browser.see("Safe whatever comes.").await;
    assert_eq!(running(&phone.browser).await, first);
    phone.host.stop();
    phone.start_again("").await;
    phone.browser.see("Safe whatever comes.").await;
    phone.end().await;
}

/// The same where only what is behind the first pages cannot run.
#[tokio::test]
async fn a_later_build_of_which_half_does_not_run_gives_way_to_the_one_before() {
    let mut phone = Phone::online("half-a-build", Host::start_copy("half-a-build")).await;
    phone.browser.kept_offline().await;
    phone.set_up(&ANYBODY).await;
    person::write_note(&phone.browser, &complete("Safe whatever comes.")).await;
    person::done(&phone.browser).await;
    let first = running(&phone.browser).await;
    phone.browser.expect_in_console("CompileError");
    let second = phone.offer(Next::StopsLater).await;
    phone.browser.press(updates::USE_NOW).await;
    runs(&phone.browser, &second).await;
    phone.browser.see("Safe whatever comes.").await;
    phone.browser.press(common::MINE).await;
    for _ in 0..2 {
        phone.browser.see(common::NOT_HERE_YET.happened).await;
        phone.browser.press(common::TRY_AGAIN).await;
    }
    phone.browser.see(updates::FELL_BACK).await;
    phone.browser.see(mine::IS_IT_SAFE).await;
    assert_eq!(running(&phone.browser).await, first);
    phone.host.stop();
    phone.start_again("").await;
    phone.browser.see("Safe whatever comes.").await;
    phone.end().await;
}

#[tokio::test]
async fn below_a_path_of_a_host_all_of_it_works_without_a_signal() {
    let mut phone = Phone::online("below", Host::start_below()).await;
    phone.browser.kept_offline().await;
    phone.host.stop();
    phone.set_up(&ANYBODY).await;
    let record = person::write_note(&phone.browser, &complete("Below a path of somebody else’s host.")).await;
    person::done(&phone.browser).await;
    phone.browser.press(common::FIND).await;
    phone.browser.arrive("/notes/find").await;
    phone.browser.press("Below a path").await;
    phone.browser.arrive(&format!("/notes/note/{record}")).await;
    phone.browser.press(common::MINE).await;
    phone.browser.arrive("/notes/mine").await;
    phone.browser.press(common::HOME).await;
    phone.browser.arrive("/notes/").await;
    phone.start_again(&format!("note/{record}")).await;
    phone.browser.see_heading("Below a path").await;
    phone.end().await;
}

/// What is fetched only when it is needed has an address of its own, and each of them must have the path before it.
#[tokio::test]
async fn below_a_path_of_a_host_files_talks_and_the_password_work_without_a_signal() {
    let mut phone = Phone::online("below-rest", Host::start_below()).await;
    phone.browser.kept_offline().await;
    phone.host.stop();
    phone.set_up(&ANYBODY).await;
    let browser = &phone.browser;
    let record = person::write_note(browser, &complete("Sent from below a path.")).await;
    let (_, sent) = read(&person::send_file(&phone).await);
    assert!(sent.iter().any(|revision| revision.record == record));
    browser.arrive("/notes/send").await;
    person::take_in(&phone, &file_of_a_stranger()).await;
    browser.arrive("/notes/import").await;
    browser.press(common::HOME).await;
    browser.see("Chairs came late.").await;
    browser.press(common::TALK).await;
    browser.arrive("/notes/talk").await;
    person::choose_points(browser, &[ROOTS]).await;
    browser.see(&talk::nth_of(1, 1)).await;
    browser.press(common::HOME).await;
    let paper = set_password(browser, None).await;
    lock_now(browser).await;
    browser.reload().await;
    unlock(browser, &paper.password).await;
    browser.press(common::HOME).await;
    browser.see("Sent from below a path.").await;
    phone.open("rescue.html").await;
    browser.press("Make the file").await;
    browser.see("Your file is ready").await;
    phone.open("erase.html").await;
    browser.press("Erase everything").await;
    browser.see("Type the word erase first").await;
    phone.end().await;
}

/// The names that the pages themselves carry, so that the journeys above compare what is really served.
#[test]
fn the_release_build_names_itself() {
    let page = std::fs::read_to_string(crate::host::dist().join("index.html")).expect("the page");
    assert_eq!(build_of(&page).len(), 16);
}
