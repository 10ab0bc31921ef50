//! A sorted map.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Index;

/// Most entries that stand in one run: what an insertion may have to move.
const LONGEST_RUN: usize = 512;

/// A map in the order of its keys.
#[derive(Clone)]
pub struct Map<K, V> {
    /// Sorted runs, in order. INVARIANT: none is empty.
    runs: Vec<Vec<(K, V)>>,
    /// Where the last entry was put, or found when it should be put: what comes in order stands close behind it.
    recent: Spot,
}

/// Where an entry stands, or would: the run, and the place in it.
type Spot = (usize, usize);

impl<K, V> Map<K, V> {
    /// An empty map.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            runs: Vec::new(),
            recent: (0, 0),
        }
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.runs.iter().map(Vec::len).sum()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The entries, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> + Clone {
        self.into_iter()
    }

    /// The entries, in the order of the keys, values to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        self.into_iter()
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &K> + Clone {
        self.iter().map(|(key, _)| key)
    }

    /// The values, in the order of the keys.
    pub fn values(&self) -> impl Iterator<Item = &V> + Clone {
        self.iter().map(|(_, value)| value)
    }

    /// The values, in the order of the keys, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.iter_mut().map(|(_, value)| value)
    }

    fn at(&self, (run, place): Spot) -> Option<&(K, V)> {
        self.runs.get(run)?.get(place)
    }

    fn at_mut(&mut self, (run, place): Spot) -> Option<&mut V> {
        let (_, value) = self.runs.get_mut(run)?.get_mut(place)?;
        Some(value)
    }
}

impl<K: Ord, V> Map<K, V> {
    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let (_, value) = self.at(self.find(key).ok()?)?;
        Some(value)
    }

    /// The value of a key, to be changed.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.at_mut(self.find(key).ok()?)
    }

    /// Whether a key is there.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    /// Sets the value of a key; the value that was there before.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.seek(&key) {
            Ok(spot) => self
                .at_mut(spot)
                .map(|before| std::mem::replace(before, value)),
            Err(spot) => {
                self.put(spot, key, value);
                None
            }
        }
    }

    /// Takes a key out; its value.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let (run, place) = self.find(key).ok()?;
        let entries = self.runs.get_mut(run)?;
        let (_, value) = entries.remove(place);
        if entries.is_empty() {
            self.runs.remove(run);
        }
        Some(value)
    }

    /// The entry of a key, which may be vacant.
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        Entry { map: self, key }
    }

    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<Spot, Spot>
    where
        K: Borrow<Q>,
    {
        let is_before = |(known, _): &(K, V)| known.borrow() < key;
        let beyond = self
            .runs
            .partition_point(|run| run.last().is_some_and(is_before));
        // After the last of all, it goes to the end of the last run.
        let run = beyond.min(self.runs.len().saturating_sub(1));
        let Some(entries) = self.runs.get(run) else {
            return Err((run, 0));
        };
        match entries.binary_search_by(|(known, _)| known.borrow().cmp(key)) {
            Ok(place) => Ok((run, place)),
            Err(place) => Err((run, place)),
        }
    }

    /// As [`find`](Self::find), where the key is to be put: the next one is looked for from there.
    fn seek(&mut self, key: &K) -> Result<Spot, Spot> {
        let found = self.find_near(key);
        self.recent = found.unwrap_or(self.recent);
        found
    }

    /// As [`find`](Self::find), a little way behind the recent entry first, in steps that double.
    fn find_near(&self, key: &K) -> Result<Spot, Spot> {
        let (run, from) = self.recent;
        let Some(entries) = self.runs.get(run).and_then(|run| run.get(from..)) else {
            return self.find(key);
        };
        if entries.first().is_none_or(|(first, _)| first > key) {
            return self.find(key);
        }
        // INVARIANT: what stands at `low` is the key or before it.
        let (mut low, mut step) = (0, 1);
        while let Some((next, _)) = entries.get(low + step)
            && next <= key
        {
            low += step;
            step *= 2;
        }
        let high = entries.len().min(low + step);
        if high == entries.len() && run + 1 < self.runs.len() {
            // It may as well stand in a later run.
            return self.find(key);
        }
        let within = entries.get(low..high).unwrap_or_default();
        match within.binary_search_by(|(known, _)| known.cmp(key)) {
            Ok(place) => Ok((run, from + low + place)),
            Err(place) => Err((run, from + low + place)),
        }
    }

    /// Puts an entry where `find` said that it would stand; where it stands.
    fn put(&mut self, spot: Spot, key: K, value: V) -> Spot {
        self.recent = self.placed(spot, key, value);
        self.recent
    }

    fn placed(&mut self, (run, place): Spot, key: K, value: V) -> Spot {
        let Some(entries) = self.runs.get_mut(run) else {
            self.runs.push(vec![(key, value)]);
            return (run, 0);
        };
        entries.insert(place, (key, value));
        if entries.len() <= LONGEST_RUN {
            return (run, place);
        }
        // What comes in order fills its runs: only the entry after the last goes into a new one.
        let half = if place == LONGEST_RUN {
            LONGEST_RUN
        } else {
            LONGEST_RUN / 2
        };
        let rest = entries.split_off(half);
        self.runs.insert(run + 1, rest);
        match place.checked_sub(half) {
            Some(place) => (run + 1, place),
            None => (run, place),
        }
    }
}

