//! Antecedents: whom a pronoun, a surname, an acronym or a short description ("the group") means.
//!
//! In: the participants of the report as they are read, sentence by sentence. Out: the participant meant, or none where it is open.
//! Must not know: events.

use super::clauses::Clauses;
use super::document::{Document, Tag};
use super::participants::{Identity, can_act, generic_at, is_body, participant};
use crate::knowledge::Knowledge;
use crate::model::{ActorKind, Participant, Report};
use std::collections::BTreeSet;
use std::ops::Range;

/// How many sentences back a pronoun may look.
const REACH: usize = 3;

/// Someone the report has spoken of.
#[derive(Debug, Clone)]
struct Member {
    participant: Participant,
    known: bool,
    tokens: Range<usize>,
    sentence: usize,
    number: Number,
    /// Subject of a finite verb.
    subject: bool,
    /// The titles before the name: "president", "general".
    title: Option<String>,
}

/// What a pronoun must agree with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    /// A single person: "he".
    Person,
    /// A body that is one or many: "it", "they".
    Body,
    /// Many: "they".
    Many,
}

/// All whom the report has spoken of so far, in order.
#[derive(Debug, Default)]
pub(super) struct Cast {
    members: Vec<Member>,
    /// Acronyms the text introduces, with the member that bears the full name.
    acronyms: Vec<(String, usize)>,
}

impl Cast {
    /// Adds the participants of a sentence.
    pub fn enter(&mut self, clauses: &Clauses<'_, '_>, sentence: usize, report: &Report, knowledge: &Knowledge) {
        let subjects: BTreeSet<usize> = (0..clauses.phrases.len())
            .filter(|&p| clauses.verb(p).is_some_and(|v| !v.gerund && !v.infinitive))
            .flat_map(|p| clauses.subject(p))
            .collect();
        for phrase in 0..clauses.phrases.len() {
            let Some((found, identity)) = participant(clauses, phrase, report, knowledge) else { continue };
            // "editor Ramiro Zubia" is a person, whatever he writes for.
            let person = found.id.is_none()
                && found.name.contains(' ')
                && found.name.split(' ').all(|w| w.starts_with(char::is_uppercase));
            // "in Tijuana": a town is nobody.
            let town = !identity.known
                && knowledge.places.knows(&found.name)
                && clauses
                    .noun(phrase)
                    .and_then(|n| n.preposition)
                    .is_some_and(|t| matches!(clauses.document.word(t), "in" | "at" | "near" | "from" | "of" | "to"));
            if !can_act(found.kind)
                || found.kind == ActorKind::Media && !person
                || town
                || names_deed(clauses, phrase, &found, knowledge)
            {
                continue;
            }
            let (found, identity) = self.refined(clauses, phrase, found, identity);
            let Some(noun) = clauses.noun(phrase) else { continue };
            // "No group said it had": nobody whom "it" could mean.
            if clauses.document.word(noun.tokens.start) == "no" {
                continue;
            }
            self.members.push(Member {
                number: number(clauses.document, &noun.tokens, noun.head, &identity, knowledge),
                known: identity.known,
                title: title(clauses.document, &noun.tokens, knowledge),
                participant: found,
                tokens: noun.tokens.clone(),
                sentence,
                subject: subjects.contains(&phrase),
            });
            self.learn_acronym(clauses, phrase);
        }
    }

    /// "Movement for Change (MC)": the letters in brackets stand for the name before them.
    fn learn_acronym(&mut self, clauses: &Clauses<'_, '_>, phrase: usize) {
        let document = clauses.document;
        let Some(noun) = clauses.noun(phrase) else { return };
        let at = noun.tokens.end;
        let last = document.sentences[document.sentence_of(noun.head)].tokens.end;
        if at + 2 >= last || !matches!(document.word(at), "(" | "[") || !matches!(document.word(at + 2), ")" | "]") {
            return;
        }
        let span = document.tokens[at + 1].span;
        let letters = &document.text[span.start..span.end];
        let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
        if capitals < 2 || capitals * 2 <= letters.chars().count() || document.tokens[noun.head].tag != Tag::Proper {
            return;
        }
        let Some(member) = self.members.last_mut() else { return };
        if member.participant.id.is_none()
            && let Some(words) = spelled_out(document, at, letters)
        {
            let span = document.span(words);
            member.participant.name =
                document.text[span.start..span.end].split_whitespace().collect::<Vec<_>>().join(" ");
        }
        self.acronyms.push((letters.to_owned(), self.members.len() - 1));
    }

