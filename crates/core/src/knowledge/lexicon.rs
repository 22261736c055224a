//! Words: what names an event, a weapon, a kind of person or thing, and the parts of speech of common words.

use super::cues::{CueVerb, cue_verbs};
use super::index::{Index, WordSet};
use super::inflection::{Form, plural, verb_forms};
use super::table::rows;
use crate::model::{ActorKind, EventType, HarmKind, Mode};

/// The most common part of speech of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartOfSpeech {
    /// Common noun.
    Noun,
    /// Verb, in any form.
    Verb,
    /// Adjective.
    Adjective,
    /// Adverb.
    Adverb,
}

/// How the participants of a trigger stand around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// The subject does it to the object.
    Acts,
    /// All sides act.
    Clash,
    /// The subject is harmed.
    Dies,
    /// The subject is the device.
    Explodes,
    /// The subject is the target.
    Suffers,
    /// The subject goes somewhere.
    Moves,
    /// A statement, towards someone.
    Says,
    /// All sides take part.
    Meets,
}

impl Frame {
    /// How participants mostly stand around words of a type.
    fn usual(kind: EventType) -> Self {
        use EventType as E;
        match kind {
            E::Accuse
            | E::Request
            | E::Reject
            | E::Support
            | E::Threaten
            | E::Deny
            | E::Claim
            | E::Agree
            | E::Concede => Frame::Says,
            E::Consult | E::Cooperate => Frame::Meets,
            E::Retreat => Frame::Moves,
            _ => Frame::Acts,
        }
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "acts" => Frame::Acts,
            "clash" => Frame::Clash,
            "dies" => Frame::Dies,
            "explodes" => Frame::Explodes,
            "suffers" => Frame::Suffers,
            "moves" => Frame::Moves,
            "says" => Frame::Says,
            "meets" => Frame::Meets,
            _ => return None,
        })
    }
}

/// A word or phrase that names a kind of event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// Its dictionary form.
    pub lemma: &'static str,
    /// Whether a verb heads it.
    pub verb: bool,
    /// PLOVER type.
    pub kind: EventType,
    /// How, where the word says so.
    pub mode: Option<Mode>,
    /// How its participants stand.
    pub frame: Frame,
    /// What it says was done to people.
    pub harm: Option<HarmKind>,
}

/// A trigger's number in the lexicon.
pub type TriggerId = usize;

/// A verb and which of its forms a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerbForm {
    /// The dictionary form.
    pub lemma: &'static str,
    /// Which form.
    pub form: Form,
}

/// Words that the reader knows.
#[derive(Debug, Default)]
pub struct Lexicon {
    triggers: Vec<Trigger>,
    /// For each type a noun and a verb that stand for words that no list has.
    unlisted: Vec<TriggerId>,
    /// First word, as written in any form → the triggers it may begin: words still to follow, and which.
    nouns: Index<String, Vec<(Vec<String>, TriggerId)>>,
    verbs: Index<&'static str, Vec<(Vec<&'static str>, TriggerId)>>,
    forms: Index<String, VerbForm>,
    parts: Index<&'static str, PartOfSpeech>,
    weapons: Index<String, Mode>,
    /// Nouns for bodies of people.
    collectives: WordSet<&'static str>,
    agents: Index<String, (ActorKind, bool)>,
    cues: Index<&'static str, CueVerb>,
    things: WordSet<String>,
    /// List → its words, in singular and plural, or as they stand.
    senses: Index<&'static str, WordSet<String>>,
    periods: Vec<String>,
}

const TRIGGERS: &str = include_str!("../../../../data/lexicon/triggers.tsv");
const WEAPONS: &str = include_str!("../../../../data/lexicon/weapons.tsv");
const COLLECTIVES: &str = include_str!("../../../../data/lexicon/collectives.txt");
const AGENTS: &str = include_str!("../../../../data/lexicon/agents.tsv");
const PERIODS: &str = include_str!("../../../../data/lexicon/periods.txt");
const THINGS: &str = include_str!("../../../../data/lexicon/things.txt");
const SENSES: &str = include_str!("../../../../data/lexicon/senses.tsv");
const IRREGULAR: &str = include_str!("../../../../data/lexicon/verbs.txt");
const PARTS: &str = include_str!("../../../../data/lexicon/parts-of-speech.txt");

