//! What is put into each page before its own scripts run: it notes when something came to be seen, and every task that
//! kept the page busy.

use crate::browser::Browser;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Times are those of the page: milliseconds since it began to load. *Shown* is when it stands on the page, *seen* after the frame that shows it went out
/// and the page was free again.
const WATCH: &str = r"
(() => {
  if (globalThis.bench) return;
  const bench = (globalThis.bench = { shown: {}, seen: {}, tasks: [], keys: [], keyed: [], clicked: 0, stored: [], hearers: [] });
  const waiting = new Map();
  const painted = (then) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then(performance.now());
    port2.postMessage(0);
  });
  const look = () => waiting.forEach((test, name) => {
    if (!test()) return;
    waiting.delete(name);
    bench.shown[name] = performance.now();
    painted((at) => {
      bench.seen[name] = at;
      bench.hearers.splice(0).forEach((hear) => hear());
    });
  });
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  bench.await = (name, test) => { delete bench.seen[name]; waiting.set(name, test); look(); };
  bench.told = (name) => new Promise((yes) => {
    const hear = () => name in bench.seen ? yes(bench.seen[name]) : bench.hearers.push(hear);
    hear();
  });
  bench.heading = (words) => document.querySelector('main h1')?.textContent.includes(words) === true;
  bench.says = (words) => [...document.querySelectorAll('main p, main h2, main button')].some((e) =>
    e.textContent.includes(words) && e.getClientRects().length > 0);
  new PerformanceObserver((list) => list.getEntries().forEach((e) => bench.tasks.push([e.startTime, e.duration])))
    .observe({ type: 'longtask', buffered: true });
  addEventListener('click', (e) => { bench.clicked = e.timeStamp; }, true);
  addEventListener('change', (e) => { if (e.target.type === 'file') bench.clicked = performance.now(); }, true);
  addEventListener('keydown', (e) => {
    const began = e.timeStamp;
    addEventListener('input', () => painted((at) => {
      bench.keys.push(at - began);
      bench.keyed.splice(0).forEach((told) => told());
    }), { capture: true, once: true });
  }, true);
  bench.key = (nth) => new Promise((yes) => {
    const look = () => nth in bench.keys ? yes(bench.keys[nth]) : bench.keyed.push(look);
    look();
  });
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (tables, mode, options) {
    const began = performance.now();
    const tx = begin.call(this, tables, mode, options);
    if (this.name === 'ginnel') {
      tx.addEventListener('complete', () => bench.stored.push([began, performance.now(), mode || 'readonly']));
    }
    return tx;
  };
})();
";

/// Fifty thousand records at a quarter of the speed take their time.
const PATIENCE: Duration = Duration::from_secs(240);

/// Puts the watch into every page that this window loads from now on, and slows its processor down.
pub async fn watch(browser: &Browser, slowed: u32) {
    let patience = thirtyfour::TimeoutConfiguration::new(Some(PATIENCE), None, None);
    browser.window.update_timeouts(patience).await.expect("patience");
    browser.devtools("Page.enable", json!({})).await;
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": WATCH})).await;
    slow(browser, slowed).await;
}

/// Has every page look out for a test from its first moment on.
pub async fn look_out_from_the_start(browser: &Browser, tests: &[(&str, &str)]) {
    let calls: String =
        tests.iter().map(|(name, test)| format!("bench.await({}, () => {test});\n", json!(name))).collect();
    // With the watch before it: browsers promise no order among such scripts.
    let source = format!("{WATCH}{calls}");
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": source})).await;
}

/// Makes the page's processor so many times slower than it is.
pub async fn slow(browser: &Browser, slowed: u32) {
    browser.devtools("Emulation.setCPUThrottlingRate", json!({"rate": slowed})).await;
}

/// From now on the page looks out for what this test names.
pub async fn look_out(browser: &Browser, name: &str, test: &str) {
    run(browser, &format!("bench.await({}, () => {test})", json!(name))).await;
}

/// Waits until it was seen. Gives when. The page tells it by itself: asking again and again would be work for the page
/// too, and for the processors that it stands on.
pub async fn seen(browser: &Browser, name: &str) -> f64 {
    let script = "bench.told(arguments[0]).then(arguments[1])";
    match browser.window.execute_async(script, vec![json!(name)]).await {
        Ok(given) => given.json().as_f64().expect("milliseconds"),
        Err(error) => browser.give_up(&format!("waited in vain for {name}: {error}")).await,
    }
}

/// When what was seen was put on the page: before its frame was drawn.
pub async fn shown(browser: &Browser, name: &str) -> f64 {
    number(browser, &format!("bench.shown[{}]", json!(name)), name).await
}

/// Waits until an expression gives a number.
pub async fn number(browser: &Browser, expression: &str, what: &str) -> f64 {
    let begun = Instant::now();
    loop {
        let given = browser.script(&format!("return {expression} ?? null"), vec![]).await;
        if let Some(number) = given.as_f64() {
            return number;
        }
        if begun.elapsed() > PATIENCE {
            let state =
                "return JSON.stringify([typeof bench, document.visibilityState, globalThis.bench?.seen])";
            let state = browser.script(state, vec![]).await;
            browser.give_up(&format!("waited in vain for {what}; {state}")).await;
        }
        tokio::time::sleep(crate::host::LOOK_AGAIN).await;
    }
}

/// How long the key of this place took, from the key to its frame. The page tells it, as it tells what is seen.
pub async fn key(browser: &Browser, nth: usize) -> f64 {
    let script = "bench.key(arguments[0]).then(arguments[1])";
    let given = browser.window.execute_async(script, vec![json!(nth)]).await.expect("a key");
    given.json().as_f64().expect("milliseconds")
}

/// When the last tap, or choice of a file, was.
pub async fn clicked(browser: &Browser) -> f64 {
    number(browser, "bench.clicked", "the tap").await
}

/// The longest task between two times.
pub async fn longest_task(browser: &Browser, from: f64, to: f64) -> f64 {
    // The browser reports a long task in a task of its own, soon after.
    let told = "new Promise((yes) => setTimeout(yes, 50))";
    let script =
        format!("const done = arguments[arguments.length - 1]; {told}.then(() => done(bench.tasks))");
    let given = browser.window.execute_async(script, vec![]).await.expect("the tasks");
    let tasks = given.json().as_array().cloned().unwrap_or_default();
    let number = |value: &Value| value.as_f64().unwrap_or(0.0);
    let within =
        tasks.iter().filter(|task| number(&task[0]) + number(&task[1]) >= from && number(&task[0]) <= to);
    within.map(|task| number(&task[1])).fold(0.0, f64::max)
}

/// Runs a statement in the page.
pub async fn run(browser: &Browser, script: &str) {
    browser.window.execute(script, vec![]).await.unwrap_or_else(|error| panic!("{script}: {error}"));
}
