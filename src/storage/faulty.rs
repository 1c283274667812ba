//! A store that goes wrong exactly when it is told to, for the simulator.
//!
//! ```
//! use ginnel::app::ports::{Store, StoreError, Table};
//! use ginnel::storage::faulty::{Call, Fault, Faulty};
//! use ginnel::storage::memory::MemoryStore;
//!
//! let full = Faulty::new(MemoryStore::default(), |call| match call {
//!     Call::Commit => Fault::Fail(StoreError::Quota),
//!     _ => Fault::None,
//! });
//! # pollster::block_on(async {
//! assert_eq!(full.commit(vec![]).await, Err(StoreError::Quota));
//! assert_eq!(full.count(Table::Log).await, Ok(0));
//! # });
//! ```

use crate::app::ports::{Row, Store, StoreError, Table, Write};
use async_trait::async_trait;
use std::cell::RefCell;
use std::future::poll_fn;
use std::task::Poll;

/// What the store is asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// [`Store::commit`].
    Commit,
    /// [`Store::newest`].
    Newest,
    /// [`Store::rows`].
    Rows,
    /// [`Store::count`].
    Count,
    /// [`Store::probe`].
    Probe,
}

/// What goes wrong with one call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// Nothing is done, and this is the answer. A write that was lost and noticed is `Fail(NotKept)`.
    Fail(StoreError),
    /// Everything is done, and yet this is the answer: the acknowledgement got lost.
    FailAfter(StoreError),
    /// Waits one turn before doing it. Dropping the future then is a kill before the write.
    PauseBefore,
    /// Does it, then waits one turn. Dropping the future then is a kill after the write, before the answer.
    PauseAfter,
    /// A commit answers `Ok` though nothing was kept: what a store without read-back would do. Other calls are well.
    Lie,
}

/// Wraps a store; before every call it asks the plan what shall go wrong.
pub struct Faulty<S> {
    inner: S,
    plan: RefCell<Box<dyn FnMut(Call) -> Fault>>,
}

impl<S: Store> Faulty<S> {
    /// Wraps `inner`. The plan is asked once for each call, in order, so a seeded plan is repeatable.
    pub fn new(inner: S, plan: impl FnMut(Call) -> Fault + 'static) -> Self {
        Self { inner, plan: RefCell::new(Box::new(plan)) }
    }

    /// The store inside, which never fails by plan: to look at what was really kept.
    pub fn inner(&self) -> &S {
        &self.inner
    }

    fn fault(&self, call: Call) -> Fault {
        (self.plan.borrow_mut())(call)
    }
}

/// Does `work`, which has not begun yet, with the fault.
async fn suffer<T>(fault: Fault, work: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    match fault {
        Fault::None | Fault::Lie => work.await,
        Fault::Fail(error) => Err(error),
        Fault::FailAfter(error) => work.await.and(Err(error)),
        Fault::PauseBefore => {
            one_turn().await;
            work.await
        }
        Fault::PauseAfter => {
            let result = work.await;
            one_turn().await;
            result
        }
    }
}

/// Is pending once.
async fn one_turn() {
    let mut waited = false;
    poll_fn(|context| {
        if waited {
            return Poll::Ready(());
        }
        waited = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

#[async_trait(?Send)]
impl<S: Store> Store for Faulty<S> {
    async fn commit(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        match self.fault(Call::Commit) {
            Fault::Lie => Ok(()),
            fault => suffer(fault, self.inner.commit(writes)).await,
        }
    }

    async fn newest(&self, table: Table, before: Option<u64>, limit: usize) -> Result<Vec<Row>, StoreError> {
        suffer(self.fault(Call::Newest), self.inner.newest(table, before, limit)).await
    }

    async fn rows(&self, table: Table, ids: &[String]) -> Result<Vec<Row>, StoreError> {
        suffer(self.fault(Call::Rows), self.inner.rows(table, ids)).await
    }

    async fn count(&self, table: Table) -> Result<u64, StoreError> {
        suffer(self.fault(Call::Count), self.inner.count(table)).await
    }

    async fn probe(&self) -> Result<(), StoreError> {
        suffer(self.fault(Call::Probe), self.inner.probe()).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::contract::{self, row};
    use crate::storage::memory::MemoryStore;
    use futures_util::FutureExt;

    fn kept(store: &Faulty<MemoryStore>) -> u64 {
        pollster::block_on(store.inner().count(Table::Log)).unwrap()
    }

    #[test]
    fn each_fault_does_what_it_says() {
        let quota = || StoreError::Quota;
        for (fault, answer, rows) in [
            (Fault::None, Ok(()), 1),
            (Fault::Fail(quota()), Err(quota()), 0),
            (Fault::FailAfter(quota()), Err(quota()), 1),
            (Fault::PauseBefore, Ok(()), 1),
            (Fault::PauseAfter, Ok(()), 1),
            (Fault::Lie, Ok(()), 0),
        ] {
            let store = Faulty::new(MemoryStore::default(), move |_| fault.clone());
            let result = pollster::block_on(store.commit(vec![Write::Put(Table::Log, row("a", b"words"))]));
            assert_eq!((result, kept(&store)), (answer, rows));
        }
    }

    #[test]
    fn a_kill_comes_before_or_after_the_write() {
        for (fault, rows) in [(Fault::PauseBefore, 0), (Fault::PauseAfter, 1)] {
            let store = Faulty::new(MemoryStore::default(), move |_| fault.clone());
            let commit = store.commit(vec![Write::Put(Table::Log, row("a", b"words"))]);
            assert_eq!(commit.now_or_never(), None);
            assert_eq!(kept(&store), rows);
        }
    }

    macro_rules! case {
        ($name:ident) => {
            #[test]
            fn $name() {
                let mut pauses = [Fault::None, Fault::PauseBefore, Fault::PauseAfter].into_iter().cycle();
                let plan = move |_| pauses.next().unwrap_or(Fault::None);
                pollster::block_on(contract::$name(&Faulty::new(MemoryStore::default(), plan)));
            }
        };
    }
    crate::store_contract!(case);
}
