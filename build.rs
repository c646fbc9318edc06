//! Compiles the rubric into the program, so that no start has to read it again: the program's own rubric room reads the files, and what
//! it makes of them is written as bytes that `src/embedded.rs` carries. A wrong file ends the build, and is drawn with its problems.
#![expect(dead_code, unused_imports, reason = "the rooms are the program's, and it uses all of them")]
#![expect(unreachable_pub, reason = "said where they are part of the program")]

use std::path::Path;
use std::{env, fs};

use anyhow::{Context as _, Result, bail};

use rubric::files::{self, FOLDERS};
use rubric::flat::Words;
use rubric::{Rubric, RubricFile, Wrong};

#[path = "src/day.rs"]
mod day;
#[path = "src/fields.rs"]
mod fields;
#[path = "src/problem/mod.rs"]
mod problem;
#[path = "src/rubric/mod.rs"]
mod rubric;
#[path = "src/source.rs"]
mod source;

#[path = "src/statement"]
mod statement {
    mod place;

    pub use place::{Place, Places};
}
#[path = "src/wrap.rs"]
mod wrap;

const CALL: &str = "call.toml";

fn main() -> Result<()> {
    // A folder is named so that a new file in it is noticed.
    for kept in FOLDERS.into_iter().chain([CALL]) {
        println!("cargo::rerun-if-changed={kept}");
    }
    let out = env::var_os("OUT_DIR").context("cargo gives build scripts an OUT_DIR")?;
    let out = Path::new(&out);

    let mut texts = vec![(CALL.to_owned(), files::text(Path::new(CALL))?)];
    for folder in FOLDERS {
        for place in files::places(Path::new(""), folder)? {
            let text = files::text(Path::new(&place))?;
            texts.push((place, text));
        }
    }
    texts.sort();
    let own = texts.iter().map(|(place, text)| RubricFile::new(place, place, text.as_str())).collect::<Result<_>>()?;
    let rubric = match Rubric::build(own) {
        Ok(rubric) => rubric,
        Err(wrong) => {
            let drawn = |Wrong { source, problems }: &Wrong| problem::draw(problems, source, 120, false);
            bail!("the rubric is wrong\n{}", wrong.iter().map(drawn).collect::<String>())
        }
    };
    let english: Words = files::text(Path::new("language/english.txt"))?.lines().map(|word| (word, 0)).collect();

    fs::write(out.join("rubric"), postcard::to_allocvec(&rubric)?)?;
    fs::write(out.join("files"), postcard::to_allocvec(&texts)?)?;
    fs::write(out.join("english"), postcard::to_allocvec(&english)?)?;
    Ok(())
}
