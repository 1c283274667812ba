//! The file that travels: frozen vectors, hostile files, a second reader in Python, and what may act on arrival.

// Helpers stand outside `#[test]`, where clippy's own exception for tests does not reach.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "exchange/sample.rs"]
mod sample;

#[path = "exchange/desk.rs"]
mod desk;
#[path = "exchange/file.rs"]
mod file;
#[path = "exchange/import.rs"]
mod import;
#[path = "exchange/owners.rs"]
mod owners;
#[path = "exchange/python.rs"]
mod python;
#[path = "exchange/refused.rs"]
mod refused;
#[path = "exchange/vectors.rs"]
mod vectors;
