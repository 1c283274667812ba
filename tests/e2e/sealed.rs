//! The locked file, as a worker, a desk and a stranger meet it: six words first, then files that open with the keys of
//! the desk or its deputy and with no others.

use crate::browser::Browser;
use crate::desk;
use crate::person;
use crate::phone::{ANYBODY, Phone, Worker};
use crate::sample;
use crate::send::{complete, read};
use ginnel::exchange::envelope::{open, seal_backup};
use ginnel::ui::text::{bring_in, common, keys, mine, refusals, send, settings, to_look_at};
use ginnel::vault::envelope::{KeyPair, identity, is_envelope};
use ginnel::vault::six_words;
use sample::{Person, person as somebody};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const WORDS: &str = "They want to be asked, not targeted.";
/// Whom the keys of a desk are for, in a sentence.
const BOTH: &str = "Desk and Deputy";

/// A desk, the keys that it names, and the pack in which it does.
pub struct Desk {
    /// Who signs.
    pub who: Person,
    /// The keys of the desk and of its deputy.
    pub keys: [KeyPair; 2],
    /// The area settings.
    pub pack: Vec<u8>,
}

impl Desk {
    /// One of several. The deputy's key is good until `until`.
    pub fn new(nth: u8, names: [&str; 2], until: &str) -> Self {
        let (who, keys) = (somebody(nth), [identity(), identity()]);
        let named = [
            (names[0], json!({"key": keys[0].recipient})),
            (names[1], json!({"key": keys[1].recipient, "until": until})),
        ];
        let pack = desk::pack(&who, &[desk::keys(who.worker.public(), nth, nth, &[], &named)]);
        Self { who, keys, pack }
    }

    /// The one that most journeys have.
    pub fn usual() -> Self {
        Self::new(2, ["Desk", "Deputy"], "2099-12-31")
    }

    /// What its coordinator reads out.
    fn words(&self) -> Vec<&'static str> {
        six_words::of_issuer(self.who.worker.public()).to_vec()
    }

    /// Which of its keys open a file.
    fn opens(&self, sealed: &[u8]) -> [bool; 2] {
        [0, 1].map(|nth| open(sealed, &[&*self.keys[nth].secret]).is_ok())
    }
}

/// Brings the pack in, and goes to the question.
pub async fn ask(phone: &Phone, desk: &Desk) {
    person::take_in(phone, &desk.pack).await;
    phone.browser.press(keys::COMPARE).await;
    words_shown(&phone.browser).await;
}

