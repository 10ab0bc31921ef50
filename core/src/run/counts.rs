//! How many are of which status.

use super::verdict::{Status, Verdict};

/// How many are of each status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts([u32; Status::ALL.len()]);

impl Counts {
    /// How many have this status.
    pub fn of(&self, status: Status) -> u32 {
        self.0[status as usize]
    }

    /// How many there are.
    pub fn total(&self) -> u32 {
        self.0.iter().sum()
    }

    /// Each status with how many have it, in the order of [`Status::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Status, u32)> {
        Status::ALL.into_iter().zip(self.0)
    }

    /// So many more have this status.
    pub fn add(&mut self, status: Status, more: u32) {
        let count = &mut self.0[status as usize];
        *count = count.saturating_add(more);
    }

    /// So many fewer have this status.
    pub fn take(&mut self, status: Status, fewer: u32) {
        let count = &mut self.0[status as usize];
        *count = count.saturating_sub(fewer);
    }
}

impl FromIterator<Status> for Counts {
    fn from_iter<I: IntoIterator<Item = Status>>(statuses: I) -> Self {
        let mut counts = Self::default();
        for status in statuses {
            counts.add(status, 1);
        }
        counts
    }
}

/// How many verdicts are of each status, those on a person's word apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Worked out from what is counted.
    pub computed: Counts,
    /// On a person's word.
    pub attested: Counts,
}

impl Summary {
    /// With a verdict more.
    pub fn add(&mut self, verdict: &Verdict) {
        self.counts(verdict).add(verdict.status, 1);
    }

    /// With a verdict less.
    pub fn take(&mut self, verdict: &Verdict) {
        self.counts(verdict).take(verdict.status, 1);
    }

    fn counts(&mut self, verdict: &Verdict) -> &mut Counts {
        if verdict.attested {
            &mut self.attested
        } else {
            &mut self.computed
        }
    }
}

impl<'v> FromIterator<&'v Verdict> for Summary {
    fn from_iter<I: IntoIterator<Item = &'v Verdict>>(verdicts: I) -> Self {
        let mut summary = Self::default();
        for verdict in verdicts {
            summary.add(verdict);
        }
        summary
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_status_has_a_count_of_its_own() {
        for status in Status::ALL {
            let counts: Counts = [status, status].into_iter().collect();
            assert_eq!(counts.of(status), 2);
            assert_eq!(counts.total(), 2);
            assert!(counts.iter().any(|one| one == (status, 2)));
        }
    }

    #[test]
    fn nothing_is_counted_below_none() {
        let mut counts = Counts::default();
        counts.take(Status::Met, 1);
        assert_eq!(counts, Counts::default());
    }
}
