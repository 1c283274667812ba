//! The device's own lock as a way to a secret. `public/passkey.js` asks for it: objects within objects are its language.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

#[wasm_bindgen]
extern "C" {
    /// One of the questions of `public/passkey.js`, which `boot.js` fetches for it.
    #[wasm_bindgen(js_name = ginnelPasskey, catch)]
    async fn asked(question: &str, salt: Uint8Array, of: JsValue) -> Result<JsValue, JsValue>;
}

/// What the device gives for a salt: always the same.
pub type Secret = Zeroizing<[u8; 32]>;

/// Why there is no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotGiven {
    /// The person stopped, waited too long, or the passkey is gone; browsers do not say which.
    Stopped,
    /// This device or this address cannot do it.
    Cannot,
}

/// Whether it can be offered here.
pub async fn is_offered() -> bool {
    asked("offered", Uint8Array::default(), JsValue::NULL).await.is_ok_and(|yes| yes == true)
}

/// Makes a passkey on this device, and asks it for the secret of this salt. `name` is how the device lists it. Gives
/// what the device names it by, and the secret. Call it inside a tap; the person is asked once or twice.
///
/// # Errors
/// See [`NotGiven`].
pub async fn make(salt: &[u8; 32], name: &str) -> Result<(Vec<u8>, Secret), NotGiven> {
    given(asked("make", copied(salt), name.into()).await)
}

/// Asks the device for the secret of a salt, with the passkey that it names so. Call it inside a tap.
///
/// # Errors
/// See [`NotGiven`].
pub async fn ask(credential: &[u8], salt: &[u8; 32]) -> Result<Secret, NotGiven> {
    given(asked("ask", copied(salt), copied(credential).into()).await).map(|(_, secret)| secret)
}

/// Not a view of the program's memory: that may move while the script is fetched.
fn copied(bytes: &[u8]) -> Uint8Array {
    bytes.into()
}

/// The secret comes first, then what names it.
fn given(answer: Result<JsValue, JsValue>) -> Result<(Vec<u8>, Secret), NotGiven> {
    let bytes = answer.map_err(|error| {
        let name = Reflect::get(&error, &"name".into()).ok();
        // It is also the name for a person who did not answer in time, and for a passkey that is gone.
        let stopped = name.is_some_and(|name| name == "NotAllowedError");
        if stopped { NotGiven::Stopped } else { NotGiven::Cannot }
    })?;
    let bytes = bytes.dyn_into::<Uint8Array>().map_err(|_| NotGiven::Cannot)?;
    let bytes = Zeroizing::new(bytes.to_vec());
    let (secret, credential) = bytes.split_first_chunk().ok_or(NotGiven::Cannot)?;
    Ok((credential.to_vec(), Zeroizing::new(*secret)))
}
