//! What every store promises, as cases to run against a fresh one: natively in memory, in a browser on IndexedDB.
//!
//! A test target says what one case looks like and hands that to [`store_contract!`](crate::store_contract).

use crate::app::ports::{Row, Store, StoreError, Table, Write};

/// Every table.
const TABLES: [Table; 3] = [Table::Log, Table::Drafts, Table::Meta];

/// Calls `$case!(name)` for every case of the contract.
#[doc(hidden)]
#[macro_export]
macro_rules! store_contract {
    ($case:ident) => {
        $case!(what_was_saved_is_there_again);
        $case!(the_newest_rows_come_first_page_by_page);
        $case!(a_known_row_is_replaced_in_its_place);
        $case!(tables_do_not_touch_each_other);
        $case!(rows_come_in_the_order_asked);
        $case!(what_was_removed_is_gone_and_the_rest_is_not);
        $case!(a_place_is_never_used_twice);
        $case!(of_two_writes_to_one_row_the_last_counts);
        $case!(of_two_who_add_one_row_the_second_is_told);
        $case!(of_two_who_swap_one_row_the_second_is_told);
        $case!(small_tables_are_listed_by_id);
        $case!(a_whole_import_goes_in_at_once);
        $case!(a_commit_of_nothing_is_no_trouble);
    };
}

/// A row as it is put.
pub fn row(id: &str, sealed: &[u8]) -> Row {
    let sealed = sealed.to_vec();
    Row { seq: None, id: id.into(), key: "0123456789abcdef".into(), suite: 1, batch: String::new(), sealed }
}

fn put(table: Table, id: &str, sealed: &[u8]) -> Write {
    Write::Put(table, row(id, sealed))
}

fn log_rows(count: usize) -> Vec<Write> {
    (0..count).map(|n| put(Table::Log, &format!("row-{n}"), &n.to_le_bytes())).collect()
}

async fn save(store: &dyn Store, writes: Vec<Write>) {
    assert_eq!(store.commit(writes).await, Ok(()));
}

/// The ids of a page, and the place of its last row.
async fn page(store: &dyn Store, before: Option<u64>, limit: usize) -> (Vec<String>, Option<u64>) {
    let rows = store.newest(Table::Log, before, limit).await.unwrap_or_default();
    let last = rows.last().and_then(|row| row.seq);
    (rows.into_iter().map(|row| row.id).collect(), last)
}

