//! The contract of every store, and what this one promises beyond it.

use crate::support::{fresh, fresh_name, ids, js, note};
use futures_util::FutureExt;
use ginnel::app::ports::{Store, StoreError, Table, Write};
use ginnel::storage::contract::{self, row};
use ginnel::storage::indexed_db::{IndexedDb, delete_database};
use wasm_bindgen_test::wasm_bindgen_test;

macro_rules! case {
    ($name:ident) => {
        #[wasm_bindgen_test]
        async fn $name() {
            let (name, store) = fresh().await;
            contract::$name(&store).await;
            assert_eq!(delete_database(&name).await, Ok(()));
        }
    };
}
ginnel::store_contract!(case);

#[wasm_bindgen_test]
async fn what_was_saved_is_there_after_a_restart() {
    let (name, store) = fresh().await;
    store.commit(vec![note("a"), note("b")]).await.unwrap();
    drop(store);
    let store = IndexedDb::open(&name).await.unwrap();
    assert_eq!(ids(&store).await, ["a", "b"]);
}

#[wasm_bindgen_test]
async fn two_windows_write_to_one_notebook() {
    let (name, one) = fresh().await;
    let two = IndexedDb::open(&name).await.unwrap();
    let both = futures_util::future::join(one.commit(vec![note("a")]), two.commit(vec![note("b")]));
    assert_eq!(both.await, (Ok(()), Ok(())));
    let mut found = ids(&one).await;
    found.sort();
    assert_eq!(found, ["a", "b"]);
    assert_eq!(ids(&two).await.len(), 2);
}

#[wasm_bindgen_test]
async fn sealed_bytes_are_kept_as_bytes() {
    let (name, store) = fresh().await;
    store.commit(vec![Write::Put(Table::Meta, row("a", &[0, 1, 255]))]).await.unwrap();
    let found = js(format!(
        "const row = await done((await db('{name}')).transaction('meta').objectStore('meta').get('a'));
         return row.sealed.constructor.name + ' ' + Object.keys(row).sort();"
    ));
    assert_eq!(found.await.as_string().unwrap(), "Uint8Array batch,id,key,sealed,suite");
}

#[wasm_bindgen_test]
async fn a_row_that_is_no_row_is_named_and_the_others_open() {
    let (name, store) = fresh().await;
    store.commit(vec![note("a")]).await.unwrap();
    js(format!(
        "const open = await db('{name}');
         await done(open.transaction('log', 'readwrite').objectStore('log').put({{id: 'odd', sealed: 'text'}}));
         open.close();"
    ))
    .await;
    store.commit(vec![note("b")]).await.unwrap();
    assert_eq!(ids(&store).await, ["a", "odd", "b"]);
    let odd = store.rows(Table::Log, &["odd".to_owned()]).await.unwrap();
    assert_eq!((odd[0].suite, odd[0].sealed.len()), (255, 0));
}

#[wasm_bindgen_test]
async fn a_newer_build_that_only_added_leaves_it_usable() {
    let (name, store) = fresh().await;
    store.commit(vec![note("a")]).await.unwrap();
    js(format!("(await db('{name}', 2, (open) => open.createObjectStore('later'))).close();")).await;
    // The window that was open before goes on, and so does a new one.
    assert_eq!(store.commit(vec![note("b")]).await, Ok(()));
    let again = IndexedDb::open(&name).await.unwrap();
    assert_eq!(ids(&again).await, ["a", "b"]);
}

#[wasm_bindgen_test]
async fn a_much_newer_notebook_is_read_and_left_as_it_is() {
    let (name, store) = fresh().await;
    store.commit(vec![note("a")]).await.unwrap();
    js(format!("(await db('{name}', 100, () => {{}})).close();")).await;
    let too_new = StoreError::TooNew { found: 100, supported: 1 };
    assert_eq!(store.commit(vec![note("b")]).await, Err(too_new.clone()));
    let again = IndexedDb::open(&name).await.unwrap();
    assert_eq!(again.commit(vec![note("c")]).await, Err(too_new));
    assert_eq!(ids(&again).await, ["a"]);
    let kept =
        js(format!("return done((await db('{name}')).transaction('log').objectStore('log').count());"));
    assert_eq!(kept.await.as_f64(), Some(1.0));
}

#[wasm_bindgen_test]
async fn a_window_that_does_not_let_go_is_named() {
    let (name, store) = fresh().await;
    drop(store);
    js(format!("globalThis.held = await db('{name}');")).await;
    assert_eq!(delete_database(&name).await, Err(StoreError::Blocked));
    js("globalThis.held.close();").await;
}

#[wasm_bindgen_test]
async fn an_open_window_lets_go_when_the_notebook_is_removed() {
    let (name, store) = fresh().await;
    store.commit(vec![note("a")]).await.unwrap();
    assert_eq!(delete_database(&name).await, Ok(()));
    assert_eq!(store.count(Table::Log).await, Ok(0));
}

#[wasm_bindgen_test]
async fn a_start_that_is_broken_off_leaves_no_half_made_notebook() {
    let name = fresh_name();
    assert!(IndexedDb::open(&name).now_or_never().is_none());
    let store = IndexedDb::open(&name).await.unwrap();
    assert_eq!(store.commit(vec![note("a")]).await, Ok(()));
}

#[wasm_bindgen_test]
async fn a_commit_that_is_broken_off_is_whole_or_nothing() {
    let (_, store) = fresh().await;
    for polls in 1..12 {
        let id = |n| format!("{polls}-{n}");
        let mut commit = Box::pin(store.commit(vec![note(&id(1)), note(&id(2)), note(&id(3))]));
        for _ in 0..polls {
            if (&mut commit).now_or_never().is_some() {
                break;
            }
            js("await new Promise((ok) => { const c = new MessageChannel(); c.port1.onmessage = ok; c.port2.postMessage(0); });").await;
        }
        drop(commit);
        let left =
            ids(&store).await.into_iter().filter(|found| found.starts_with(&format!("{polls}-"))).count();
        assert!(left == 0 || left == 3, "{left} of 3 after {polls} polls");
    }
}