/// The six words on the screen.
pub async fn words_shown(browser: &Browser) -> Vec<String> {
    let shown = "[...document.querySelectorAll('.six-words li')].map((e) => e.innerText.trim())";
    browser.wait("six words", &format!("return {shown}.length === 6")).await;
    let words = browser.script(&format!("return {shown}"), vec![]).await;
    words.as_array().expect("words").iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Confirms the desk, as two people do who know each other's voice.
pub async fn confirm(phone: &Phone, desk: &Desk) {
    ask(phone, desk).await;
    assert_eq!(words_shown(&phone.browser).await, desk.words());
    say_the_same(&phone.browser).await;
}

/// Confirms them, and waits until the question is gone.
pub async fn say_the_same(browser: &Browser) {
    browser.press(keys::SAME).await;
    // What is said aloud comes first; this is what is seen.
    let done = "return document.querySelector('.notice--good')?.innerText.includes('{}') ?? false";
    browser.wait(keys::CONFIRMED, &done.replace("{}", keys::CONFIRMED)).await;
    browser.not_see(keys::SIX_WORDS).await;
}

/// Makes a file with this button, and takes it out of the downloads.
async fn made(phone: &Phone, button: &str) -> (String, Vec<u8>) {
    phone.browser.rewrite(send::WHO, "Fold CVS").await;
    phone.browser.press(button).await;
    phone.browser.see_heading(send::READY).await;
    phone.browser.press("Put it in downloads").await;
    phone.profile.named_download()
}

/// The file that is not locked, where keys are there to lock it with.
async fn made_plain(phone: &Phone) -> (String, Vec<u8>) {
    phone.open("send").await;
    phone.browser.unfold(keys::PLAIN).await;
    phone.browser.see(keys::PLAIN_WHY).await;
    let file = made(phone, keys::MAKE_PLAIN).await;
    phone.browser.see(keys::NOT_LOCKED).await;
    file
}

/// What the independent reader says of a file, without the file's own id. `None` where there is no Python.
fn by_python(file: &Path) -> Option<Value> {
    let reader = crate::host::root().join("tests/reader.py");
    let output = Command::new("python3").arg(reader).arg(file).output().ok()?;
    let mut said: Value = serde_json::from_slice(&output.stdout).expect("what reader.py prints");
    said.as_object_mut().expect("an object").remove("id");
    Some(said)
}

/// Opens it with Debian's `age`. `None` where that is not installed.
fn by_debian(key: &Path, sealed: &[u8]) -> Option<Vec<u8>> {
    let mut age = Command::new("age");
    age.args(["-d", "-i"]).arg(key).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = age.spawn().ok()?;
    child.stdin.take().expect("its input").write_all(sealed).expect("all of it is read");
    let output = child.wait_with_output().expect("its output");
    assert!(output.status.success(), "age opens it");
    Some(output.stdout)
}

fn kept(phone: &Phone, name: &str, bytes: &[u8]) -> PathBuf {
    phone.profile.put(name, bytes)
}

#[tokio::test]
async fn a_file_is_locked_once_six_words_were_compared_and_not_before() {
    let phone = Phone::of("sealed", &ANYBODY).await;
    let browser = &phone.browser;
    person::write_note(browser, &complete(WORDS)).await;
    person::done(browser).await;
    phone.open("settings").await;
    browser.see(keys::NONE).await;

    // The pack by itself changes nothing but that it asks.
    let desk = Desk::usual();
    let file = kept(&phone, "pack.json", &desk.pack);
    person::choose_file(&phone, &file).await;
    browser.see(keys::IN_FILE).await;
    browser.press(bring_in::ADD).await;
    browser.see(keys::COMPARE).await;
    phone.open("send").await;
    browser.see(keys::NOT_LOCKED).await;
    browser.see(keys::WAIT).await;
    let (name, open_file) = made(&phone, send::MAKE).await;
    assert!(name.ends_with(".json") && read(&open_file).1.len() == 1, "{name}");
    browser.see(keys::NOT_LOCKED).await;

    // The words on the screen are those that the coordinator reads out.
    phone.open("to-look-at").await;
    browser.press(keys::COMPARE).await;
    browser.see("Calderfold desk").await;
    browser.see(&keys::would_lock(BOTH)).await;
    assert_eq!(words_shown(browser).await, desk.words());
    say_the_same(browser).await;
    browser.see(&keys::from_now_on(BOTH)).await;
    browser.press(common::BACK).await;
    browser.see(&keys::since("today")).await;
    browser.see("Deputy, until 31 December 2099").await;
    phone.open("to-look-at").await;
    browser.see(to_look_at::EMPTY).await;

    phone.open("send").await;
    browser.see(&keys::only(BOTH)).await;
    let (name, sealed) = made(&phone, send::MAKE).await;
    browser.see(&keys::only(BOTH)).await;
    assert!(name.ends_with(".age.txt") && !name.contains("asked"), "{name}");
    assert!(sealed.is_ascii() && is_envelope(&sealed));
    assert_eq!(desk.opens(&sealed), [true, true]);
    assert!(open(&sealed, &[&*identity().secret]).is_err(), "and for nobody else");
    let inside = open(&sealed, &[&*desk.keys[0].secret]).expect("it opened").to_vec();
    let key = kept(&phone, "deputy.txt", desk.keys[1].secret.as_bytes());
    assert!(by_debian(&key, &sealed).is_none_or(|by_debian| by_debian == inside));

    // Inside is what the file holds that is not locked.
    let (name, plain) = made_plain(&phone).await;
    assert!(name.ends_with(".json"));
    assert_eq!(read(&inside).1, read(&plain).1);
    assert_eq!(read(&inside).0.to, read(&plain).0.to);
    let [inside, plain] = [("inside.json", inside), ("plain.json", plain)];
    let said = [inside, plain].map(|(name, bytes)| by_python(&kept(&phone, name, &bytes)));
    assert_eq!(said[0], said[1]);
    assert!(said[0].as_ref().is_none_or(|said| said["count"] == 1), "{said:?}");
    phone.end().await;
}

#[tokio::test]
async fn a_locked_file_leaves_by_the_share_sheet_and_by_the_clipboard_as_plain_text() {
    let phone = Phone::of("sealed-ways", &ANYBODY).await;
    let browser = &phone.browser;
    let desk = Desk::usual();
    confirm(&phone, &desk).await;
    phone.open("").await;
    person::write_note(browser, &complete(WORDS)).await;
    phone.open("send").await;
    let grant = json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]});
    browser.devtools("Browser.grantPermissions", grant).await;
    // The sheet of a phone, as far as a page can tell.
    let sheet = "navigator.canShare = () => true;
        navigator.share = (data) => { window.shared = data.files; return Promise.resolve(); }";
    browser.script(sheet, vec![]).await;
    browser.rewrite(send::WHO, "").await;
    browser.press(send::MAKE).await;
    browser.see_heading(send::READY).await;
    browser.press("Send the file").await;
    browser.see(send::HAS_IT_GONE).await;
    let shared = "const done = arguments[0]; const [file] = window.shared;
        file.text().then((text) => done([file.name, file.type, text]))";
    let shared = browser.window.execute_async(shared, vec![]).await.expect("a file").json().clone();
    let [name, kind, text] = [0, 1, 2].map(|nth| shared[nth].as_str().expect("a text").to_owned());
    assert!(name.ends_with(".age.txt") && kind == "text/plain", "{name} {kind}");
    assert_eq!(desk.opens(text.as_bytes()), [true, true]);

    browser.press(send::NOT_YET).await;
    browser.unfold(send::OTHER_WAYS).await;
    browser.press("Copy the text of the file").await;
    browser.see(send::COPIED).await;
    let paste = "const done = arguments[0]; navigator.clipboard.readText().then(done)";
    let pasted = browser.window.execute_async(paste, vec![]).await.expect("a clipboard").json().clone();
    assert_eq!(pasted, json!(text));
    phone.end().await;
}

