//! An organisation's rules, as a worker meets them: they wait for six words, each change is said before it is made, and
//! no longer time to lock than the limit is offered after it.

use crate::browser::Browser;
use crate::desk;
use crate::door::{hide, minutes_pass, open, set_password, to_settings};
use crate::look::Eye;
use crate::phone::{ANYBODY, Phone};
use crate::sealed::{Desk, say_the_same, words_shown};
use ginnel::domain::put_away::OFFERED_AFTER;
use ginnel::domain::revision::Sharing;
use ginnel::domain::rules::Rules;
use ginnel::ui::text::{bring_in, keys, labels, lock, note_form, put_away, rules};
use serde_json::{Value, json};

/// Settings of the desk with its keys, and with the last of these rules.
fn pack(desk: &Desk, rules: &[Value]) -> Vec<u8> {
    let issuer = desk.who.worker.public();
    let named = [0, 1].map(|nth| (["Desk", "Deputy"][nth], json!({"key": desk.keys[nth].recipient})));
    let mut all = vec![desk::keys(issuer, 1, 1, &[], &named)];
    for (nth, fields) in (10..).zip(rules) {
        let parents: &[u8] = if nth == 10 { &[] } else { &[nth - 1] };
        let state = desk::rules(issuer, nth, 9, parents, fields.clone());
        let is_last = usize::from(nth - 10) + 1 == rules.len();
        all.push(if is_last { state } else { state.stub() });
    }
    desk::pack(&desk.who, &all)
}

/// Chooses a file on *Bring in*, behind the door.
async fn choose(phone: &Phone, password: &str, name: &str, pack: &[u8]) {
    open(phone, "import", password).await;
    phone.browser.see(bring_in::CHOOSE).await;
    phone.browser.choose(&[&phone.profile.put(name, pack)]).await;
}

async fn see_all(browser: &Browser, changes: &[String]) {
    for change in changes {
        browser.see(change).await;
    }
}

/// What is offered under a legend, the chosen one in brackets.
async fn offered(browser: &Browser, legend: &str) -> Value {
    let read = format!(
        "const set = [...document.querySelectorAll('fieldset')].find((e) => e.innerText.includes({}));
        return [...set.querySelectorAll('label')].map((e) => {{
            const label = e.innerText.trim().split('\\n')[0];
            return e.querySelector('input').checked ? `[${{label}}]` : label;
        }})",
        json!(legend)
    );
    browser.script(&read, vec![]).await
}

#[tokio::test]
async fn rules_are_said_before_they_hold_and_no_time_to_lock_beyond_the_limit_is_offered() {
    let phone = Phone::of("rules", &ANYBODY).await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    let password = &set_password(browser, None).await.password;
    to_settings(browser).await;
    browser.press_in(lock::AFTER, &lock::minutes(15)).await;
    assert_eq!(
        offered(browser, lock::AFTER).await,
        json!(["1 minute", "5 minutes", "[15 minutes]", "30 minutes"])
    );

    // What would change is said with the six words, and holds only after them.
    let desk = Desk::usual();
    let first = json!({"lock_minutes": 3, "retention_days": 60});
    let limits = Rules { lock_minutes: 3, put_away_after: 60, ..Rules::default() };
    choose(&phone, password, "first.json", &pack(&desk, std::slice::from_ref(&first))).await;
    browser.see(keys::IN_FILE).await;
    browser.see(rules::IN_FILE).await;
    browser.not_see(rules::AFTER_THIS).await;
    eye.look("bring-in-rules-wait").await;
    browser.press(bring_in::ADD).await;
    browser.see(bring_in::ADDED).await;
    open(&phone, "put-away", password).await;
    browser.see(&put_away::none_next(OFFERED_AFTER)).await;
    open(&phone, "settings/keys", password).await;
    words_shown(browser).await;
    browser.see(rules::IF_SAME).await;
    see_all(browser, &rules::changes(&Rules::default(), &limits)).await;
    eye.look("keys-question-rules").await;
    say_the_same(browser).await;
    to_settings(browser).await;
    let label = "Calderfold desk".to_owned();
    browser.see(&rules::at_most(&Rules { set_by: label.clone(), ..limits.clone() })).await;
    assert_eq!(offered(browser, lock::AFTER).await, json!(["1 minute", "[3 minutes]"]));
    let to_times = format!(
        "[...document.querySelectorAll('fieldset')].find((e) => e.innerText.includes({})).scrollIntoView()",
        json!(lock::AFTER)
    );
    browser.script(&to_times, vec![]).await;
    eye.look("settings-rules").await;
    open(&phone, "put-away", password).await;
    browser.see(&put_away::none_next(60)).await;

    // A later version comes without a question, and is said first.
    let next = json!({"lock_minutes": 1, "default_sharing": "private", "org_names_cross_areas": false,
        "retention_days": 7});
    let narrower = Rules {
        lock_minutes: 1,
        put_away_after: OFFERED_AFTER,
        starts_with: Sharing::Private,
        names_cross: false,
        set_by: label,
    };
    choose(&phone, password, "next.json", &pack(&desk, &[first, next])).await;
    browser.see(rules::AFTER_THIS).await;
    see_all(browser, &rules::changes(&limits, &narrower)).await;
    eye.look("bring-in-rules").await;
    browser.press(bring_in::ADD).await;
    browser.see(bring_in::ADDED).await;
    to_settings(browser).await;
    browser.see(&rules::at_most(&narrower)).await;
    assert_eq!(offered(browser, lock::AFTER).await, json!(["[1 minute]"]));

    // A new note starts as they say, from the first moment of a start on.
    open(&phone, "new", password).await;
    browser.see(note_form::GOES_TO).await;
    let [coordinator, only_me] =
        ["my_coordinator", "private"].map(|code| labels::value_label("sharing", code));
    assert_eq!(offered(browser, note_form::GOES_TO).await, json!([coordinator, format!("[{only_me}]")]));
    hide(browser, true).await;
    minutes_pass(browser, 2).await;
    hide(browser, false).await;
    browser.see_heading(lock::LOCKED).await;
    eye.judge(4);
    phone.end().await;
}
