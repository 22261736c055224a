//! Figurative verbs: "struck a deal", "released a report", "came under fire for a remark". In: a candidate verb. Out: whether it is no act of
//! the kind it usually names. Must not know: nouns that name events.

use crate::extraction::clauses::Clauses;
use crate::extraction::document::Tag;
use crate::model::ActorKind as K;

/// A verb that may be meant otherwise, with the words for who does it and what it is done to.
struct Doubtful<'a> {
    clauses: &'a Clauses<'a, 'a>,
    verb: usize,
    lemma: &'a str,
    subject: &'a str,
    object: &'a str,
}

/// Whether a verb is no act of the kind it usually names: "struck a deal", "released a report".
pub(in crate::extraction) fn figurative_verb(clauses: &Clauses<'_, '_>, verb: usize, lemma: &str, bare: bool) -> bool {
    let (subject, object) = (clauses.subject_word(verb), clauses.object_word(verb));
    let doubtful = Doubtful { clauses, verb, lemma, subject, object };
    if !bare {
        return doubtful.under_criticism();
    }
    doubtful.only_words() || doubtful.done_to_no_one() || doubtful.lacks_a_party()
}

impl Doubtful<'_> {
    fn listed(&self, list: &str, word: &str) -> bool {
        self.clauses.lexicon.listed(list, word)
    }

    /// Whether the word behind the verb, after one of these prepositions, stands in a list.
    fn behind(&self, prepositions: &[&str], list: &str) -> bool {
        self.listed(list, self.clauses.word_behind(self.verb, prepositions))
    }

    /// The word right behind the verb group.
    fn next_word(&self) -> &str {
        let document = self.clauses.document;
        document.word(self.clauses.phrases[self.verb].tokens().end.min(document.tokens.len() - 1))
    }

    /// "came under fire on Monday for a remark", not "for three hours"; "fired back at critics".
    fn under_criticism(&self) -> bool {
        let (clauses, document) = (self.clauses, self.clauses.document);
        match self.lemma {
            "fire" => self.behind(&["at", "on"], "critics"),
            "come" => {
                let Some(fire) = clauses.with_preposition(self.verb, &["under"]) else { return false };
                let reason = clauses.with_preposition(self.verb, &["for", "over"]).filter(|&r| fire < r);
                let timed = |t: usize| matches!(document.tokens[t].tag, Tag::Time | Tag::Number);
                self.behind(&["from"], "critics")
                    || reason.and_then(|r| clauses.noun(r)).is_some_and(|n| !n.time && !n.tokens.clone().any(timed))
            }
            _ => false,
        }
    }

    /// "bombarded with complaints", "besieged by autograph hunters", "stormed the charts": what is thrown is words, who throws them are no
    /// fighters, what is taken is no ground.
    fn only_words(&self) -> bool {
        let clauses = self.clauses;
        let passive = clauses.passive(self.verb);
        let named = |phrase: Option<usize>, list: &str| phrase.is_some_and(|p| clauses.names(p, list));
        let with = clauses.with_preposition(self.verb, &["with"]);
        let by = clauses.with_preposition(self.verb, &["by"]).filter(|_| passive);
        let doer = by.or_else(|| clauses.subject(self.verb).first().copied().filter(|_| !passive));
        let mobbed = matches!(self.lemma, "ambush" | "besiege" | "storm" | "mob" | "swamp" | "bombard" | "surround");
        self.listed("assails", self.lemma) && (named(with, "thrown-words") || named(by, "thrown-words"))
            || mobbed && named(doer, "pursuers")
            || self.lemma == "storm" && matches!(self.object, "pitch" | "charts" | "chart" | "stage")
    }

    /// What is struck, shot, fought or set free is no one: a deal, a film, poverty, a report.
    fn done_to_no_one(&self) -> bool {
        let (clauses, object) = (self.clauses, self.object);
        match self.lemma {
            "fight" | "wage" if matches!(object, "war" | "battle") => {
                let of = clauses.object(self.verb).first().map_or("", |&o| clauses.word_behind(o, &["of"]));
                self.listed("speechless", of)
            }
            "fight" => matches!(
                object,
                "corruption" | "poverty" | "fire" | "fires" | "inflation" | "crime" | "disease" | "election"
            ),
            "shoot" => self.films(),
            "explode" | "erupt" => self.behind(&["in", "with", "into"], "moody"),
            "strike" if object.is_empty() => !self.listed("workers", counted_people(clauses, self.verb)),
            "strike" => matches!(object, "deal" | "agreement" | "balance" | "chord" | "tone" | "blow" | "pact"),
            "release" => {
                self.listed("published", object)
                    || matches!(object, "funds" | "water" | "") && !clauses.passive(self.verb)
                    || self.listed("published", self.subject)
            }
            "battle" if clauses.with_preposition(self.verb, &["with", "against"]).is_some() => false,
            "free" | "hit" | "seize" | "storm" | "pound" | "blast" | "burn" | "beat" | "battle" | "torch" => {
                let other = if clauses.passive(self.verb) { self.subject } else { object };
                matches!(
                    other,
                    "" | "headlines" | "opportunity" | "record" | "peak" | "economy" | "low" | "high" | "snag"
                ) || self.listed("published", other)
            }
            _ => false,
        }
    }

    /// "shot wide", "shot a documentary", "was shot by a photographer".
    fn films(&self) -> bool {
        let by = if self.clauses.passive(self.verb) { self.clauses.word_behind(self.verb, &["by"]) } else { "" };
        matches!(self.next_word(), "wide" | "hoops" | "film" | "footage" | "photos" | "video")
            || self.listed("film-work", self.object)
            || self.listed("film-work", self.subject)
            || matches!(by.trim_end_matches('s'), "photographer" | "cameraman" | "director" | "cinematographer")
    }

    /// What takes two, or someone at least, is told of fewer: "targeted", "welcomed", "left" without ground or fighters.
    fn lacks_a_party(&self) -> bool {
        let (clauses, object) = (self.clauses, self.object);
        match self.lemma {
            "target" => object.is_empty() && !clauses.passive(self.verb),
            "charge" | "support" | "welcome" | "approve" | "accept" | "agree" | "promise" => {
                let clause = clauses.verb(self.verb + 1).is_some_and(|v| v.infinitive) || self.next_word() == "that";
                object.is_empty() && clauses.prepositional(self.verb).is_empty() && !clause
            }
            "meet" => {
                matches!(object, "needs" | "demand" | "demands" | "target" | "deadline" | "requirements" | "conditions")
            }
            "leave" | "quit" => !self.leaves_ground(),
            "visit" => object.is_empty(),
            "flee" | "withdraw" | "retreat" | "surrender" | "advance" | "defect" => self.subject.is_empty(),
            _ => false,
        }
    }

    /// "Troops left Goma", "the rebels quit the town": those who fight leave ground that is held.
    fn leaves_ground(&self) -> bool {
        let (clauses, document) = (self.clauses, self.clauses.document);
        let fighter = |kind: K| matches!(kind, K::Military | K::Rebel | K::Militia | K::Jihadist | K::Police);
        let fights = clauses.lexicon.agent(self.subject).is_some_and(|(kind, _)| fighter(kind));
        let object = clauses.object(self.verb).first().and_then(|&o| clauses.noun(o));
        fights
            && object.is_some_and(|n| {
                document.tokens[n.head].tag == Tag::Proper || self.listed("territory", document.word(n.head))
            })
    }
}