    /// The participant with the name its surname, acronym or description stands for.
    fn refined(
        &self,
        clauses: &Clauses<'_, '_>,
        phrase: usize,
        mut found: Participant,
        mut identity: Identity,
    ) -> (Participant, Identity) {
        if found.id.is_some() {
            return (found, identity);
        }
        let meant = self
            .by_acronym(&found)
            .or_else(|| self.by_surname(&found, identity.known))
            .or_else(|| self.by_description(clauses, phrase, Some(found.kind)));
        if let Some(member) = meant {
            let other = &member.participant;
            found.name = other.name.clone();
            found.id = other.id.clone();
            found.country = other.country.clone().or_else(|| found.country.take());
            if other.kind != ActorKind::Unknown {
                found.kind = other.kind;
            }
            identity = Identity {
                name: found.name.clone(),
                id: found.id.clone(),
                country: found.country.clone(),
                kind: found.kind,
                known: member.known || identity.known,
            };
        }
        (found, identity)
    }

    fn by_acronym(&self, found: &Participant) -> Option<&Member> {
        self.acronyms
            .iter()
            .find(|(letters, _)| *letters == found.name)
            .and_then(|(_, member)| self.members.get(*member))
    }

    /// "Mr Mba" after "Jean Mba": the person named in full before, where only one bears the name.
    fn by_surname(&self, found: &Participant, known: bool) -> Option<&Member> {
        let surname = found.name.rsplit(' ').next().unwrap_or("");
        let honorific = found.name.split(' ').count() == 2
            && matches!(
                found.name.split(' ').next(),
                Some("Mr" | "Mr." | "Mrs" | "Mrs." | "Ms" | "Ms." | "Dr" | "Dr." | "Gen." | "Col.")
            );
        if !honorific && (known || found.name.contains(' ')) || surname.chars().count() < 3 {
            return None;
        }
        let mut bearers = self.members.iter().filter(|m| {
            m.number == Number::Person
                && m.participant.name.contains(' ')
                && m.participant.name.rsplit(' ').next() == Some(surname)
        });
        let first = bearers.next()?;
        bearers.all(|m| m.participant.name == first.participant.name).then_some(first)
    }

    /// "the group", "the president": the last one named that the description fits; none where several could be meant.
    fn by_description(&self, clauses: &Clauses<'_, '_>, phrase: usize, kind: Option<ActorKind>) -> Option<&Member> {
        let document = clauses.document;
        let noun = clauses.noun(phrase)?;
        let bare = noun.tokens.len() == 2 && matches!(document.word(noun.tokens.start), "the" | "this");
        if !bare || clauses.noun(phrase + 2).is_some_and(|n| n.preposition.is_some_and(|p| document.word(p) == "of")) {
            return None;
        }
        let head = document.word(noun.head);
        let before = self.members.iter().rev().filter(|m| m.tokens.start < noun.tokens.start);
        if is_office(head) {
            return before.into_iter().find(|m| {
                m.number == Number::Person
                    && m.participant.name.as_str() != head
                    && m.title.as_deref().is_some_and(|t| t.rsplit(' ').next() == Some(head))
            });
        }
        let of_state = matches!(kind, Some(ActorKind::Military | ActorKind::Police | ActorKind::Government));
        let rebels = matches!(kind, Some(ActorKind::Rebel | ActorKind::Militia | ActorKind::Jihadist));
        let armed = rebels || is_body(head) && !of_state;
        if of_state && matches!(head, "army" | "military") {
            return before.into_iter().find(|m| is_force(m)).filter(|found| self.is_only_force(found));
        }
        if !armed {
            return None;
        }
        let mut groups = before.filter(|m| is_armed_group(m));
        let last = groups.next()?;
        let here = document.sentence_of(noun.head);
        let alone = groups.all(|m| m.participant.id == last.participant.id);
        (alone || here - last.sentence <= 2).then_some(last)
    }

    /// Whether no force of another country has been spoken of.
    fn is_only_force(&self, found: &Member) -> bool {
        self.members.iter().filter(|m| is_force(m)).all(|m| m.participant.country == found.participant.country)
    }

