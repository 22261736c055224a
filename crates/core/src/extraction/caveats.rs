//! Caveats: what the report itself says of the word it passes on: that it is untrue, or that no one could confirm it.
//!
//! In: the document and the drafts. Out: which drafts are denied, which unverified. Must not know: who told them.

use super::document::Document;
use super::draft::Draft;
use super::refuted::refuted;
use crate::knowledge::Lexicon;
use crate::model::{Certainty, EventType, Slot};
use std::ops::Range;

/// What the report says of a draft: by its number, that it is untrue or that it is unverified, and by which rule.
pub(super) type Caveat = (usize, Certainty, &'static str);

/// No one could tell whether it was so: words that govern what sources said in this sentence and the one before.
const UNSURE: &[&str] = &[
    "not be independently",
    "not independently",
    "not been independently",
    "not be verified",
    "not be confirmed",
    "not be corroborated",
    "not be checked",
    "not be substantiated",
    "not be authenticated",
    "not verify",
    "not immediately verify",
    "not been able to verify",
    "not been able to confirm",
    "not been able to corroborate",
    "unable to verify",
    "unable to confirm",
    "cannot verify",
    "no independent word",
    "no independent confirmation",
    "no independent verification",
    "neither report could be",
    "neither account could be",
    "neither claim could be",
];
/// Nothing came of a warning: words that govern what was told in the sentence before.
const NOTHING_FOUND: &[&str] =
    &["nothing was found", "nothing suspicious", "a hoax", "are hoaxes", "were hoaxes", "false alarm"];
/// How a judge of rumours opens what it judges, and what it finds.
const JUDGED: &[&str] = &["claim :", "the claim :"];
const VERDICT: &[&str] = &["verdict :", "our verdict :", "assessment :", "rating :", "conclusion :", "the verdict :"];

/// All caveats of the report.
pub(super) fn find(document: &Document<'_>, lexicon: &Lexicon, drafts: &[Draft]) -> Vec<Caveat> {
    let mut found = Vec::new();
    for (number, sentence) in document.sentences.iter().enumerate() {
        let words = document.words(sentence.tokens.clone());
        let holds = |phrases: &[&str]| phrases.iter().any(|phrase| words.contains(phrase));
        let one = Sentence { document, lexicon, drafts, number, tokens: sentence.tokens.clone() };
        if holds(UNSURE) {
            found.extend(one.unsure());
        }
        if holds(NOTHING_FOUND) {
            found.extend(one.told_before("certainty/nothing_found"));
        }
        if words.contains("no such") {
            found.extend(one.told_before("certainty/no_such"));
        }
        // What is called untrue is more than unproven.
        found.extend(one.unproven());
        found.extend(one.untrue());
        if JUDGED.iter().any(|opening| words.starts_with(opening)) {
            found.extend(one.judged());
        }
    }
    found
}

/// Gives the drafts what the report says of them.
pub(super) fn apply(caveats: &[Caveat], drafts: &mut [Draft]) {
    for &(number, certainty, rule) in caveats {
        let draft = &mut drafts[number];
        draft.account.certainty = certainty;
        draft.account.responsibility.clear();
        draft.by(Slot::Certainty, rule);
        draft.confidence.remove(&Slot::Certainty);
    }
}

struct Sentence<'a> {
    document: &'a Document<'a>,
    lexicon: &'a Lexicon,
    drafts: &'a [Draft],
    number: usize,
    tokens: Range<usize>,
}

