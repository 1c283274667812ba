//! From the tap on *Save* to the true tick, and beside each save the same rows written strictly and read again by plain
//! IndexedDB, in the same page: what the disk of this machine takes in this moment.

use super::{add_tasks, at_rest, fresh_browser};
use crate::figures::{Bar, Figures, median, p95};
use crate::phone::Phone;
use crate::wanted::Wanted;
use crate::watch;
use ginnel::ui::text::{common, labels, note_form};
use serde_json::json;

/// How many saves for each round: what one in twenty exceeds wants many.
const EACH: usize = 8;
/// How much longer than a raw write and read a save may take.
const TIMES: f64 = 1.5;

/// A raw database with the tables of ours, and `raw(bytes)`: one row put, one deleted, strictly, then read again.
const RAW: &str = r"
globalThis.raw = await new Promise((yes, no) => {
  const opening = indexedDB.open('bench-raw', 1);
  opening.onupgradeneeded = ({ target: { result: db } }) => {
    db.createObjectStore('log', { keyPath: 'seq', autoIncrement: true }).createIndex('id', 'id', { unique: true });
    db.createObjectStore('drafts', { keyPath: 'id' });
  };
  opening.onerror = no;
  opening.onsuccess = ({ target: { result: db } }) => yes(async (bytes) => {
    const row = () => ({ id: crypto.randomUUID(), key: 'k'.repeat(16), suite: 1, batch: '', sealed: new Uint8Array(bytes).fill(7) });
    const draft = row();
    const tx = (mode, work) => new Promise((yes, no) => {
      const tx = db.transaction(['log', 'drafts'], mode, { durability: 'strict' });
      const answer = work(tx.objectStore('log'), tx.objectStore('drafts'));
      tx.oncomplete = () => yes(answer.result);
      tx.onabort = no;
    });
    await tx('readwrite', (_, drafts) => drafts.put(draft));
    const one = row();
    const began = performance.now();
    const seq = await tx('readwrite', (log, drafts) => { drafts.delete(draft.id); return log.put(one); });
    const back = await tx('readonly', (log) => log.get(seq));
    if (back.sealed.length !== bytes || back.sealed.some((byte) => byte !== 7)) throw new Error('not kept');
    return performance.now() - began;
  });
});
";

/// Saves note after note.
pub async fn all(wanted: &Wanted, records: usize, slowed: u32, phone: &mut Phone, figures: &mut Figures) {
    fresh_browser(phone, slowed).await;
    at_rest(phone, "").await;
    asynchronous(phone, RAW).await;
    let (mut ticks, mut frames, mut stores, mut raws, mut tasks) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for nth in 0..wanted.rounds * EACH {
        let Save { tick, frame, store, task } = save(phone, nth).await;
        ticks.push(tick);
        frames.push(frame);
        stores.push(store);
        tasks.push(task);
        raws.push(asynchronous(phone, "return await raw(1024)").await);
    }
    figures.add(records, slowed, "save to tick, median, ms", median(&ticks), None);
    figures.add(records, slowed, "save to the frame with the tick, median, ms", median(&frames), None);
    figures.add(records, slowed, "  of which in the store, median, ms", median(&stores), None);
    figures.add(records, slowed, "raw strict write and read, median, ms", median(&raws), None);
    figures.add(records, slowed, "raw strict write and read, p95, ms", p95(&raws), None);
    figures.add(records, slowed, "  of a save in the store, p95, ms", p95(&stores), None);
    figures.add(
        records,
        slowed,
        "save to tick, p95, ms",
        p95(&ticks),
        Some(Bar::AtMost((TIMES * p95(&raws)).round())),
    );
    add_tasks(figures, records, slowed, "in a save", &tasks);
}

/// One save, in milliseconds from the tap.
struct Save {
    /// Until the tick stood on the page.
    tick: f64,
    /// Until the frame that shows it went out.
    frame: f64,
    /// Of it in the store: every transaction from its beginning to its end.
    store: f64,
    /// The longest task.
    task: f64,
}

/// Writes and saves one note.
async fn save(phone: &Phone, nth: usize) -> Save {
    let browser = &phone.browser;
    browser.press(common::NEW_NOTE).await;
    browser.field_has_focus().await;
    let words =
        format!("Number {nth}: the kettle is on at two, and whoever comes brings a chair and a story.");
    browser.write(note_form::WORDS, &words).await;
    browser.press(labels::value_label("with_kinds", "residents")).await;
    // The draft is kept while a person reads it over once more.
    let kept = "bench.stored.filter(([, , mode]) => mode === 'readwrite').length";
    watch::number(
        browser,
        &format!("({kept} > 0 && performance.now() - bench.stored.at(-1)[1] > 150) ? 1 : null"),
        "a kept draft",
    )
    .await;
    watch::look_out(browser, "tick", &format!("bench.heading({})", json!(common::SAVED))).await;
    watch::run(browser, "bench.stored = []").await;
    browser.press(common::SAVE).await;
    let seen = watch::seen(browser, "tick").await;
    let shown = watch::shown(browser, "tick").await;
    let clicked = watch::clicked(browser).await;
    let store =
        watch::number(browser, "bench.stored.reduce((sum, [from, to]) => sum + to - from, 0)", "the store")
            .await;
    let task = watch::longest_task(browser, clicked, seen).await;
    browser.press(common::DONE).await;
    browser.see(common::NEW_NOTE).await;
    watch::run(browser, "bench.stored = []").await;
    Save { tick: shown - clicked, frame: seen - clicked, store, task }
}

async fn asynchronous(phone: &Phone, script: &str) -> f64 {
    let script = format!(
        "const done = arguments[arguments.length - 1]; (async () => {{ {script} }})().then(done, (e) => done(String(e)))"
    );
    let given = phone.browser.window.execute_async(script, vec![]).await.expect("an answer");
    given.json().as_f64().unwrap_or_else(|| {
        assert!(given.json().is_null(), "{}", given.json());
        0.0
    })
}
