//! Cues: verbs that introduce what someone says, thinks or feels, and what may follow them.
//!
//! In: `data/lexicon/cues.tsv`. Out: a look-up by dictionary form. Must not know: reports.

use super::index::Index;
use super::table::rows;

/// How something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// Said, told, reported.
    Says,
    /// Said with the outlet's reserve: claimed, alleged, insisted.
    Claims,
    /// Said to be so after all: confirmed, admitted.
    Confirms,
    /// Said not to be so.
    Denies,
    /// Held to be so: believed, suspected.
    Believes,
    /// Feared, warned of.
    Fears,
    /// Hoped for, wanted, planned.
    Hopes,
    /// Known, found, shown.
    Knows,
    /// Asked, demanded.
    Asks,
    /// Promised, threatened.
    Promises,
    /// Refused, declined.
    Refuses,
    /// Praised, blamed.
    Judges,
}

impl Cue {
    /// Whether who says so tells of what has happened: hopes, demands, promises and judgements do not.
    pub fn tells(self) -> bool {
        matches!(self, Cue::Says | Cue::Claims | Cue::Confirms | Cue::Denies | Cue::Believes | Cue::Fears | Cue::Knows)
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "says" => Cue::Says,
            "claims" => Cue::Claims,
            "confirms" => Cue::Confirms,
            "denies" => Cue::Denies,
            "believes" => Cue::Believes,
            "fears" => Cue::Fears,
            "hopes" => Cue::Hopes,
            "knows" => Cue::Knows,
            "asks" => Cue::Asks,
            "promises" => Cue::Promises,
            "refuses" => Cue::Refuses,
            "judges" => Cue::Judges,
            _ => return None,
        })
    }
}

/// A cue verb: how it says, and what may follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CueVerb {
    /// How something is said.
    pub cue: Cue,
    /// A clause or a quote: "said that …".
    pub clause: bool,
    /// A noun phrase: "condemned the attack".
    pub object: bool,
    /// An infinitive: "vowed to fight on".
    pub infinitive: bool,
    /// An addressee before the clause: "told reporters that …".
    pub addressee: bool,
}

const CUES: &str = include_str!("../../../../data/lexicon/cues.tsv");

/// The cue verbs by dictionary form; a verb of two lines takes the first line's kind and the frames of both.
pub(super) fn cue_verbs() -> Index<&'static str, CueVerb> {
    let mut verbs: Index<&'static str, CueVerb> = Index::default();
    for row in rows(CUES) {
        let cue = Cue::named(row.cell(0)).expect("cues.tsv names kinds of cue");
        let frame = |letter: char| row.cell(1).contains(letter);
        for word in row.values(2).filter(|w| !w.contains(' ')) {
            let verb = verbs.entry(word).or_insert(CueVerb {
                cue,
                clause: false,
                object: false,
                infinitive: false,
                addressee: false,
            });
            verb.clause |= frame('c');
            verb.object |= frame('o');
            verb.infinitive |= frame('i');
            verb.addressee |= frame('a');
        }
    }
    verbs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_has_its_kind_and_frames() {
        let verbs = cue_verbs();
        assert_eq!(verbs["tell"].cue, Cue::Says);
        assert!(verbs["tell"].addressee && !verbs["tell"].object);
        assert_eq!(verbs["deny"].cue, Cue::Denies);
        assert!(!verbs.contains_key("explode"));
    }
}
