//! The phone's own lock as a second way in, on a phone without a signal: quick while it works, and never the only way.
//! Looked at by axe on the way.

use crate::browser::Browser;
use crate::device::Screen;
use crate::door::{lock_now, nothing_of, set_password, to_settings, unlock};
use crate::host::Host;
use crate::look::Eye;
use crate::person::{self, Note};
use crate::phone::{ANYBODY, Phone};
use crate::send::complete;
use ginnel::ui::text::{common, lock};
use serde_json::{Value, json};

const SHARED: &str = "Forty eat here on Mondays now.";
const PRIVATE: &str = "heron-at-dusk, left cross, sleep on it";

/// The phone gives another secret from now on.
const OTHER_SECRET: &str = "const get = navigator.credentials.get.bind(navigator.credentials);
    navigator.credentials.get = async (options) => {
        const given = await get(options);
        given.getClientExtensionResults = () => ({prf: {results: {first: new ArrayBuffer(32)}}});
        return given;
    }";

/// The lock of a phone, as the browser plays it.
struct PhoneLock<'a> {
    browser: &'a Browser,
    id: String,
}

impl<'a> PhoneLock<'a> {
    async fn of(browser: &'a Browser, has_prf: bool) -> Self {
        browser.devtools("WebAuthn.enable", json!({})).await;
        let options = json!({
            "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasResidentKey": true,
            "hasUserVerification": true, "isUserVerified": true, "automaticPresenceSimulation": true, "hasPrf": has_prf,
        });
        let made = browser.devtools("WebAuthn.addVirtualAuthenticator", json!({"options": options})).await;
        Self { browser, id: made["authenticatorId"].as_str().expect("an id").to_owned() }
    }

    async fn tell(&self, command: &str, mut params: Value) -> Value {
        params["authenticatorId"] = json!(self.id);
        self.browser.devtools(&format!("WebAuthn.{command}"), params).await
    }

    /// The finger is the right one, or not.
    async fn knows_finger(&self, yes: bool) {
        self.tell("setUserVerified", json!({"isUserVerified": yes})).await;
    }

    /// Takes the passkeys away, as *delete* in the phone's own list does. Gives how many there were.
    async fn forget(&self) -> usize {
        let known = self.tell("getCredentials", json!({})).await["credentials"].clone();
        let known = known.as_array().expect("passkeys").clone();
        for passkey in &known {
            self.tell("removeCredential", json!({"credentialId": passkey["credentialId"]})).await;
        }
        known.len()
    }
}

/// A phone with a note for the coordinator, a private one and a password, at Settings. Gives the password.
async fn with_password(name: &str) -> (Phone, String) {
    let profile = crate::device::Profile::new(name);
    let mut phone = Phone::on(profile, Host::start_named(), Screen::PHONE).await;
    phone.browser.kept_offline().await;
    phone.host.stop();
    phone.set_up(&ANYBODY).await;
    let browser = &phone.browser;
    for note in [complete(SHARED), Note { words: PRIVATE, private: true, ..Note::default() }] {
        person::write_note(browser, &note).await;
        person::done(browser).await;
    }
    let password = set_password(browser, None).await.password;
    (phone, password)
}

async fn sees_all(browser: &Browser) {
    browser.press(common::HOME).await;
    browser.see(common::NEW_NOTE).await;
    for words in [SHARED, PRIVATE] {
        browser.see(words).await;
    }
}

#[tokio::test]
async fn a_finger_opens_the_notebook_and_where_it_does_not_the_password_does() {
    let (phone, password) = with_password("passkey").await;
    let browser = &phone.browser;
    let phones_lock = PhoneLock::of(browser, true).await;
    let eye = Eye::on(browser);
    to_settings(browser).await;
    browser.see(lock::PASSKEY_WHY).await;
    browser.press(lock::PASSKEY).await;
    browser.see(lock::PASSKEY_HAS).await;
    eye.look("passkey-there").await;

    lock_now(browser).await;
    nothing_of(browser, &[SHARED, PRIVATE]).await;
    browser.press(lock::WITH_PHONE).await;
    sees_all(browser).await;

    // The same passkey with another secret, as some phones had after an update.
    lock_now(browser).await;
    browser.script(OTHER_SECRET, vec![]).await;
    browser.press(lock::WITH_PHONE).await;
    browser.see(lock::WITH_PHONE_WRONG.happened).await;
    eye.look("passkey-wrong").await;
    nothing_of(browser, &[SHARED, PRIVATE]).await;
    unlock(browser, &password).await;
    sees_all(browser).await;
    browser.script("delete navigator.credentials.get", vec![]).await;

    // The passkey is gone from the phone's own list.
    assert_eq!(phones_lock.forget().await, 1, "one passkey was made");
    lock_now(browser).await;
    browser.press(lock::WITH_PHONE).await;
    browser.see(lock::WITH_PHONE_STOPPED.happened).await;
    eye.look("passkey-gone").await;
    unlock(browser, &password).await;
    sees_all(browser).await;

    // Set up again.
    to_settings(browser).await;
    browser.press(lock::PASSKEY_AGAIN).await;
    browser.see(lock::PASSKEY_WORKS.happened).await;
    eye.look("passkey-works").await;
    lock_now(browser).await;
    browser.press(lock::WITH_PHONE).await;
    sees_all(browser).await;
    // Another finger, tried too often.
    phones_lock.knows_finger(false).await;
    lock_now(browser).await;
    browser.press(lock::WITH_PHONE).await;
    browser.see(lock::WITH_PHONE_STOPPED.happened).await;
    nothing_of(browser, &[SHARED, PRIVATE]).await;
    unlock(browser, &password).await;
    sees_all(browser).await;

    to_settings(browser).await;
    browser.press(lock::PASSKEY_END).await;
    browser.see(lock::PASSKEY_WHY).await;
    lock_now(browser).await;
    browser.not_see(lock::WITH_PHONE).await;
    unlock(browser, &password).await;
    sees_all(browser).await;
    eye.judge(4);
    phone.end().await;
}

#[tokio::test]
async fn a_phone_that_cannot_do_it_says_so_and_nothing_else_changes() {
    let (phone, password) = with_password("passkey-not").await;
    let browser = &phone.browser;
    let phones_lock = PhoneLock::of(browser, false).await;
    let eye = Eye::on(browser);
    to_settings(browser).await;
    browser.press(lock::PASSKEY).await;
    browser.see(lock::PASSKEY_CANNOT.happened).await;
    eye.look("passkey-cannot").await;
    phones_lock.knows_finger(false).await;
    browser.press(lock::PASSKEY).await;
    browser.see(lock::PASSKEY_STOPPED.happened).await;
    eye.look("passkey-stopped").await;
    eye.judge(2);
    lock_now(browser).await;
    browser.not_see(lock::WITH_PHONE).await;
    unlock(browser, &password).await;
    sees_all(browser).await;
    phone.end().await;
}