#[tokio::test]
async fn other_keys_are_a_question_that_stands_alone_and_lock_nothing_until_it_is_answered() {
    let phone = Phone::of("sealed-change", &ANYBODY).await;
    let browser = &phone.browser;
    let (desk, next) = (Desk::usual(), Desk::new(5, ["New desk", "New deputy"], "2099-12-31"));
    confirm(&phone, &desk).await;
    phone.open("").await;
    person::write_note(browser, &complete(WORDS)).await;
    person::take_in(&phone, &next.pack).await;

    // It comes by itself, over Send. Until it is answered, the first ones hold.
    phone.open("send").await;
    browser.see_heading(keys::CHANGE).await;
    browser.see(&keys::still(BOTH)).await;
    assert_eq!(words_shown(browser).await, next.words());
    browser.not_see(send::LEAVES).await;
    browser.press(keys::NOT_NOW).await;
    browser.see_heading(send::SEND).await;
    browser.see(&keys::only(BOTH)).await;
    browser.see(keys::OTHERS_WAIT).await;
    let sealed = made(&phone, send::MAKE).await.1;
    assert_eq!((desk.opens(&sealed), next.opens(&sealed)), ([true; 2], [false; 2]));

    // Other words: nothing changes, and the question stays.
    phone.open("send").await;
    words_shown(browser).await;
    browser.press(keys::DIFFERENT).await;
    browser.see(keys::NOT_USED).await;
    browser.press(keys::GO_ON).await;
    browser.see(&keys::only(BOTH)).await;
    let sealed = made(&phone, send::MAKE).await.1;
    assert_eq!((desk.opens(&sealed), next.opens(&sealed)), ([true; 2], [false; 2]));

    // The same words: from then on the first ones open nothing.
    phone.open("send").await;
    words_shown(browser).await;
    browser.press(keys::SAME).await;
    browser.see_heading(send::SEND).await;
    browser.see(&keys::only("New desk and New deputy")).await;
    let sealed = made(&phone, send::MAKE).await.1;
    assert_eq!((desk.opens(&sealed), next.opens(&sealed)), ([false; 2], [true; 2]));
    phone.open("settings").await;
    browser.see("New desk").await;
    browser.not_see(BOTH).await;
    phone.end().await;
}

