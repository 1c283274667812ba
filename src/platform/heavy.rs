//! The program beside the page: a worker that is started for one task and ended with it, so that what it needed is given
//! back at once.

use super::{shell, wire};
use crate::app::heavy::{HeavyError, Load, Task};
use crate::app::ports::Heavy;
use async_trait::async_trait;
use futures_channel::oneshot::{self, Sender};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, MessageEvent, Worker};

/// What the program says first.
pub const READY: &str = "ready";
/// The name of an answer that has a result.
pub const DONE: &str = "done";

/// Starts `worker.js`.
#[derive(Debug, Clone, Copy, Default)]
pub struct BesidePage;

type Answer = Result<Load, HeavyError>;

#[async_trait(?Send)]
impl Heavy for BesidePage {
    async fn run(&self, task: Task, load: Load) -> Answer {
        let script = shell::worker_script().ok_or(HeavyError::Stopped)?;
        let worker = Worker::new(&script).map_err(|_| HeavyError::Stopped)?;
        let (sender, answer) = oneshot::channel();
        let sender = Rc::new(RefCell::new(Some(sender)));
        let (to, tell) = (worker.clone(), sender.clone());
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let (name, loaded) = wire::unpacked(&event.data()).unwrap_or_default();
            match name.as_str() {
                // A program that cannot be told says nothing any more: its error comes as an event.
                READY => drop(to.post_message(&wire::packed(task.as_str(), &load))),
                DONE => end(&tell, Ok(loaded)),
                error => end(&tell, Err(HeavyError::parse(error))),
            }
        });
        let tell = sender.clone();
        let on_error = Closure::<dyn FnMut(Event)>::new(move |_| end(&tell, Err(HeavyError::Stopped)));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let answer = answer.await.unwrap_or(Err(HeavyError::Stopped));
        worker.terminate();
        answer
    }
}

fn end(sender: &RefCell<Option<Sender<Answer>>>, answer: Answer) {
    if let Some(sender) = sender.borrow_mut().take() {
        // Nobody waits any more where the page has gone on.
        let _ = sender.send(answer);
    }
}
