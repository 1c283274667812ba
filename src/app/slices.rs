//! Long work in slices, so that the page answers a finger in between.

use super::App;
use super::ports::Breath;

/// Longest slice of work between two turns of the browser, in milliseconds.
const SLICE_MS: f64 = 10.0;

/// Work that was begun in this turn of the browser.
pub(crate) struct Slices<'a> {
    breath: &'a dyn Breath,
    began: f64,
}

impl App {
    /// Begins a slice.
    pub(crate) fn slices(&self) -> Slices<'_> {
        let breath = &*self.ports.breath;
        Slices { breath, began: breath.steady_ms() }
    }

    /// Gives the browser a turn, between two pieces of work that are each long enough.
    pub async fn give_way(&self) {
        self.ports.breath.turn().await;
    }
}

impl Slices<'_> {
    /// To be called after each small piece of work, with nothing borrowed from the state: gives the browser a turn
    /// when the slice is full.
    pub(crate) async fn breathe(&mut self) {
        if self.breath.steady_ms() - self.began > SLICE_MS {
            self.breath.turn().await;
            self.began = self.breath.steady_ms();
        }
    }
}