    /// The one nearest to a sentence that fits, at most `reach` sentences away; those before count as nearer than those after.
    pub fn nearest(&self, sentence: usize, reach: usize, fits: impl Fn(&Participant) -> bool) -> Option<&Participant> {
        let near = self.members.iter().filter(|m| m.sentence.abs_diff(sentence) <= reach && fits(&m.participant));
        near.min_by_key(|m| (2 * m.sentence.abs_diff(sentence) + usize::from(m.sentence > sentence), m.tokens.start))
            .map(|m| &m.participant)
    }

    /// The two armed bodies spoken of so far, where there are two and no third.
    pub fn two_sides(&self) -> Option<[&Participant; 2]> {
        let mut found: Vec<&Participant> = Vec::new();
        for member in self.members.iter().filter(|m| m.number != Number::Person && m.participant.id.is_some()) {
            let one = &member.participant;
            if is_armed(one.kind) && !found.iter().any(|p| p.id == one.id) {
                found.push(one);
            }
        }
        match found.as_slice() {
            [one, other] => Some([one, other]),
            _ => None,
        }
    }

    /// The armed bodies named in a sentence, each once.
    pub fn parties_of(&self, sentence: usize) -> Vec<&Participant> {
        let mut found: Vec<&Participant> = Vec::new();
        for member in self.members.iter().filter(|m| m.sentence == sentence && m.number != Number::Person) {
            let one = &member.participant;
            let again = |p: &&Participant| p.name == one.name || p.id.is_some() && p.id == one.id;
            if is_armed(one.kind) && !found.iter().any(again) {
                found.push(one);
            }
        }
        found
    }

    /// Whom the pronoun at that token means.
    fn pronoun(&self, document: &Document<'_>, token: usize, object: bool) -> Option<&Member> {
        let wanted: &[Number] = match document.word(token) {
            "he" | "she" | "him" | "his" | "her" => &[Number::Person],
            "it" | "its" => &[Number::Body],
            "they" | "them" | "their" => &[Number::Many, Number::Body],
            _ => return None,
        };
        let plural = wanted.contains(&Number::Many);
        let here = document.sentence_of(token);
        let fits = |m: &&Member| {
            m.tokens.end <= token
                && here - m.sentence <= REACH
                && wanted.contains(&m.number)
                && !(plural && m.number == Number::Body && m.participant.kind == ActorKind::Government)
        };
        let subject = self.members.iter().rev().find(|m| m.sentence == here && m.subject && m.tokens.end <= token);
        let barred = subject.filter(|_| object).map(|m| m.tokens.start);
        self.members
            .iter()
            .filter(fits)
            .filter(|m| Some(m.tokens.start) != barred)
            .max_by_key(|m| (salience(m, here), m.tokens.start))
    }
}

/// The words before `until` whose first letters the acronym is made of, small words left out at will.
fn spelled_out(document: &Document<'_>, until: usize, letters: &str) -> Option<Range<usize>> {
    let wanted: Vec<char> = letters.chars().filter(|c| c.is_alphabetic()).map(|c| c.to_ascii_lowercase()).collect();
    let first = document.sentences[document.sentence_of(until)].tokens.start;
    let mut left = wanted.as_slice();
    for at in (first.max(until.saturating_sub(2 * wanted.len() + 2))..until).rev() {
        let word = document.word(at);
        match (word.chars().next(), left.split_last()) {
            (Some(letter), Some((last, rest))) if letter == *last => left = rest,
            _ if matches!(word, "of" | "for" | "the" | "and" | "in" | "to" | "de" | "-") => {}
            _ => return None,
        }
        if left.is_empty() {
            return Some(at..until);
        }
    }
    None
}

/// The nearer the sentence and the more the phrase stands out, the likelier is someone meant.
fn salience(member: &Member, here: usize) -> i32 {
    let back = i32::try_from(here - member.sentence).unwrap_or(i32::MAX / 100);
    let named = member.known && member.participant.name.starts_with(char::is_uppercase);
    20 * i32::from(member.subject) + 10 * i32::from(named) - 15 * back
}