fn strings(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

pub async fn what_was_saved_is_there_again(store: &dyn Store) {
    let bytes: Vec<u8> = (0..300_000_u32).map(|n| (n % 251) as u8).collect();
    for table in TABLES {
        for (id, sealed) in [("long", bytes.as_slice()), ("empty", &[]), ("zeros", &[0; 256])] {
            let batch = "3f0c1a52-8a3e-4a0c-9d4e-1b6f6f0e7a11".to_owned();
            let saved = Row { batch, suite: 0, key: String::new(), ..row(id, sealed) };
            save(store, vec![Write::Put(table, saved.clone())]).await;
            let found = store.rows(table, &strings(&[id])).await.unwrap_or_default();
            assert_eq!(found.len(), 1, "{table:?} {id}");
            assert_eq!(found[0].seq.is_some(), table == Table::Log);
            assert_eq!(Row { seq: None, ..found[0].clone() }, saved);
        }
        assert_eq!(store.count(table).await, Ok(3));
    }
    assert_eq!(store.probe().await, Ok(()));
}

pub async fn the_newest_rows_come_first_page_by_page(store: &dyn Store) {
    save(store, log_rows(20)).await;
    save(store, vec![put(Table::Log, "last", b"")]).await;
    let (first, before) = page(store, None, 10).await;
    let (second, before) = page(store, before, 10).await;
    let (third, before) = page(store, before, 10).await;
    let (fourth, _) = page(store, before, 10).await;
    assert_eq!((first.len(), second.len(), third.len(), fourth.len()), (10, 10, 1, 0));
    let all: Vec<String> = [first, second, third].concat();
    let expected: Vec<String> = (0..20).map(|n| format!("row-{n}")).chain(["last".into()]).rev().collect();
    assert_eq!(all, expected);
    assert_eq!(page(store, None, 0).await.0, strings(&[]));
    assert_eq!(page(store, None, usize::MAX).await.0.len(), 21);
}

pub async fn a_known_row_is_replaced_in_its_place(store: &dyn Store) {
    save(store, log_rows(3)).await;
    let before = store.newest(Table::Log, None, 9).await.unwrap_or_default();
    save(store, vec![put(Table::Log, "row-1", b"fuller"), put(Table::Log, "new", b"")]).await;
    let after = store.newest(Table::Log, None, 9).await.unwrap_or_default();
    assert_eq!(page(store, None, 9).await.0, strings(&["new", "row-2", "row-1", "row-0"]));
    assert_eq!(after[2].sealed, b"fuller");
    assert_eq!(after[2].seq, before[1].seq);
    assert_eq!((&after[1], &after[3]), (&before[0], &before[2]));
    save(store, vec![put(Table::Drafts, "d", b"one")]).await;
    save(store, vec![put(Table::Drafts, "d", b"two")]).await;
    assert_eq!(store.rows(Table::Drafts, &strings(&["d"])).await, Ok(vec![row("d", b"two")]));
}

pub async fn tables_do_not_touch_each_other(store: &dyn Store) {
    save(store, TABLES.map(|table| put(table, "same", format!("{table:?}").as_bytes())).to_vec()).await;
    save(store, vec![Write::Delete(Table::Drafts, "same".into())]).await;
    for (table, left) in [(Table::Log, 1), (Table::Drafts, 0), (Table::Meta, 1)] {
        let found = store.rows(table, &strings(&["same"])).await.unwrap_or_default();
        assert_eq!((store.count(table).await, found.len()), (Ok(left), left as usize));
        assert!(found.iter().all(|row| row.sealed == format!("{table:?}").as_bytes()));
    }
}

pub async fn rows_come_in_the_order_asked(store: &dyn Store) {
    save(store, log_rows(4)).await;
    let asked = strings(&["row-2", "absent", "row-0", "row-2"]);
    let found = store.rows(Table::Log, &asked).await.unwrap_or_default();
    let ids: Vec<String> = found.into_iter().map(|row| row.id).collect();
    assert_eq!(ids, strings(&["row-2", "row-0", "row-2"]));
    assert_eq!(store.rows(Table::Log, &[]).await, Ok(vec![]));
}

pub async fn what_was_removed_is_gone_and_the_rest_is_not(store: &dyn Store) {
    save(store, log_rows(40)).await;
    let gone = (5..35).map(|n| Write::Delete(Table::Log, format!("row-{n}")));
    save(store, gone.chain([Write::Delete(Table::Log, "absent".into())]).collect()).await;
    assert_eq!(store.count(Table::Log).await, Ok(10));
    let (first, before) = page(store, None, 7).await;
    let (second, before) = page(store, before, 7).await;
    assert_eq!(first, strings(&["row-39", "row-38", "row-37", "row-36", "row-35", "row-4", "row-3"]));
    assert_eq!(second, strings(&["row-2", "row-1", "row-0"]));
    assert_eq!(page(store, before, 7).await.0, strings(&[]));
}

pub async fn a_place_is_never_used_twice(store: &dyn Store) {
    save(store, log_rows(2)).await;
    let (_, newest) = page(store, None, 1).await;
    save(store, vec![Write::Delete(Table::Log, "row-1".into())]).await;
    save(store, vec![put(Table::Log, "row-1", b"")]).await;
    assert!(page(store, None, 1).await.1 > newest);
}

pub async fn of_two_writes_to_one_row_the_last_counts(store: &dyn Store) {
    let twice = vec![put(Table::Log, "a", b"one"), put(Table::Log, "b", b""), put(Table::Log, "a", b"two")];
    save(store, twice).await;
    assert_eq!(page(store, None, 9).await.0, strings(&["b", "a"]));
    let found = store.rows(Table::Log, &strings(&["a"])).await.unwrap_or_default();
    assert!(found.iter().all(|row| row.sealed == b"two"));
    let undone = vec![put(Table::Drafts, "d", b""), Write::Delete(Table::Drafts, "d".into())];
    save(store, undone).await;
    assert_eq!(store.count(Table::Drafts).await, Ok(0));
}

pub async fn of_two_who_add_one_row_the_second_is_told(store: &dyn Store) {
    save(store, vec![put(Table::Drafts, "draft", b"")]).await;
    let first = row("a", b"words of one window");
    save(store, vec![Write::Add(row("before", b"")), Write::Add(first.clone())]).await;
    let other = [
        Write::Delete(Table::Drafts, "draft".into()),
        Write::Add(row("new", b"")),
        Write::Add(row("a", b"words of another")),
        Write::Put(Table::Log, row("before", b"changed")),
    ];
    assert_eq!(store.commit(other.to_vec()).await, Err(StoreError::Taken));
    // Nothing of it was done, and the first words stand.
    assert_eq!(page(store, None, 9).await.0, strings(&["a", "before"]));
    let found = store.rows(Table::Log, &strings(&["before", "a"])).await.unwrap_or_default();
    assert_eq!(found.iter().map(|row| row.sealed.as_slice()).collect::<Vec<_>>(), [&b""[..], &first.sealed]);
    assert_eq!(store.count(Table::Drafts).await, Ok(1));
    // The very same commit may come again: its answer may have got lost. And what was added can be emptied.
    save(store, vec![Write::Add(first), Write::Add(row("next", b""))]).await;
    assert_eq!(page(store, None, 9).await.0, strings(&["next", "a", "before"]));
    save(store, vec![put(Table::Log, "a", b"")]).await;
    assert_eq!(store.commit(vec![Write::Add(row("a", b"words"))]).await, Err(StoreError::Taken));
}

pub async fn of_two_who_swap_one_row_the_second_is_told(store: &dyn Store) {
    let swap = |from: Option<&Row>, to: Option<&Row>| Write::Swap {
        table: Table::Drafts,
        id: "d".into(),
        from: from.cloned(),
        to: to.cloned(),
    };
    let [first, second, third] = [&b"one"[..], b"two", b"three"].map(|sealed| row("d", sealed));
    save(store, vec![swap(None, Some(&first))]).await;
    save(store, vec![swap(Some(&first), Some(&second)), put(Table::Log, "a", b"")]).await;
    for late in [swap(Some(&first), Some(&third)), swap(None, Some(&third)), swap(Some(&first), None)] {
        let writes = vec![Write::Add(row("new", b"")), late];
        assert_eq!(store.commit(writes).await, Err(StoreError::Taken));
    }
    // Nothing of it was done, and the second words stand; the very same may come again.
    assert_eq!(page(store, None, 9).await.0, strings(&["a"]));
    save(store, vec![swap(Some(&first), Some(&second))]).await;
    assert_eq!(store.rows(Table::Drafts, &strings(&["d"])).await, Ok(vec![second.clone()]));
    save(store, vec![swap(Some(&second), None)]).await;
    save(store, vec![swap(Some(&second), None)]).await;
    assert_eq!(store.count(Table::Drafts).await, Ok(0));
    // Over nothing, anything may be put.
    save(store, vec![swap(Some(&first), Some(&third))]).await;
    assert_eq!(store.rows(Table::Drafts, &strings(&["d"])).await, Ok(vec![third]));
}

pub async fn small_tables_are_listed_by_id(store: &dyn Store) {
    save(store, ["c", "a", "b"].map(|id| put(Table::Drafts, id, b"")).to_vec()).await;
    let all = store.newest(Table::Drafts, None, 9).await.unwrap_or_default();
    assert_eq!(all.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
    assert!(all.iter().all(|row| row.seq.is_none()));
    assert_eq!(store.newest(Table::Drafts, None, 2).await.map(|rows| rows.len()), Ok(2));
    assert_eq!(store.newest(Table::Drafts, Some(9), 9).await, Ok(vec![]));
}

pub async fn a_whole_import_goes_in_at_once(store: &dyn Store) {
    save(store, log_rows(5_000)).await;
    save(store, log_rows(5_001)).await;
    assert_eq!(store.count(Table::Log).await, Ok(5_001));
    assert_eq!(page(store, None, 2).await.0, strings(&["row-5000", "row-4999"]));
    assert_eq!(page(store, None, usize::MAX).await.0.len(), 5_001);
}

pub async fn a_commit_of_nothing_is_no_trouble(store: &dyn Store) {
    save(store, vec![]).await;
    assert_eq!(store.count(Table::Log).await, Ok(0));
}