/// The entry of a key in a map, which may be vacant.
pub struct Entry<'m, K, V> {
    map: &'m mut Map<K, V>,
    key: K,
}

impl<'m, K: Ord, V> Entry<'m, K, V> {
    /// Its value; where it is vacant, one is put there first.
    ///
    /// # Panics
    ///
    /// Never: the value asked for stands where it was found or put.
    pub fn or_insert_with(self, value: impl FnOnce() -> V) -> &'m mut V {
        let spot = match self.map.seek(&self.key) {
            Ok(spot) => spot,
            Err(spot) => self.map.put(spot, self.key, value()),
        };
        self.map.at_mut(spot).expect("the entry was just put there")
    }

    /// Its value; where it is vacant, this one is put there first.
    pub fn or_insert(self, value: V) -> &'m mut V {
        self.or_insert_with(|| value)
    }

    /// Its value; where it is vacant, the default is put there first.
    pub fn or_default(self) -> &'m mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Map<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for Map<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<K: Eq, V: Eq> Eq for Map<K, V> {}

/// The value of a key that is known to be there.
impl<K: Ord + Borrow<Q>, Q: Ord + ?Sized, V> Index<&Q> for Map<K, V> {
    type Output = V;

    fn index(&self, key: &Q) -> &V {
        self.get(key).expect("the key is in the map")
    }
}

impl<K: Ord, V> Extend<(K, V)> for Map<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for Map<K, V> {
    fn from(entries: [(K, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = std::iter::Flatten<std::vec::IntoIter<Vec<(K, V)>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.runs.into_iter().flatten()
    }
}

impl<'m, K, V> IntoIterator for &'m Map<K, V> {
    type Item = (&'m K, &'m V);
    type IntoIter = std::iter::Map<
        std::iter::Flatten<std::slice::Iter<'m, Vec<(K, V)>>>,
        fn(&'m (K, V)) -> (&'m K, &'m V),
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.runs.iter().flatten().map(|(key, value)| (key, value))
    }
}

impl<'m, K, V> IntoIterator for &'m mut Map<K, V> {
    type Item = (&'m K, &'m mut V);
    type IntoIter = std::iter::Map<
        std::iter::Flatten<std::slice::IterMut<'m, Vec<(K, V)>>>,
        fn(&'m mut (K, V)) -> (&'m K, &'m mut V),
    >;

    fn into_iter(self) -> Self::IntoIter {
        let entries = self.runs.iter_mut().flatten();
        entries.map(|(key, value)| (&*key, value))
    }
}