impl Lexicon {
    /// The lexicon of `data/lexicon/`.
    pub fn builtin() -> Self {
        let mut lexicon = Self::default();
        lexicon.load_parts();
        lexicon.cues = cue_verbs();
        lexicon.load_verbs();
        lexicon.load_triggers();
        for row in rows(WEAPONS) {
            let mode: Mode = row.cell(1).parse().expect("weapons.tsv names modes of the code list");
            for words in row.values(0) {
                lexicon.weapons.insert(plural(words), mode);
                lexicon.weapons.insert(words.to_owned(), mode);
            }
        }
        lexicon.periods =
            rows(PERIODS)
                .map(|row| {
                    if row.cell(0).starts_with('-') {
                        format!("{} ", row.cell(0))
                    } else {
                        format!(" {} ", row.cell(0))
                    }
                })
                .collect();
        for word in rows(THINGS).flat_map(|row| row.cell(0).split(' ')) {
            lexicon.things.insert(plural(word));
            lexicon.things.insert(word.to_owned());
        }
        for row in rows(SENSES) {
            let list = lexicon.senses.entry(row.cell(0)).or_default();
            list.extend(row.values(1).map(str::to_owned));
            if row.cell(2) != "exact" {
                list.extend(row.values(1).map(plural));
            }
        }
        lexicon.collectives = rows(COLLECTIVES).map(|row| row.cell(0)).collect();
        for row in rows(AGENTS) {
            let kind: ActorKind = row.cell(1).parse().expect("agents.tsv names actor kinds of the code list");
            for words in row.values(0) {
                lexicon.agents.entry(plural(words)).or_insert((kind, true));
                lexicon.agents.entry(words.to_owned()).or_insert((kind, false));
            }
        }
        lexicon
    }

    fn load_parts(&mut self) {
        for row in rows(PARTS) {
            let part = match row.cell(0) {
                "noun" => PartOfSpeech::Noun,
                "verb" => PartOfSpeech::Verb,
                "adj" => PartOfSpeech::Adjective,
                _ => PartOfSpeech::Adverb,
            };
            for word in row.cell(1).split(' ') {
                self.parts.insert(word, part);
            }
        }
    }

    /// All forms of the irregular verbs, of the verbs that are triggers, and of the verbs among the common words.
    fn load_verbs(&mut self) {
        let irregular: Index<&'static str, (&'static str, &'static str)> = rows(IRREGULAR)
            .filter_map(|row| {
                let mut words = row.cell(0).split(' ');
                Some((words.next()?, (words.next()?, words.next()?)))
            })
            .collect();
        let heads = rows(TRIGGERS)
            .filter(|row| matches!(row.cell(0), "v" | "p"))
            .flat_map(|row| row.values(1).collect::<Vec<_>>())
            .filter_map(|words| words.split(' ').next());
        let common = self.parts.iter().filter(|(_, part)| **part == PartOfSpeech::Verb).map(|(word, _)| *word);
        let bases = common.filter(|word| !word.ends_with("ed") && !word.ends_with("ing") && !word.ends_with('s'));
        // Verbs that carry a noun of violence ("mounted an assault") are verbs, whatever else they are.
        let carriers = rows(SENSES)
            .filter(|row| matches!(row.cell(0), "done-by" | "suffered-by"))
            .flat_map(|row| row.values(1).collect::<Vec<_>>());
        let known = heads.chain(irregular.keys().copied()).chain(bases).chain(self.cues.keys().copied());
        let all: Vec<&'static str> = known.chain(carriers).collect();
        for base in all {
            for (word, form) in verb_forms(base, irregular.get(base).copied()) {
                self.forms.entry(word).or_insert(VerbForm { lemma: base, form });
            }
        }
        self.load_pasts();
    }

    /// "planned" is listed, its base "plan" is listed as a noun: the forms that can only be a verb's.
    fn load_pasts(&mut self) {
        let pasts: Vec<&'static str> = self.parts.keys().copied().filter(|word| word.ends_with("ed")).collect();
        for past in pasts {
            let stems = [past.len() - 3, past.len() - 2, past.len() - 1].into_iter().filter_map(|end| past.get(..end));
            let base = stems
                .filter_map(|stem| self.parts.get_key_value(stem))
                .map(|(base, _)| *base)
                .find(|base| base.len() > 2 && verb_forms(base, None).iter().any(|(word, _)| word == past));
            let Some(base) = base.filter(|_| !self.forms.contains_key(past)) else { continue };
            for (word, form) in verb_forms(base, None) {
                if matches!(form, Form::Past | Form::Ing) {
                    self.forms.entry(word).or_insert(VerbForm { lemma: base, form });
                }
            }
        }
    }

    fn load_triggers(&mut self) {
        for row in rows(TRIGGERS) {
            let pos = row.cell(0);
            for lemma in row.values(1) {
                let id = self.triggers.len();
                self.triggers.push(Trigger {
                    lemma,
                    verb: pos != "n",
                    kind: row.cell(2).parse().expect("triggers.tsv names event types of the code list"),
                    mode: row.values(3).next().map(|m| m.parse().expect("triggers.tsv names modes of the code list")),
                    frame: Frame::named(row.cell(4)).expect("triggers.tsv names frames"),
                    harm: row.values(5).next().map(|h| h.parse().expect("triggers.tsv names harms")),
                });
                if pos == "n" {
                    self.add_noun(lemma, id);
                    self.add_noun(&plural(lemma), id);
                } else {
                    let mut words = lemma.split(' ');
                    let head = words.next().expect("a trigger has a word");
                    self.verbs.entry(head).or_default().push((words.collect(), id));
                }
            }
        }
        for &kind in EventType::ALL {
            for verb in [false, true] {
                let frame = Frame::usual(kind);
                self.unlisted.push(self.triggers.len());
                self.triggers.push(Trigger { lemma: "", verb, kind, mode: None, frame, harm: None });
            }
        }
        let longest_first = |a: &(Vec<String>, usize), b: &(Vec<String>, usize)| b.0.len().cmp(&a.0.len());
        self.nouns.values_mut().for_each(|list| list.sort_by(longest_first));
        self.verbs.values_mut().for_each(|list| list.sort_by_key(|entry| std::cmp::Reverse(entry.0.len())));
    }

