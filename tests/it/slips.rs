//! Typing errors and scanning errors: how far they move a score.

use std::fs;

use crate::statements::scored;

/// Pseudo-random numbers that are the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).unwrap()
    }
}

/// A slip in a word: two letters swapped, one dropped, one doubled, or one misread as a scanner might.
fn slip(word: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + dice.below(letters.len() - 2);
    match dice.below(4) {
        0 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, letters[at]),
        _ => match word {
            word if word.contains("rn") => return word.replacen("rn", "m", 1),
            word if word.contains('m') => return word.replacen('m', "rn", 1),
            word if word.contains('l') => return word.replacen('l', "1", 1),
            _ => letters.swap(at, at + 1),
        },
    }
    letters.into_iter().collect()
}

/// Three slips in every line of prose that has room for them.
fn slipped(text: &str, dice: &mut Dice) -> String {
    let line = |line: &str, dice: &mut Dice| {
        let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        if line.len() < 60 || line.contains('=') {
            return line.to_owned();
        }
        let mut slips = 3;
        for _ in 0..100 {
            let at = dice.below(words.len());
            if slips > 0 && words[at].len() > 3 && words[at].chars().all(|c| c.is_ascii_lowercase()) {
                words[at] = slip(&words[at], dice);
                slips -= 1;
            }
        }
        words.join(" ")
    };
    text.lines().map(|text| line(text, dice) + "\n").collect()
}

#[test]
#[expect(clippy::print_stdout, reason = "the figure is what one runs it for")]
fn slips_move_a_criterion_by_less_than_half_a_level() {
    let mut dice = Dice(2006);
    let (mut moved, mut count) = (0.0, 0.0);
    let mut paths: Vec<_> = fs::read_dir("proposals")
        .unwrap()
        .chain(fs::read_dir("rated/statements").unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let (before, after) = (scored("x", &text), scored("x", &slipped(&text, &mut dice)));
        for (before, after) in before.criteria.values().zip(after.criteria.values()) {
            moved += (before.score.value() - after.score.value()).abs();
            count += 1.0;
        }
    }
    let mean: f64 = moved / count;
    println!("slips move a criterion by {mean:.2} of a level on average, over {count} scores");
    assert!(mean <= 0.5, "by {mean:.2}");
}
