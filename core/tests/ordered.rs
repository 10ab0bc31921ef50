//! The collections agree with the standard library's on whatever is done to them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use luat_core::run::ordered::{Map, Set, sort, sort_by_key};
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_map_holds_what_was_put_and_not_taken(
        deeds in prop::collection::vec((any::<bool>(), 0..2000_u16, any::<u8>()), 0..3000),
    ) {
        let (mut map, mut expected) = (Map::new(), BTreeMap::new());
        for (is_put, key, value) in deeds {
            if is_put || value > 128 {
                prop_assert_eq!(map.insert(key, value), expected.insert(key, value));
            } else {
                prop_assert_eq!(map.remove(&key), expected.remove(&key));
            }
        }
        prop_assert_eq!(map.len(), expected.len());
        prop_assert_eq!(map.is_empty(), expected.is_empty());
        for key in 0..2000 {
            prop_assert_eq!(map.get(&key), expected.get(&key));
        }
        prop_assert!(map.iter().eq(&expected));
        prop_assert!(map.into_iter().eq(expected));
    }

    #[test]
    fn an_entry_is_made_once(keys in prop::collection::vec(0..1500_u16, 0..3000)) {
        let (mut map, mut expected) = (Map::new(), BTreeMap::new());
        for key in keys {
            *map.entry(key).or_insert(1) += 1;
            *expected.entry(key).or_insert(1) += 1;
        }
        prop_assert!(map.iter().eq(&expected));
    }

    #[test]
    fn a_set_holds_each_item_once(items in prop::collection::vec(any::<u16>(), 0..2000)) {
        let set: Set<u16> = items.iter().copied().collect();
        let expected: BTreeSet<u16> = items.into_iter().collect();
        prop_assert!(set.iter().eq(&expected));
    }

    #[test]
    fn equal_items_keep_their_order(mut items in prop::collection::vec((0..40_u8, any::<u8>()), 0..600)) {
        let mut expected = items.clone();
        expected.sort_by_key(|(key, _)| Reverse(*key));
        sort_by_key(&mut items, |(key, _)| Reverse(*key));
        prop_assert_eq!(&items, &expected);
        expected.sort_unstable();
        sort(&mut items);
        prop_assert_eq!(items, expected);
    }
}

#[test]
fn equal_maps_are_equal_however_they_came_about() {
    let upwards: Map<u32, ()> = (0..5000).map(|key| (key, ())).collect();
    let downwards: Map<u32, ()> = (0..5000).rev().map(|key| (key, ())).collect();
    assert_eq!(upwards, downwards);
}

#[test]
fn many_entries_in_any_order_take_no_time_to_speak_of() {
    // The steps are coprime to the length, so that every key comes once.
    let set: Set<u64> = (0..100_000_u64).map(|at| at * 611_953 % 100_000).collect();
    assert!(set.iter().copied().eq(0..100_000));
}
