//! Reference: how a mention points at its event: "the attack", "another attack", "two attacks", "the war".
//!
//! In: a mention in its sentence. Out: what identity needs of its words. Must not know other mentions.

use super::clauses::Clauses;
use super::document::Tag;
use super::mentions::Mention;
use crate::knowledge::{Knowledge, Lexicon};

/// How a mention points at its event.
#[derive(Debug, Clone, Default)]
pub(super) struct Reference {
    /// "the attack", "Sunday's attack": an event told before or known.
    pub definite: bool,
    /// "another attack", "a separate raid", "also attacked": certainly not one told before.
    pub other: bool,
    /// "attacks", "two bombs": several.
    pub plural: bool,
    /// A verb, not a noun.
    pub verb: bool,
    /// Words for a long course of events.
    pub course: Course,
    /// The trigger's dictionary form.
    pub word: &'static str,
    /// Names a year of its own: "the 1994 genocide".
    pub own_year: bool,
    /// Its words say that there were several: "various attacks", "shelled daily".
    pub several: bool,
    /// The tense of its verb, or of the verb that carries its noun.
    pub tense: Tense,
}

/// In what tense a verb tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Tense {
    /// No verb carries it.
    #[default]
    None,
    /// "attacked".
    Past,
    /// "has attacked".
    Perfect,
    /// "has been attacking".
    Lasting,
    /// "had attacked".
    Pluperfect,
    /// "attacks", "is attacking".
    Present,
    /// "to attack".
    Infinitive,
    /// "attacking", "attacked by".
    Participle,
    /// "will attack", "may attack".
    Modal,
}

impl Tense {
    /// Its name among the features that are weighed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Past => "past",
            Self::Perfect => "perfect",
            Self::Lasting => "lasting",
            Self::Pluperfect => "pluperfect",
            Self::Present => "present",
            Self::Infinitive => "infinitive",
            Self::Participle => "participle",
            Self::Modal => "modal",
        }
    }
}

/// Whether a word stands for one occurrence or for a course of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Course {
    /// An occurrence.
    #[default]
    Occurrence,
    /// "fighting", "violence", "unrest": a course that reports name in many words.
    Process,
    /// "war", "insurgency", "occupation": an era.
    Era,
}

/// How a mention points at its event.
pub(super) fn reference(clauses: &Clauses<'_, '_>, mention: &Mention, knowledge: &Knowledge) -> Reference {
    let word = knowledge.lexicon.trigger(mention.trigger).lemma;
    let mut found =
        Reference { verb: mention.verb, word, course: course(word, &knowledge.lexicon), ..Reference::default() };
    match clauses.noun(mention.phrase).filter(|_| !mention.verb) {
        Some(_) => of_noun(clauses, mention, &mut found),
        None => {
            found.definite = does_more(clauses, mention);
            found.other = !found.definite && repeats(clauses, mention);
        }
    }
    found.several = several(clauses, mention, &knowledge.lexicon);
    found.tense = tense(clauses, mention);
    found
}

/// "several rallies", "two blasts", "a series of raids", "shelled daily", "hit three times".
fn several(clauses: &Clauses<'_, '_>, mention: &Mention, lexicon: &Lexicon) -> bool {
    let document = clauses.document;
    let lists = |t: usize| lexicon.listed("several", document.word(t));
    match clauses.noun(mention.phrase).filter(|_| !mention.verb) {
        Some(noun) => {
            let counted = |t: usize| document.tokens[t].tag == Tag::Number && !matches!(document.word(t), "one" | "1");
            let series =
                mention.phrase.checked_sub(2).filter(|_| noun.preposition.is_some_and(|p| document.word(p) == "of"));
            let series = series.and_then(|p| clauses.noun(p)).is_some_and(|n| lists(n.head));
            series || (noun.tokens.start..mention.tokens.start).any(|t| lists(t) || counted(t))
        }
        None => {
            let sentence =
                document.sentences.get(document.sentence_of(mention.tokens.start)).map_or(0..0, |s| s.tokens.clone());
            let near =
                mention.tokens.start.saturating_sub(3).max(sentence.start)..(mention.tokens.end + 6).min(sentence.end);
            near.into_iter().any(|t| lexicon.listed("repeatedly", document.word(t)))
        }
    }
}