impl Sentence<'_> {
    /// Acts told as having happened, in a sentence that many before this one.
    fn acts(&self, back: usize) -> impl Iterator<Item = (usize, &Draft)> {
        let act = |d: &Draft| {
            matches!(
                d.account.kind,
                EventType::Assault | EventType::Coerce | EventType::Mobilize | EventType::Protest | EventType::Retreat
            )
        };
        let here = self.number.checked_sub(back);
        self.drafts.iter().enumerate().filter(move |(_, d)| Some(d.sentence) == here && act(d))
    }

    /// Acts of this sentence that are named within a range of tokens.
    fn acts_in(&self, range: Range<usize>) -> impl Iterator<Item = (usize, &Draft)> {
        let span = self.document.span(range);
        self.acts(0).filter(move |(_, d)| span.start <= d.trigger.start && d.trigger.end <= span.end)
    }

    /// "The claim could not be verified".
    fn unsure(&self) -> Vec<Caveat> {
        let told = |d: &Draft| {
            d.account.kind == EventType::Assault
                && matches!(d.account.certainty, Certainty::Attributed | Certainty::Claimed | Certainty::Stated)
        };
        let both = self.acts(0).chain(self.acts(1));
        both.filter(|(_, d)| told(d)).map(|(n, _)| (n, Certainty::Unverified, "certainty/caveat")).collect()
    }

    /// "No such attack took place", "Nothing was found", after what someone had said.
    fn told_before(&self, rule: &'static str) -> Vec<Caveat> {
        let word_of_others = |d: &Draft| {
            matches!(d.account.certainty, Certainty::Attributed | Certainty::Claimed | Certainty::Unverified)
                || self.is_rumoured(d)
        };
        self.acts(1).filter(|(_, d)| word_of_others(d)).map(|(n, _)| (n, Certainty::Denied, rule)).collect()
    }

    /// "messages told of an assault", "rumours of an attack".
    fn is_rumoured(&self, draft: &Draft) -> bool {
        let sentence = &self.document.sentences[draft.sentence].tokens;
        let before = |t: &usize| self.document.tokens[*t].span.end <= draft.trigger.start;
        sentence.clone().take_while(before).any(|t| {
            let word = self.document.word(t);
            self.lexicon.listed("rumour", word)
                || word == "told" && self.document.word_in(sentence, t as isize + 1) == "of"
        })
    }

    /// What the sentence itself calls untrue.
    fn untrue(&self) -> Vec<Caveat> {
        let at = |d: &Draft| self.tokens.clone().find(|&t| self.document.tokens[t].span.end > d.trigger.start);
        let refuted = |d: &Draft| at(d).is_some_and(|t| refuted(self.document, self.lexicon, t, &self.tokens));
        self.acts(0).filter(|(_, d)| refuted(d)).map(|(n, _)| (n, Certainty::Denied, "certainty/untrue")).collect()
    }

    /// "There is no evidence that soldiers burned the mosque", "talk of an air attack".
    fn unproven(&self) -> Vec<Caveat> {
        let word = |t: isize| self.document.word_in(&self.tokens, t);
        let mut found = Vec::new();
        for at in self.tokens.clone() {
            let place = at as isize;
            let noun = self.document.word(at);
            let none = matches!(noun, "evidence" | "truth" | "proof") && word(place - 1) == "no";
            let rumoured = (self.lexicon.listed("rumour", noun) || noun == "talk")
                && matches!(word(place + 1), "that" | "of" | "about");
            if !(none || rumoured) {
                continue;
            }
            let stop = |t: &usize| !matches!(self.document.word(*t), ";" | "but" | "." | "and");
            let end = (at + 1..self.tokens.end).take_while(stop).last().map_or(at, |last| last + 1);
            let told = |d: &Draft| d.account.told() && !d.refers.definite;
            let acts = self.acts_in(at..end).filter(|(_, d)| told(d));
            found.extend(acts.map(|(n, _)| (n, Certainty::Unverified, "certainty/unproven")));
        }
        found
    }

    /// A claim that is set up to be judged, and found false further down.
    fn judged(&self) -> Vec<Caveat> {
        let after = self.document.sentences.iter().skip(self.number + 1).take(6);
        let verdict = after.map(|s| self.document.words(s.tokens.clone()));
        let mut verdict = verdict.filter(|words| VERDICT.iter().any(|opening| words.contains(opening)));
        let false_found =
            verdict.next().is_some_and(|words| words.split(' ').any(|w| self.lexicon.listed("untrue", w)));
        if !false_found {
            return Vec::new();
        }
        self.acts(0).map(|(n, _)| (n, Certainty::Denied, "certainty/judged")).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::stands;

    #[test]
    fn what_is_called_untrue_did_not_happen() {
        let denied = ["ASSAULT new denied"];
        assert_eq!(stands("A rumour that gunmen seized the airport proved baseless."), denied);
        assert_eq!(stands("Reports that rebels shelled Goma on Tuesday were false."), denied);
        assert_eq!(stands("The kidnapping of a teacher turned out to be untrue."), denied);
        // What is untrue is another thing.
        let told = stands("Rebels shelled Goma on Tuesday, but reports of a coup were false.");
        assert_eq!(told, ["ASSAULT new stated", "COERCE new denied"]);
        assert_eq!(stands("The attack was a false flag, a blogger said.")[0], "ASSAULT new stated");
    }

    #[test]
    fn what_only_rumour_tells_is_unverified() {
        assert_eq!(stands("The blast set off talk of an air raid."), ["ASSAULT new stated", "ASSAULT new unverified"]);
        assert_eq!(stands("There is no evidence that soldiers burned the mosque."), ["ASSAULT new unverified"]);
    }

    #[test]
    fn no_such_thing_took_place() {
        let text = "Messages told of an assault by gunmen on a hotel. The governor said no such assault took place.";
        assert!(stands(text).iter().all(|one| one.ends_with("denied")), "{:?}", stands(text));
        let text = "Gunmen attacked a hotel. The governor said no such assault had been seen for years.";
        assert!(stands(text).contains(&"ASSAULT new stated".to_owned()), "{:?}", stands(text));
    }

    #[test]
    fn a_claim_that_is_judged_false() {
        let text = "CLAIM: Rebels shelled Goma on Tuesday. VERDICT: False. The army blew up a bridge.";
        assert_eq!(stands(text), ["ASSAULT new denied", "ASSAULT new stated"]);
        let text = "CLAIM: Rebels shelled Goma on Tuesday. VERDICT: True. The army blew up a bridge.";
        assert_eq!(stands(text).len(), 2);
        assert!(!stands(text)[0].ends_with("denied"));
    }

    #[test]
    fn what_no_one_could_confirm() {
        let text = "Rebels shelled Goma, the mayor said. There was no independent word from Goma.";
        assert_eq!(stands(text), ["ASSAULT new unverified"]);
        let text = "Rebels shelled Goma, the mayor said. There was no word from the governor.";
        assert_eq!(stands(text), ["ASSAULT new attributed"]);
    }
}
