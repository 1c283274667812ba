//! Where sealed rows are kept. Every store keeps the promises of [`contract`], and knows neither words nor keys.
//!
//! | Store | For |
//! |---|---|
//! | [`memory`] | tests and the simulator; everything is gone when it is dropped |
//! | [`faulty`] | wraps another store and goes wrong exactly when it is told to |
//! | `indexed_db` | the phone |

#[doc(hidden)]
pub mod contract;
pub mod faulty;
#[cfg(target_arch = "wasm32")]
pub mod indexed_db;
pub mod memory;
mod settle;