fn tense(clauses: &Clauses<'_, '_>, mention: &Mention) -> Tense {
    let document = clauses.document;
    let carrying = if mention.verb { Some(mention.phrase) } else { mention.carrier.map(|c| c.verb) };
    let Some(verb) = carrying.and_then(|c| clauses.verb(c)) else { return Tense::None };
    let lasting = verb.perfect && document.tokens[verb.head].tag == Tag::Ing;
    match () {
        () if verb.modal.is_some() => Tense::Modal,
        () if verb.infinitive => Tense::Infinitive,
        () if verb.pluperfect => Tense::Pluperfect,
        () if lasting => Tense::Lasting,
        () if verb.perfect => Tense::Perfect,
        () if verb.gerund || verb.reduced => Tense::Participle,
        () if verb.present => Tense::Present,
        () => Tense::Past,
    }
}

fn of_noun(clauses: &Clauses<'_, '_>, mention: &Mention, found: &mut Reference) {
    let document = clauses.document;
    let Some(noun) = clauses.noun(mention.phrase) else { return };
    let first = document.word(noun.tokens.start);
    let last = document.word(mention.tokens.end - 1);
    found.plural = last.ends_with('s') && !last.ends_with("ss") && !matches!(last, "hostilities" | "talks");
    let points = matches!(first, "the" | "this" | "that" | "these" | "those");
    let of_a_day = document.tokens[noun.tokens.start].tag == Tag::Possessive
        && noun.tokens.start.checked_sub(1).is_some_and(|t| document.tokens[t].tag == Tag::Time);
    let owned = matches!(first, "its" | "their" | "his" | "her")
        || document.tokens[noun.tokens.start].tag == Tag::Time
        || of_a_day;
    found.definite = points || owned && !found.plural;
    let modifiers = noun.tokens.start..mention.tokens.start;
    found.other = modifiers.clone().any(|t| {
        matches!(
            document.word(t),
            "another"
                | "separate"
                | "second"
                | "third"
                | "fourth"
                | "similar"
                | "other"
                | "such"
                | "new"
                | "different"
                | "fresh"
                | "further"
                | "additional"
                | "earlier"
                | "previous"
        )
    });
    found.own_year = modifiers.clone().any(|t| {
        let word = document.word(t);
        word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
    });
    // "this fresh attack" is the one told of just now.
    let just_told = matches!(first, "this" | "that")
        && modifiers.clone().any(|t| matches!(document.word(t), "fresh" | "new" | "further"));
    found.other &= !just_told;
    if first == "the" && marks_it(clauses, mention) {
        (found.other, found.definite) = (false, true);
        return;
    }
    found.other |= one_of_these(clauses, mention);
    if found.own_year || found.other || identified(clauses, mention) {
        found.definite = false;
    }
}

/// "Sunday's incident marked the first such attack since": what the subject was.
fn marks_it(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let Some(carrier) = mention.carrier.filter(|_| !mention.verb) else { return false };
    let subject = clauses.subject(carrier.verb).first().and_then(|&s| clauses.noun(s));
    let told = subject.is_some_and(|n| {
        matches!(clauses.document.word(n.head), "it" | "this" | "incident" | "attack" | "raid" | "blast" | "strike")
    });
    told && matches!(clauses.lemma(carrier.verb), "mark" | "represent" | "constitute" | "be")
}

/// "Among these was the raid which …": one of several, and none told before.
fn one_of_these(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let document = clauses.document;
    let sentence =
        document.sentences.get(document.sentence_of(mention.tokens.start)).map_or(0..0, |s| s.tokens.clone());
    let mut words = sentence.map(|t| document.word(t));
    words.next() == Some("among")
        && matches!(words.next(), Some("these" | "them" | "those"))
        && matches!(words.next(), Some("was" | "were" | "is" | "are"))
}

/// "the attack which killed three", "the blast that hit the port": the clause says which one, so it need not be one told before.
fn identified(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let document = clauses.document;
    let behind = mention.tokens.end;
    let relative = behind < document.tokens.len() && matches!(document.word(behind), "which" | "that");
    relative && clauses.phrases.get(mention.phrase + 1).is_some_and(|next| next.tokens().start <= behind + 1)
}

