//! Getting a file off this device, by the ways that [`ways`](super::ways) decides on.

use super::install;
use super::ways::{Facts, Way, ways};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FilePropertyBag, HtmlAnchorElement, ShareData, Url, Window};

/// What became of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The device took it. Whether it arrived anywhere, nobody here can know.
    HandedOver,
    /// The person closed the window. Say nothing.
    Stopped,
    /// The browser would not. Offer the next way.
    Refused,
}

/// The ways to offer on this device, best first.
pub fn ways_here() -> Vec<Way> {
    let probe = File::new_with_str_sequence(&Array::of1(&"{}".into()), "probe.txt").ok();
    ways(Facts {
        device: install::device(),
        installed: install::is_installed(),
        shares_files: probe.is_some_and(|file| can_share(&file)),
        save_picker: save_picker().is_some(),
    })
}

/// A file ready to leave. Build it before the tap that sends it: phones allow the share sheet only for some seconds
/// after a tap. Keep it until the person has left the page, or the download may find nothing.
pub struct Parcel {
    name: String,
    bytes: Vec<u8>,
    as_it_is: File,
    as_text: File,
    address: Option<String>,
}

impl Parcel {
    /// Wraps the bytes of a file called `name`, which ends in `.json` or, where it is plain text to every program, in
    /// `.txt`, and holds no word that anyone typed. `None` if the browser has no room for it.
    pub fn new(name: &str, bytes: Vec<u8>) -> Option<Self> {
        let kind = if name.ends_with(".json") { "application/json" } else { "text/plain" };
        let as_it_is = file(name, kind, &bytes)?;
        let as_text = if name.ends_with(".txt") {
            as_it_is.clone()
        } else {
            file(&format!("{name}.txt"), "text/plain", &bytes)?
        };
        let address = Url::create_object_url_with_blob(&as_it_is).ok();
        Some(Self { name: name.to_owned(), bytes, as_it_is, as_text, address })
    }

    /// Sends it that way. Call it inside a tap.
    pub async fn send(&self, way: Way) -> Outcome {
        let result = match way {
            Way::Share => share(&self.as_it_is).await,
            Way::ShareAsText => share(&self.as_text).await,
            Way::SaveAs => self.save_as().await,
            Way::Download => self.download(),
            Way::Copy => self.copy().await,
        };
        match result {
            Ok(()) => Outcome::HandedOver,
            Err(error) if name_of(&error).as_deref() == Some("AbortError") => Outcome::Stopped,
            Err(_) => Outcome::Refused,
        }
    }

    /// The file as text, to show where it is to be copied by hand.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    fn download(&self) -> Result<(), JsValue> {
        let address = self.address.as_deref().ok_or(JsValue::NULL)?;
        let document = window()?.document().ok_or(JsValue::NULL)?;
        let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
        link.set_href(address);
        link.set_download(&self.name);
        link.click();
        Ok(())
    }

    async fn save_as(&self) -> Result<(), JsValue> {
        let picker = save_picker().ok_or(JsValue::NULL)?;
        let options = Object::new();
        Reflect::set(&options, &"suggestedName".into(), &self.name.as_str().into())?;
        let handle = wait(picker.call1(&window()?.into(), &options)?).await?;
        let stream = wait(call(&handle, "createWritable", &[])?).await?;
        wait(call(&stream, "write", &[self.as_it_is.as_ref()])?).await?;
        // The file is put in its place only here; without it the person would find it empty.
        wait(call(&stream, "close", &[])?).await?;
        Ok(())
    }

    async fn copy(&self) -> Result<(), JsValue> {
        to_clipboard(&self.text()).await
    }
}

impl Drop for Parcel {
    fn drop(&mut self) {
        if let Some(address) = &self.address {
            // It is let go of when the page ends, at the latest.
            let _ = Url::revoke_object_url(address);
        }
    }
}

/// Puts text on the clipboard. Call it inside a tap. False when the browser would not.
pub async fn copy_text(text: &str) -> bool {
    to_clipboard(text).await.is_ok()
}

async fn to_clipboard(text: &str) -> Result<(), JsValue> {
    let clipboard = Reflect::get(&window()?.navigator(), &"clipboard".into())?;
    wait(call(&clipboard, "writeText", &[&text.into()])?).await?;
    Ok(())
}

fn file(name: &str, kind: &str, bytes: &[u8]) -> Option<File> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let options = FilePropertyBag::new();
    options.set_type(kind);
    File::new_with_u8_array_sequence_and_options(&parts, name, &options).ok()
}

/// Files and nothing else: some iPhones refuse a file that comes with a title or text.
async fn share(file: &File) -> Result<(), JsValue> {
    let navigator = window()?.navigator();
    wait(call(&navigator, "share", &[&sheet(file)])?).await?;
    Ok(())
}

fn can_share(file: &File) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    call(&window.navigator(), "canShare", &[&sheet(file)]).is_ok_and(|yes| yes == true)
}

fn sheet(file: &File) -> ShareData {
    let data = ShareData::new();
    data.set_files(&Array::of1(file));
    data
}

fn save_picker() -> Option<Function> {
    let window = web_sys::window()?;
    Reflect::get(&window, &"showSaveFilePicker".into()).ok()?.dyn_into().ok()
}

/// Calls a method that not every browser has.
fn call(on: &JsValue, method: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let function = Reflect::get(on, &method.into())?.dyn_into::<Function>()?;
    function.apply(on, &arguments.iter().copied().collect::<Array>())
}

async fn wait(promise: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&promise)).await
}

fn name_of(error: &JsValue) -> Option<String> {
    Reflect::get(error, &"name".into()).ok()?.as_string()
}

fn window() -> Result<Window, JsValue> {
    web_sys::window().ok_or(JsValue::NULL)
}
