//! The program beside the page: does what is too heavy for it (`app/heavy.rs`), one task at a time.

#[cfg(target_arch = "wasm32")]
fn main() {
    worker::listen();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("This is the program beside the phone's page. To see the app: cargo xtask serve");
}

#[cfg(target_arch = "wasm32")]
mod worker {
    use ginnel::app::heavy::{self, HeavyError, Load, Task};
    use ginnel::platform::heavy::{DONE, READY};
    use ginnel::platform::wire::{packed, unpacked};
    use wasm_bindgen::JsCast;
    use wasm_bindgen::closure::Closure;
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    /// Answers each message with one.
    pub fn listen() {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let back = scope.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let asked = unpacked(&event.data()).and_then(|(name, load)| Some((Task::parse(&name)?, load)));
            let done = asked.ok_or(HeavyError::Refused).and_then(|(task, load)| heavy::run(task, &load));
            let answer = match done {
                Ok(load) => packed(DONE, &load),
                Err(error) => packed(error.as_str(), &Load::default()),
            };
            // It fails only where the page has gone.
            let _ = back.post_message(&answer);
        });
        scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        let _ = scope.post_message(&packed(READY, &Load::default()));
    }
}