/// "The attacker also killed a woman", "the blast also wounded 26": whoever or whatever the event is known by did more of it.
fn does_more(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let document = clauses.document;
    let Some(group) = clauses.verb(mention.phrase).filter(|v| v.modal.is_none() && !v.infinitive) else { return false };
    let also = (group.tokens.start.saturating_sub(1)..group.head).any(|t| document.word(t) == "also");
    let harms =
        matches!(clauses.lemma(mention.phrase), "kill" | "wound" | "injure" | "hurt" | "maim" | "damage" | "destroy");
    let subject = clauses.subject(mention.phrase).first().and_then(|&s| clauses.noun(s));
    let known = subject.is_some_and(|n| {
        document.word(n.tokens.start) == "the"
            && n.tokens.len() == 2
            && matches!(
                document.word(n.head),
                "attacker"
                    | "attackers"
                    | "assailant"
                    | "assailants"
                    | "bomber"
                    | "bombers"
                    | "gunman"
                    | "gunmen"
                    | "blast"
                    | "explosion"
                    | "attack"
                    | "bombing"
                    | "shelling"
                    | "raid"
                    | "strike"
            )
    });
    also && harms && known && !clauses.passive(mention.phrase)
}

/// "also attacked", "attacked … again", "Others had hit": a verb that says its event is one more.
fn repeats(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let document = clauses.document;
    let Some(group) = clauses.verb(mention.phrase) else { return false };
    let before = group.tokens.start.saturating_sub(1)..group.head;
    let also = before.clone().any(|t| document.word(t) == "also");
    let again = clauses.phrases[mention.phrase + 1..]
        .iter()
        .take_while(|p| p.verb().is_none())
        .flat_map(|p| p.tokens())
        .any(|t| document.word(t) == "again");
    let subject = clauses.subject(mention.phrase);
    let others = subject.first().and_then(|&s| clauses.noun(s)).is_some_and(|noun| {
        noun.tokens.clone().any(|t| matches!(document.word(t), "another" | "others" | "other"))
            || matches!(document.word(noun.head), "others" | "more")
    });
    also || again || others
}

fn course(word: &str, lexicon: &Lexicon) -> Course {
    match word {
        _ if lexicon.listed("era", word) => Course::Era,
        _ if lexicon.listed("process", word) => Course::Process,
        _ => Course::Occurrence,
    }
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::accounts;
    use crate::model::EventType;

    fn assaults(text: &str) -> usize {
        accounts(text).iter().filter(|a| a.kind == EventType::Assault).count()
    }

    #[test]
    fn definite_words_point_back() {
        assert_eq!(assaults("Gunmen attacked a bank in Lagos on Sunday. The attack lasted an hour."), 1);
        assert_eq!(assaults("Gunmen attacked a bank in Lagos on Sunday. Nobody spoke of this fresh attack."), 1);
        assert_eq!(assaults("Gunmen attacked a bank in Lagos on Sunday. Many fled after Sunday's brief attack."), 1);
    }

    #[test]
    fn a_clause_that_says_which_one_points_nowhere_else() {
        let told =
            "Talks were held in Cairo. The ministers met again. They spoke of trade. A raid hit a camp on Monday.";
        assert_eq!(assaults(&format!("{told} Nobody spoke of the raid which killed three soldiers in Jordan.")), 2);
        assert_eq!(assaults("A raid killed three soldiers in Jordan on Monday. The raid lasted an hour."), 1);
    }

    #[test]
    fn one_of_several_is_none_told_before() {
        let told = "Gunmen attacked a bank in Lagos on Sunday, and there were 20 raids in May.";
        assert_eq!(assaults(&format!("{told} Among these was the attack which killed three clerks.")), 3);
        assert_eq!(assaults(&format!("{told} The attack killed three clerks.")), 2);
    }

    #[test]
    fn what_the_attacker_also_did_is_of_the_attack() {
        let told = "A bomber wounded ten clerks in Lagos on Sunday.";
        assert_eq!(assaults(&format!("{told} The attacker also killed a woman.")), 1);
        assert_eq!(assaults(&format!("{told} The army also killed a woman in Kano.")), 2);
    }

    #[test]
    fn another_attack_is_another() {
        assert_eq!(assaults("Gunmen attacked a bank in Lagos on Sunday. Another attack was reported in Kano."), 2);
        assert_eq!(assaults("Gunmen attacked a bank in Lagos on Sunday. Such attacks on banks in Lagos are rare."), 2);
        assert_eq!(
            assaults("Gunmen attacked a bank in Lagos on Sunday. The war of 1994 killed 300 people in Kano."),
            2
        );
    }

    #[test]
    fn what_an_incident_marked_is_the_incident() {
        let told = "Gunmen attacked a bank in Lagos on Sunday.";
        assert_eq!(assaults(&format!("{told} Sunday's attack marked the first such attack since May.")), 1);
        assert_eq!(assaults(&format!("{told} The mayor spoke of the first such attack in Kano.")), 2);
    }
}