#[tokio::test]
async fn keys_that_ran_out_are_said_and_a_file_without_a_lock_is_still_to_be_had() {
    let in_july = Worker { day: Some("2026-07-01"), ..ANYBODY };
    let phone = Phone::of("sealed-ran-out", &in_july).await;
    let browser = &phone.browser;
    person::write_note(browser, &complete(WORDS)).await;
    confirm(&phone, &Desk::new(2, ["Desk", "Deputy"], "2026-06-30")).await;
    browser.see(keys::NOT_TODAY).await;
    browser.see("Deputy, until 30 June").await;
    phone.open("send").await;
    browser.see(keys::NONE_TODAY).await;
    browser.see(keys::NONE_TODAY_NEXT).await;
    browser.not_see(send::MAKE).await;
    let (name, file) = made(&phone, keys::MAKE_PLAIN).await;
    assert!(name.ends_with(".json") && read(&file).1.len() == 1);
    browser.see(keys::NOT_LOCKED).await;
    phone.end().await;
}

#[tokio::test]
async fn a_file_that_cannot_be_locked_is_not_made_open_in_its_place() {
    let phone = Phone::of("sealed-not", &ANYBODY).await;
    let browser = &phone.browser;
    confirm(&phone, &Desk::usual()).await;
    phone.open("").await;
    person::write_note(browser, &complete(WORDS)).await;
    phone.open("send").await;
    browser.see(&keys::only(BOTH)).await;
    no_program_beside(browser).await;
    browser.rewrite(send::WHO, "Fold CVS").await;
    browser.press(send::MAKE).await;
    browser.see(keys::NOT_SEALED).await;
    browser.see(keys::NOT_SEALED_NEXT).await;
    browser.see_heading(send::SEND).await;
    phone.open("mine").await;
    browser.see(mine::NEVER_SENT).await;

    // The other choice stands beside it.
    phone.open("send").await;
    no_program_beside(browser).await;
    browser.see(&keys::only(BOTH)).await;
    browser.press(send::MAKE).await;
    browser.see(keys::PLAIN_WHY).await;
    let (name, file) = made(&phone, keys::MAKE_PLAIN).await;
    assert!(name.ends_with(".json") && read(&file).1.len() == 1);
    phone.end().await;
}

/// As on a phone that has no room to start it.
pub async fn no_program_beside(browser: &Browser) {
    browser.script("window.Worker = class { constructor() { throw new Error('no room'); } }", vec![]).await;
}

#[tokio::test]
async fn a_locked_file_says_for_whom_it_is_when_it_is_brought_in() {
    let phone = Phone::of("sealed-back", &ANYBODY).await;
    let browser = &phone.browser;
    let desk = Desk::usual();
    let recipients = desk.keys.each_ref().map(|key| key.recipient.clone());
    let sealed = ginnel::exchange::envelope::seal_for(&desk.pack, &recipients).expect("sealed");
    let backup = seal_backup(&desk.pack, "kettle marsh lantern").expect("sealed");
    for (name, bytes, notice) in
        [("file.age.txt", sealed, refusals::FOR_DESK), ("backup.age", backup, refusals::BACKUP)]
    {
        let file = kept(&phone, name, &bytes);
        person::choose_file(&phone, &file).await;
        browser.see(notice.happened).await;
        browser.see(notice.next_step).await;
        browser.not_see(bring_in::ADD).await;
    }
    phone.open("settings").await;
    browser.see_heading(settings::SETTINGS).await;
    browser.see(keys::NONE).await;
    phone.end().await;
}