/// The participant that a phrase means, pronouns and short names resolved.
pub(super) fn who(
    clauses: &Clauses<'_, '_>,
    phrase: usize,
    report: &Report,
    knowledge: &Knowledge,
    cast: &Cast,
) -> Option<(Participant, Identity)> {
    let noun = clauses.noun(phrase)?;
    if !noun.pronoun {
        return match participant(clauses, phrase, report, knowledge) {
            Some((found, identity)) => Some(cast.refined(clauses, phrase, found, identity)),
            None => cast.by_description(clauses, phrase, None).map(meant),
        };
    }
    let governed = phrase > 0 && (clauses.verb(phrase - 1).is_some() || noun.preposition.is_some());
    let object = governed && !clauses.verb(phrase + 1).is_some_and(|v| !v.gerund && !v.infinitive);
    cast.pronoun(clauses.document, noun.head, object).map(meant)
}

/// The one meant by "its", "his" or "their" at that token.
pub(super) fn possessor(document: &Document<'_>, token: usize, cast: &Cast) -> Option<(Participant, Identity)> {
    let pronoun = matches!(document.word(token), "its" | "his" | "her" | "their");
    pronoun.then(|| cast.pronoun(document, token, false)).flatten().map(meant)
}

fn meant(member: &Member) -> (Participant, Identity) {
    let participant = member.participant.clone();
    let identity = Identity {
        name: participant.name.clone(),
        id: participant.id.clone(),
        country: participant.country.clone(),
        kind: participant.kind,
        known: member.known,
    };
    (participant, identity)
}

/// Those who fight.
pub(super) fn is_armed(kind: ActorKind) -> bool {
    matches!(
        kind,
        ActorKind::Military | ActorKind::Police | ActorKind::Rebel | ActorKind::Militia | ActorKind::Jihadist
    )
}

fn is_office(head: &str) -> bool {
    matches!(
        head,
        "president"
            | "minister"
            | "premier"
            | "governor"
            | "general"
            | "colonel"
            | "commander"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "ambassador"
            | "mayor"
            | "senator"
            | "leader"
            | "official"
            | "chief"
            | "secretary"
    )
}

/// "Hamas attacks": a deed with a name before it is not whom "it" means.
fn names_deed(clauses: &Clauses<'_, '_>, phrase: usize, found: &Participant, knowledge: &Knowledge) -> bool {
    let document = clauses.document;
    clauses.noun(phrase).is_some_and(|noun| {
        let deed = knowledge.lexicon.noun_triggers(document.word(noun.head)).iter().any(|(rest, _)| rest.is_empty());
        found.id.is_some() && deed && document.tokens[noun.head].tag != Tag::Proper
    })
}

/// The army of a state, by its name.
fn is_force(member: &Member) -> bool {
    let one = &member.participant;
    one.kind == ActorKind::Military && one.id.is_some() && one.country.is_some() && member.number != Number::Person
}

fn is_armed_group(member: &Member) -> bool {
    let kind = matches!(member.participant.kind, ActorKind::Rebel | ActorKind::Militia | ActorKind::Jihadist);
    kind && member.participant.id.is_some() && member.number != Number::Person
}

/// The generic words before a name: "army spokesman".
fn title(document: &Document<'_>, tokens: &Range<usize>, knowledge: &Knowledge) -> Option<String> {
    let at = (tokens.clone()).rev().find(|&t| generic_at(document, tokens, t, knowledge).is_some())?;
    Some(document.word(at).to_owned())
}

/// One person, a body or many, as far as the words tell.
fn number(
    document: &Document<'_>,
    tokens: &Range<usize>,
    head: usize,
    identity: &Identity,
    knowledge: &Knowledge,
) -> Number {
    if let Some(id) = &identity.id {
        return if knowledge.actors.is_person(id) { Number::Person } else { Number::Body };
    }
    if let Some((_, plural, _)) = generic_at(document, tokens, head, knowledge) {
        return match plural || document.word(head).ends_with("men") {
            true => Number::Many,
            false if document.word(head).ends_with("forces") => Number::Many,
            false if knowledge.lexicon.is_collective(document.word(head)) => Number::Body,
            false => Number::Person,
        };
    }
    let body = (tokens.clone()).any(|t| knowledge.lexicon.is_collective(document.word(t)));
    let words = identity.name.split(' ').count();
    if body || document.word(head).ends_with('s') && words > 2 { Number::Body } else { Number::Person }
}

