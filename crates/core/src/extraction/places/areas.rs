//! The areas a place lies in: its country, then the first- and second-level area. In: codes and names of the gazetteer. Out: the chain, widest
//! first. Must not know: texts.

use crate::knowledge::Knowledge;
use crate::model::{Area, Where};

/// How far from a known place one may go, in kilometres, and still be taken to be in its first-level area.
const NEAR: f64 = 10.0;

/// The country of that code and its areas, the wider first; what is not known is left out.
pub(super) fn chain(country: Option<&str>, areas: [&str; 2], knowledge: &Knowledge) -> Vec<Area> {
    let Some(code) = country else { return Vec::new() };
    let name = knowledge.actors.state(code).map_or(code, |state| state.name);
    let mut chain = vec![Area { level: 0, name: name.to_owned(), code: Some(code.to_owned()) }];
    for (level, name) in (1..).zip(areas).filter(|(_, name)| !name.is_empty()) {
        chain.push(Area { level, name: name.to_owned(), code: None });
    }
    chain
}

/// What two places both lie in.
pub(super) fn shared(a: &[Area], b: &[Area]) -> Vec<Area> {
    a.iter().zip(b).take_while(|(x, y)| x == y).map(|(x, _)| x.clone()).collect()
}

/// "30 km north of X": so far away only the country is still likely.
pub(super) fn away(place: &mut Where, kilometres: f64) {
    if kilometres > NEAR {
        place.areas.truncate(1);
    }
}
