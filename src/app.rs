//! Every write (`commands`) and every read (`queries`) of the notebook, over three ports. Async, never reactive.

pub mod ports;
