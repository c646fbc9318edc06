//! Tables read where they lie: numbers and words in bytes that the program carries, with nothing to build at a start.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Numbers in a row, each of four bytes, the lowest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Numbers(#[serde(borrow, serialize_with = "as_bytes")] Cow<'static, [u8]>);

fn as_bytes<S: serde::Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(bytes)
}

impl Numbers {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len() / 4
    }

    /// The number at a place; 0 beyond the end.
    pub(crate) fn at(&self, place: usize) -> u32 {
        self.record::<1>(place)[0]
    }

    /// The record at a place, where all records have so many numbers; zeros beyond the end.
    pub(crate) fn record<const N: usize>(&self, place: usize) -> [u32; N] {
        self.from(place * N)
    }

    /// So many numbers from a place on; zeros beyond the end.
    pub(crate) fn from<const N: usize>(&self, place: usize) -> [u32; N] {
        let numbers = self.0.as_chunks::<4>().0;
        let record = numbers.get(place..).and_then(|rest| rest.first_chunk::<N>());
        record.map_or([0; N], |record| record.map(u32::from_le_bytes))
    }

    /// The numbers from one place to the one before another.
    pub(crate) fn between(&self, start: u32, end: u32) -> impl Iterator<Item = u32> + '_ {
        let bytes = self.0.get(start as usize * 4..end as usize * 4).unwrap_or_default();
        bytes.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes))
    }
}

impl FromIterator<u32> for Numbers {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        Self(numbers.into_iter().flat_map(u32::to_le_bytes).collect())
    }
}

/// The fingerprint of nothing, by FNV-1a of 32 bits: short, and the same on every machine.
pub(crate) const FINGERPRINT: u32 = 0x811c_9dc5;

/// A fingerprint with one more byte.
pub(crate) const fn with_byte(fingerprint: u32, byte: u8) -> u32 {
    (fingerprint ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// How many slots so many entries get: twice as many at least, and a power of two.
fn room(entries: usize) -> usize {
    (entries * 2 + 2).next_power_of_two()
}

fn fingerprint(word: &str) -> u32 {
    word.bytes().fold(FINGERPRINT, with_byte)
}

/// The slots to look into for a fingerprint, in their order.
fn slots(fingerprint: u32, room: usize) -> impl Iterator<Item = usize> {
    let spread = fingerprint.wrapping_mul(0x9e37_79b1);
    let first = (spread ^ (spread >> 15)) as usize;
    (0..room).map(move |step| first.wrapping_add(step) & (room - 1))
}

/// A set of numbers.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct NumberSet {
    /// The numbers, each in the first of its slots that was free; 0 is a free slot,
    slots: Numbers,
    /// so whether 0 is in the set is kept apart.
    zero: bool,
}

impl NumberSet {
    /// Whether a number is in it.
    pub(crate) fn contains(&self, number: u32) -> bool {
        if number == 0 {
            return self.zero;
        }
        let found = slots(number, self.slots.len()).map(|slot| self.slots.at(slot)).find(|held| *held == number || *held == 0);
        found == Some(number)
    }
}

impl FromIterator<u32> for NumberSet {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        let mut numbers: Vec<u32> = numbers.into_iter().collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut held = vec![0; room(numbers.len())];
        for number in numbers.iter().filter(|number| **number != 0) {
            let free = slots(*number, held.len()).find(|slot| held[*slot] == 0);
            held[free.unwrap_or_default()] = *number;
        }
        Self { slots: held.into_iter().collect(), zero: numbers.first() == Some(&0) }
    }
}

/// Words, each with a number.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Words {
    /// One more than a word's place, in the first of its slots that was free; 0 is a free slot.
    slots: Numbers,
    /// For each place: where the word's letters begin, and its number. The last record says where the letters end.
    places: Numbers,
    #[serde(borrow)]
    letters: Cow<'static, str>,
}

impl Words {
    /// The number of a word.
    pub(crate) fn get(&self, word: &str) -> Option<u32> {
        for slot in slots(fingerprint(word), self.slots.len()) {
            let place = self.slots.at(slot).checked_sub(1)? as usize;
            let [start, number] = self.places.record(place);
            let [end, _] = self.places.record(place + 1);
            if self.letters.as_bytes().get(start as usize..end as usize) == Some(word.as_bytes()) {
                return Some(number);
            }
        }
        None
    }

    /// Whether a word is among them.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }
}

impl<W: AsRef<str>> FromIterator<(W, u32)> for Words {
    /// Of a word given twice the first number stands.
    fn from_iter<I: IntoIterator<Item = (W, u32)>>(words: I) -> Self {
        let words: Vec<_> = words.into_iter().collect();
        let mut held = vec![0; room(words.len())];
        let mut places = Vec::new();
        let mut letters = String::new();
        for (place, (word, number)) in (1..).zip(&words) {
            let word = word.as_ref();
            let free = slots(fingerprint(word), held.len()).find(|slot| held[*slot] == 0);
            held[free.unwrap_or_default()] = place;
            places.extend([u32::try_from(letters.len()).unwrap_or(u32::MAX), *number]);
            letters.push_str(word);
        }
        places.extend([u32::try_from(letters.len()).unwrap_or(u32::MAX), 0]);
        Self { slots: held.into_iter().collect(), places: places.into_iter().collect(), letters: letters.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_and_others_are_not() {
        let words: Words = [("head", 7), ("heads", 8), ("", 9), ("head", 10)].into_iter().collect();
        assert_eq!(["head", "heads", "", "hea", "dheads"].map(|word| words.get(word)), [Some(7), Some(8), Some(9), None, None]);
        assert_eq!(Words::default().get("head"), None);
    }

    #[test]
    fn numbers_are_found_and_others_are_not() {
        let set: NumberSet = (0..1000).map(|number| number * 3).collect();
        assert!((0..3000).all(|number| set.contains(number) == (number % 3 == 0)));
        assert!(!NumberSet::default().contains(0) && !NumberSet::default().contains(1));
    }

    #[test]
    fn records_lie_side_by_side() {
        let numbers: Numbers = [1, 2, 3, u32::MAX].into_iter().collect();
        assert_eq!(numbers.record::<2>(1), [3, u32::MAX]);
        assert_eq!(numbers.between(1, 3).collect::<Vec<_>>(), [2, 3]);
        assert_eq!((numbers.len(), numbers.at(4)), (4, 0));
    }
}