/// The word for those who do it, behind their number: "thousands of | teachers".
pub(in crate::extraction) fn counted_people<'d>(clauses: &Clauses<'d, '_>, verb: usize) -> &'d str {
    let Some(&first) = clauses.subject(verb).first() else { return "" };
    let many = clauses.noun(first).is_some_and(|n| clauses.document.tokens[n.head].tag == Tag::Number);
    let of = clauses.with_preposition(first, &["of"]).filter(|_| many);
    clauses.head_word(of.unwrap_or(first))
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn figures_of_speech_are_no_events() {
        for text in [
            "The minister came under fire for late trains.",
            "The minister came under fire from critics.",
            "The army released a report on the floods.",
            "The bank was bombarded with complaints.",
            "The minister was ambushed by reporters in Goma.",
            "The senator fired back at critics in Goma.",
            "The crowd exploded in cheers in Goma.",
            "The actor was shot by a photographer in Goma.",
            "The minister left Goma on Monday.",
        ] {
            assert_eq!(who(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_same_verbs_meant_as_such() {
        assert_eq!(who("The minister came under fire from rebels."), ["ASSAULT rebels > minister"]);
        assert_eq!(who("The rebels released ten soldiers."), ["RETREAT rebels > soldiers"]);
        assert_eq!(who("Troops left Goma on Monday."), ["RETREAT troops > goma"]);
        assert_eq!(who("The bank was bombarded with mortars by rebels."), ["ASSAULT rebels > bank"]);
        assert_eq!(who("The minister was ambushed by rebels in Goma."), ["ASSAULT rebels > minister"]);
    }
}