    fn add_noun(&mut self, words: &str, id: TriggerId) {
        let mut words = words.split(' ').map(str::to_owned);
        let first = words.next().expect("a trigger has a word");
        let rest: Vec<String> = words.collect();
        let list = self.nouns.entry(first).or_default();
        if !list.iter().any(|(known, _)| *known == rest) {
            list.push((rest, id));
        }
    }

    /// What stands for words of that type that no list has.
    pub fn unlisted(&self, kind: EventType, verb: bool) -> Option<TriggerId> {
        let at = EventType::ALL.iter().position(|k| *k == kind)?;
        self.unlisted.get(2 * at + usize::from(verb)).copied()
    }

    /// The trigger of that number.
    pub fn trigger(&self, id: TriggerId) -> &Trigger {
        &self.triggers[id]
    }

    /// Noun triggers that begin with this word (lower case): what must follow, longest first.
    pub fn noun_triggers(&self, first: &str) -> &[(Vec<String>, TriggerId)] {
        self.nouns.get(first).map_or(&[], Vec::as_slice)
    }

    /// Verb triggers that begin with this verb: what must follow (dictionary forms), longest first.
    pub fn verb_triggers(&self, lemma: &str) -> &[(Vec<&'static str>, TriggerId)] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The verb of which this word (lower case) is a form.
    pub fn verb(&self, word: &str) -> Option<VerbForm> {
        self.forms.get(word).copied()
    }

    /// What a verb says about who says what, by its dictionary form.
    pub fn cue(&self, lemma: &str) -> Option<CueVerb> {
        self.cues.get(lemma).copied()
    }

    /// The most common part of speech of a word (lower case).
    pub fn part(&self, word: &str) -> Option<PartOfSpeech> {
        self.parts.get(word).copied()
    }

    /// Whether the word can be a noun: listed as one, or a noun trigger.
    pub fn can_be_noun(&self, word: &str) -> bool {
        self.part(word) == Some(PartOfSpeech::Noun) || self.nouns.contains_key(word) || self.agents.contains_key(word)
    }

    /// How a weapon of that name is used.
    pub fn weapon(&self, words: &str) -> Option<Mode> {
        self.weapons.get(words).copied()
    }

    /// Words that say that a sentence speaks of a period, each as it stands between spaces (or, for an ending, before one).
    pub fn period_cues(&self) -> impl Iterator<Item = &str> {
        self.periods.iter().map(String::as_str)
    }

    /// Whether the word counts things, animals or measures, never people.
    pub fn is_thing(&self, word: &str) -> bool {
        self.things.contains(word)
    }

    /// Whether the words (lower case) stand in that list of `senses.tsv`.
    pub fn listed(&self, list: &str, words: &str) -> bool {
        self.senses.get(list).is_some_and(|known| known.contains(words))
    }

    /// Whether the noun stands for a body of people: "it" or "they", never "he".
    pub fn is_collective(&self, word: &str) -> bool {
        self.collectives.contains(word)
    }

    /// What kind of participant a generic word names, and whether it is plural.
    pub fn agent(&self, words: &str) -> Option<(ActorKind, bool)> {
        self.agents.get(words).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn triggers_are_found_by_their_first_word() {
        let lexicon = Lexicon::builtin();
        let fire = lexicon.verb_triggers("open");
        assert!(fire.iter().any(|(rest, _)| *rest == ["fire"]));
        let clashes = lexicon.noun_triggers("clashes");
        assert_eq!(lexicon.trigger(clashes[0].1).mode, Some(Mode::Clash));
        assert_eq!(lexicon.verb("killed"), Some(VerbForm { lemma: "kill", form: Form::Past }));
        assert_eq!(lexicon.verb("shot").map(|v| v.lemma), Some("shoot"));
        assert_eq!(lexicon.weapon("barrel bombs"), Some(Mode::Aerial));
        assert_eq!(lexicon.agent("gunmen"), Some((ActorKind::Unknown, true)));
    }

    #[test]
    fn a_list_has_plurals_unless_it_is_exact() {
        let lexicon = Lexicon::builtin();
        assert!(lexicon.listed("sport", "league") && lexicon.listed("sport", "leagues"));
        assert!(lexicon.listed("published", "statement") && !lexicon.listed("published", "statements"));
    }
}
