//! Reading a file that a person chose, dropped or shared in, or that came with the app.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, Response};

/// Why a file gave no bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileError {
    /// It is larger than asked for. None of it was read.
    TooBig,
    /// The browser could not read it: moved, deleted, or no permission.
    Unreadable,
}

/// All bytes of a file, if there are at most `limit`.
///
/// # Errors
/// See [`FileError`].
pub async fn read(file: &File, limit: usize) -> Result<Vec<u8>, FileError> {
    #[expect(clippy::cast_precision_loss, reason = "limits are far below 2^53")]
    if file.size() > limit as f64 {
        return Err(FileError::TooBig);
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| FileError::Unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// All bytes of a file that came with the app, by its path below the base path. It needs no signal once the app is
/// kept on the phone; `None` before that, where there is none.
pub async fn from_the_app(path: &str) -> Option<Vec<u8>> {
    let url = format!("{}/{path}", super::shell::base_path());
    let answer = JsFuture::from(web_sys::window()?.fetch_with_str(&url)).await.ok()?;
    let answer = answer.dyn_into::<Response>().ok().filter(Response::ok)?;
    let buffer = JsFuture::from(answer.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