#[cfg(test)]
pub(super) mod tests {
    use crate::extraction::Reader;
    use crate::knowledge::Knowledge;
    use crate::model::{EventType, Report, ReportMeta};
    use crate::reading::sentences;

    /// Type and actors' names of every claim of a text, one string a claim.
    pub fn actors(text: &str) -> Vec<String> {
        let report = Report::plain(ReportMeta::default(), text);
        let reading = Reader::new(Knowledge::builtin()).read(&report, &sentences(text));
        let line = |kind: EventType, names: Vec<&str>| format!("{}: {}", kind.as_str(), names.join(", "));
        reading
            .claims
            .iter()
            .map(|c| line(c.account.kind, c.account.actors.iter().map(|a| a.name.as_str()).collect()))
            .collect()
    }

    #[test]
    fn a_pronoun_means_the_subject_before() {
        let read = actors("Hezbollah held a parade in Beirut. It attacked the village of Hula on Monday.");
        assert!(read.contains(&"ASSAULT: Hezbollah".to_owned()), "{read:?}");
        let read = actors("Gunmen entered the town. They abducted two farmers.");
        assert!(read.contains(&"ASSAULT: Gunmen".to_owned()), "{read:?}");
    }

    #[test]
    fn a_pronoun_without_antecedent_stays_open() {
        let read = actors("It rained. They attacked the village.");
        assert_eq!(read, ["ASSAULT: "]);
        let read = actors("The minister spoke. They attacked the village.");
        assert_eq!(read, ["ASSAULT: "]);
    }

    #[test]
    fn a_surname_and_an_acronym_mean_the_full_name() {
        let read = actors("President Jean Zumbakwe spoke. Zumbakwe accused Rwanda of lying.");
        assert!(read.contains(&"ACCUSE: Jean Zumbakwe".to_owned()), "{read:?}");
        let read = actors("The Movement for Dawn (MFD) met in May. MFD attacked the village.");
        assert!(read.iter().any(|r| r.starts_with("ASSAULT: Movement")), "{read:?}");
    }

    #[test]
    fn it_may_be_whoever_says_so() {
        let read = actors("Hezbollah said it attacked the village.");
        assert!(read.contains(&"ASSAULT: Hezbollah".to_owned()), "{read:?}");
        let read = actors("Hezbollah attacked it.");
        assert!(!read.contains(&"ASSAULT: Hezbollah > Hezbollah".to_owned()), "{read:?}");
    }

    #[test]
    fn a_deed_is_no_one_whom_it_means() {
        let read = actors("Hezbollah met on Monday. Villagers spoke of M23 attacks. It accused Rwanda of lying.");
        assert!(read.iter().all(|r| !r.contains("ACCUSE: M23")), "{read:?}");
        let read = actors("Villagers spoke of M23. It accused Rwanda of lying.");
        assert!(read.contains(&"ACCUSE: M23".to_owned()), "{read:?}");
    }

    #[test]
    fn planes_are_their_owners() {
        let read = actors("Israeli jets struck the village.");
        assert_eq!(read, ["ASSAULT: Israel"]);
        let read = actors("A jet crashed into the village.");
        assert!(read.iter().all(|r| !r.contains("Israel")), "{read:?}");
    }

    #[test]
    fn both_sides_are_the_two_told_of() {
        let read = actors("M23 fought the Congolese army in Sake. Both sides attacked villages.");
        assert!(read.iter().any(|r| r.contains("M23") && r.contains("Congo")), "{read:?}");
        let read = actors("Both sides attacked villages.");
        assert_eq!(read, ["ASSAULT: "]);
    }

    #[test]
    fn two_bearers_of_a_surname_leave_it_open() {
        let read = actors("Jean Zumbakwe and Paul Zumbakwe spoke. Zumbakwe accused Rwanda of lying.");
        assert!(read.contains(&"ACCUSE: Zumbakwe".to_owned()), "{read:?}");
    }

    #[test]
    fn the_group_is_the_armed_group_named_before() {
        let read = actors("M23 is a rebel movement. The group attacked Sake on Monday.");
        assert!(read.contains(&"ASSAULT: M23".to_owned()), "{read:?}");
        let read = actors("The minister met a group of teachers. The group attacked the plan.");
        assert!(read.iter().all(|r| !r.contains("M23")), "{read:?}");
    }
}
