//! What a person does with the browser: tap, type, choose. Taps are counted.

use crate::browser::Browser;
use crate::device::PATIENCE;
use crate::engine::Engine;
use crate::host::LOOK_AGAIN;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Instant;
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::*;

/// Keys, as WebDriver spells them.
const TAB: &str = "\u{e004}";
const SHIFT_TAB: &str = "\u{e008}\u{e004}";

impl Browser {
    /// Taps what carries these words, and counts the tap.
    pub async fn tap(&self, words: &str) {
        self.press(words).await;
        self.taps.set(self.taps.get() + 1);
    }

    /// As [`Browser::tap`], in the part of the page that has this legend or heading.
    pub async fn tap_in(&self, part: &str, words: &str) {
        self.press_in(part, words).await;
        self.taps.set(self.taps.get() + 1);
    }

    /// Taps what carries these words, without counting (it is not part of a measured way).
    pub async fn press(&self, words: &str) {
        self.press_in("", words).await;
    }

    /// As [`Browser::press`], in the part of the page that has this legend or heading.
    pub async fn press_in(&self, part: &str, words: &str) {
        let begun = Instant::now();
        loop {
            if let Ok(found) = self.window.execute(FIND, vec![json!(words), json!(part)]).await
                && let Ok(element) = found.element()
                && element.click().await.is_ok()
            {
                return;
            }
            if begun.elapsed() > PATIENCE {
                self.give_up(&format!("nothing to tap says {words:?} {part}")).await;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Presses what loads a page anew, and waits until it has.
    pub async fn follow(&self, words: &str) {
        self.loads_anew(self.press(words)).await;
    }

    /// Opens a fold, if it is shut, and counts the tap.
    pub async fn unfold(&self, title: &str) {
        let open = format!("{FIND_FOLD} return find({})?.open === true", json!(title));
        if self.script(&open, vec![]).await != Value::Bool(true) {
            self.tap(title).await;
            self.wait(&format!("the fold {title}"), &open).await;
        }
    }

    /// Puts words into the field with this label, at their end, as dictation does. Turning to the field is a tap.
    pub async fn write(&self, label: &str, text: &str) {
        self.write_in("", label, text).await;
    }

    /// As [`Browser::write`], in the part of the page that has this legend or heading.
    pub async fn write_in(&self, part: &str, label: &str, text: &str) {
        self.focus_field(part, label, false).await;
        self.insert(text).await;
    }

    /// Puts other words in the place of all that is in the field with this label.
    pub async fn rewrite(&self, label: &str, text: &str) {
        self.focus_field("", label, true).await;
        self.insert(text).await;
    }

    /// Puts words where the cursor is, all at once, as dictation does.
    pub async fn insert(&self, text: &str) {
        if self.engine == Engine::Chromium {
            self.devtools("Input.insertText", json!({"text": text})).await;
        } else {
            self.script("document.execCommand('insertText', false, arguments[0])", vec![json!(text)]).await;
        }
    }

    /// Adds to the words box of the page, at its end.
    pub async fn type_into_words(&self, text: &str) {
        self.write(ginnel::ui::text::note_form::WORDS, text).await;
    }

    /// Turns to a field, by a tap unless it has the focus already.
    async fn focus_field(&self, part: &str, label: &str, all: bool) {
        let begun = Instant::now();
        loop {
            match self.script(FIELD, vec![json!(label), json!(part), json!(all)]).await.as_str() {
                Some("there") => return,
                Some("tapped") => return self.taps.set(self.taps.get() + 1),
                _ if begun.elapsed() > PATIENCE => {
                    self.give_up(&format!("no field is called {label:?} {part}")).await;
                }
                _ => tokio::time::sleep(LOOK_AGAIN).await,
            }
        }
    }

    /// Waits until the page has put the focus into a field for words.
    pub async fn field_has_focus(&self) {
        self.wait(
            "the focus in a field",
            "return document.activeElement?.matches('textarea, input') === true",
        )
        .await;
    }

    /// Types, key by key, into whatever has the focus, as a person does who was put there by the page.
    pub async fn type_here(&self, text: impl Into<TypingData>) {
        let text = text.into().to_string();
        let begun = Instant::now();
        loop {
            let focused = self.window.active_element().await.expect("a focused field");
            match focused.send_keys(text.as_str()).await {
                Ok(()) => return,
                // The page drew itself anew between the two, and no key was pressed yet.
                Err(gone) if is_gone(&gone) && begun.elapsed() < PATIENCE => {}
                Err(error) => self.give_up(&format!("no typing: {error}")).await,
            }
        }
    }

    /// Presses Tab until the focus is on what carries these words, as somebody without a pointer does.
    pub async fn tab_to(&self, words: &str) {
        self.step_to(words, TAB).await;
    }

    /// The same backwards.
    pub async fn tab_back_to(&self, words: &str) {
        self.step_to(words, SHIFT_TAB).await;
    }

    /// Waits until the focus is on what begins with these words, without a key.
    pub async fn see_focus_on(&self, words: &str) {
        let script = FOCUSED.replace("arguments[0]", &json!(words).to_string());
        self.wait(&format!("the focus on {words:?}"), &script).await;
    }

    async fn step_to(&self, words: &str, step: &str) {
        // More stops than any page has.
        for _ in 0..120 {
            if self.script(FOCUSED, vec![json!(words)]).await == Value::Bool(true) {
                return;
            }
            self.type_here(step).await;
        }
        self.give_up(&format!("Tab does not lead to {words:?}")).await;
    }

    /// Presses Return on what has the focus.
    pub async fn press_return(&self) {
        self.type_here(Key::Enter).await;
    }

    /// Holds a finger down on an element until the text of the page says that it was long enough.
    pub async fn hold_down(&self, css: &str, what: &str, enough: impl Fn(&str) -> bool) {
        let begun = Instant::now();
        loop {
            let element = self.window.find(By::Css(css)).await.expect("what to hold");
            match self.window.action_chain().click_and_hold_element(&element).perform().await {
                Ok(()) => break,
                Err(gone) if is_gone(&gone) && begun.elapsed() < PATIENCE => {}
                Err(error) => self.give_up(&format!("no finger on {css}: {error}")).await,
            }
        }
        while !enough(&self.text().await) {
            if begun.elapsed() > PATIENCE {
                self.give_up(&format!("held in vain for {what}")).await;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        self.window.action_chain().release().perform().await.expect("a lifted finger");
    }

    /// Puts a day into the date field of the part of the page that has this legend or title.
    pub async fn put_day(&self, part: &str, day: &str) {
        let begun = Instant::now();
        while self.script(DAY, vec![json!(part), json!(day)]).await != Value::Bool(true) {
            if begun.elapsed() > PATIENCE {
                self.give_up(&format!("no field for a day in {part}")).await;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Chooses files in the page's file field.
    pub async fn choose(&self, files: &[&Path]) {
        let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        let field = self.window.find(By::Css("input[type=file]")).await.expect("a file field");
        field.send_keys(names.join("\n")).await.expect("choosing files");
    }

    /// Taps counted since the last time this was asked.
    pub fn taps(&self) -> usize {
        self.taps.replace(0)
    }
}

/// Finds what can be tapped and carries the words: exactly first, then as its beginning, then anywhere in it. With
/// a second argument only in the smallest part of the page that begins with these words.
const FIND: &str = r"
const [wanted, part] = arguments;
const clean = (text) => (text || '').replace(/\s+/g, ' ').trim();
const seen = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
const parts = [...document.querySelectorAll('fieldset, section, details, li, article, .notice, .card')].filter(seen);
const within = part
  ? parts.filter((e) => clean(e.innerText).startsWith(part)).sort((a, b) => a.innerText.length - b.innerText.length)
  : [document.body];
const name = (e) => clean(e.getAttribute('aria-label') || e.innerText || e.value || '');
for (const place of within) {
  const all = [...place.querySelectorAll('button, a[href], summary, label, input[type=submit]')].filter(seen);
  const found = all.find((e) => name(e) === wanted) || all.find((e) => name(e).startsWith(wanted));
  if (found) {
    found.scrollIntoView({ block: 'center', behavior: 'instant' });
    return found;
  }
}
return null;
";

/// Defines `find`, which gives the fold with this title.
const FIND_FOLD: &str = r"
const clean = (text) => (text || '').replace(/\s+/g, ' ').trim();
const find = (title) => [...document.querySelectorAll('details')].find((e) =>
  clean(e.querySelector('summary')?.innerText).startsWith(title));
";

/// Puts the focus into the field with this label, its end marked or all of it; says whether it was there before.
const FIELD: &str = r"
const [wanted, part, all] = arguments;
const clean = (text) => (text || '').replace(/\s+/g, ' ').trim();
const seen = (e) => e.getClientRects().length > 0;
const parts = [...document.querySelectorAll('fieldset, section, details, li, article, .card')].filter(seen);
const within = part
  ? parts.filter((e) => clean(e.innerText).startsWith(part)).sort((a, b) => a.innerText.length - b.innerText.length)
  : [document.body];
const name = (e) => clean(e.getAttribute('aria-label') || (e.labels && e.labels[0] && e.labels[0].innerText) || '');
for (const place of within) {
  const fields = [...place.querySelectorAll('input:not([type=radio]):not([type=checkbox]), textarea')].filter(seen);
  const field = fields.find((e) => name(e) === wanted) || fields.find((e) => name(e).startsWith(wanted));
  if (!field) continue;
  const there = document.activeElement === field;
  field.scrollIntoView({ block: 'center', behavior: 'instant' });
  field.focus();
  if (all) field.select();
  else field.setSelectionRange(field.value.length, field.value.length);
  if (document.activeElement === field) return there ? 'there' : 'tapped';
}
return '';
";

/// Whether an element went, or went out of sight, between being found and being used: nothing was done to it then.
fn is_gone(error: &WebDriverError) -> bool {
    let inner = error.as_inner();
    matches!(
        inner,
        WebDriverErrorInner::StaleElementReference(_) | WebDriverErrorInner::ElementNotInteractable(_)
    )
}

/// Whether the focus is, for all to see, on what carries the words.
const FOCUSED: &str = r"
const clean = (text) => (text || '').replace(/\s+/g, ' ').trim();
const e = document.activeElement;
const name = clean(e.getAttribute('aria-label') || (e.labels && e.labels[0] && e.labels[0].innerText) || e.innerText);
return e !== document.body && name.startsWith(arguments[0]);
";

/// Chooses a day, as the phone's calendar does.
const DAY: &str = r"
const [part, day] = arguments;
const seen = (e) => e.getClientRects().length > 0;
const parts = [...document.querySelectorAll('fieldset, details')].filter(seen)
  .filter((e) => e.innerText.trim().startsWith(part)).sort((a, b) => a.innerText.length - b.innerText.length);
const field = parts.flatMap((e) => [...e.querySelectorAll('input[type=date]')]).find(seen);
if (!field) return false;
field.value = day;
field.dispatchEvent(new Event('input', { bubbles: true }));
field.dispatchEvent(new Event('change', { bubbles: true }));
return true;
";
