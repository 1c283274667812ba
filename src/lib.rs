//! Ginnel: a pocket notebook for neighbourhood work, and the rooms it is built of.
//!
//! A notebook is a *set of revisions*. Saving adds one, editing adds one whose parent is the one edited, taking
//! back adds one without words. Import, restore and sync are set union. Everything shown is a pure function of
//! the set.
//!
//! The rooms, in reading order (each may use only those above it, and `storage` and `platform` implement the
//! ports of `app`):
//!
//! | Room | Says | Invariant |
//! |---|---|---|
//! | [`domain`] | what a notebook is: revisions, the set, who may see what | no I/O, clock or randomness |
//! | [`vault`] | sealing rows, keyslots, signing, envelopes | keys never leave it unsealed; runs natively |
//! | [`exchange`] | the file that travels: writing, strict reading, the report | bad input changes nothing |
//! | [`app`] | every write (`commands`) and every read (`queries`), and the ports it needs | async, never reactive |
//! | [`storage`] | sealed rows in memory or in IndexedDB | "saved" means committed strictly and read back |
//! | [`platform`] | clock, ids, preferences, share sheet, service worker | the only other browser room |
//! | [`ui`] | pages, components and every word the user reads | knows no store and no key |
//!
//! # Where to change a thing
//!
//! | Change | Touch, in order |
//! |---|---|
//! | a field | one row in `domain/fields/`, its label in `ui/text/labels.rs` |
//! | who may see a field | its row's `limit`; the rule itself is `domain/sharing.rs` |
//! | how versions are put together | `domain/merge.rs` |
//! | a sentence or an error | `ui/text/` |
//! | a screen | `ui/routes.rs`, then `ui/pages/` |
//! | look and spacing | `style/tokens.css` |
//! | what locks the notebook, and what opens it | `vault/keyslots.rs`, `app/door.rs`, `app/commands/keys.rs`, `ui/pages/locking.rs` |
//! | what an organisation is given, and what follows | `vault/answer.rs`, `app/asking.rs`, `app/commands/organisation.rs` |
//! | what a worker's own copy brings back | `docs/format.md`, then `app/around.rs`, `app/commands/backup.rs`, `bring_in/own.rs` |
//! | what stays of what is put away, and what erasing takes | `domain/put_away.rs`, `app/away.rs`; `public/erase.js` |
//! | what is too heavy for the page | `app/heavy.rs`, `worker.rs` |
//! | what comes with the first screen, and what after it | `main.rs`, `ui/later.rs`, `src/bin/xtask/hook/split.rs` |
//! | what works offline | `public/sw.js` and `src/bin/xtask/hook.rs` |
//! | what a file may contain | `docs/format.md`, then `exchange/`, then `tests/reader.py` |

pub mod app;
pub mod domain;
pub mod exchange;
pub mod platform;
pub mod storage;
pub mod ui;
pub mod vault;
