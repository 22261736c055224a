//! Sightings: words that the network takes for an event and no list of triggers has, as mentions.
//!
//! In: the network's stretches in a sentence, its phrases, the mentions of the rules. Out: further mentions. Must not know roles.

use super::clauses::Clauses;
use super::document::Tag;
use super::learned::Sighted;
use super::mentions::{Carrier, Mention};
use crate::knowledge::Lexicon;
use std::ops::Range;

/// The mentions of the rules and those that the network adds, in text order.
pub(super) fn with_sightings(
    clauses: &Clauses<'_, '_>,
    tokens: &Range<usize>,
    sighted: &[Sighted],
    lexicon: &Lexicon,
    mut mentions: Vec<Mention>,
) -> Vec<Mention> {
    let document = clauses.document;
    for one in sighted {
        let inside = tokens.clone().filter(|&t| document.tokens[t].span.overlaps(one.span));
        let words: Vec<usize> = inside.collect();
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else { continue };
        let known = |m: &Mention| {
            m.tokens.start <= last && first < m.tokens.end
                || m.carrier.is_some_and(|c| clauses.phrases[c.verb].tokens().contains(&last))
        };
        if !mentions.iter().any(known)
            && let Some(mention) = mention(clauses, first..last + 1, one, lexicon)
            && !mentions.iter().any(|m| m.phrase == mention.phrase)
        {
            mentions.push(mention);
        }
    }
    mentions.sort_by_key(|m| (m.tokens.start, m.phrase));
    mentions
}

/// The stretch as a mention: headed by its first verb, else by its first noun.
fn mention(clauses: &Clauses<'_, '_>, words: Range<usize>, one: &Sighted, lexicon: &Lexicon) -> Option<Mention> {
    let meets = |p: usize| {
        let own = clauses.phrases[p].tokens();
        own.start < words.end && words.start < own.end
    };
    let phrases = || (0..clauses.phrases.len()).filter(|&p| meets(p));
    let verb = phrases().find(|&p| clauses.verb(p).is_some_and(|v| words.contains(&v.head)));
    let noun = || phrases().find(|&p| clauses.noun(p).is_some_and(|n| !n.time && !n.pronoun));
    let phrase = verb.or_else(noun)?;
    let trigger = lexicon.unlisted(one.kind, verb.is_some())?;
    let tokens = match (clauses.verb(phrase), clauses.noun(phrase)) {
        (Some(group), _) => group.head..group.head + 1,
        (_, Some(noun)) => words.start.max(noun.tokens.start)..words.end.min(noun.tokens.end),
        _ => return None,
    };
    let carrier = verb.is_none().then(|| carrier(clauses, phrase)).flatten();
    let frame = lexicon.trigger(trigger).frame;
    let bare = |t: usize| matches!(clauses.document.tokens[t].tag, Tag::Determiner | Tag::Possessive | Tag::Number);
    tokens.clone().any(|t| !bare(t)).then_some(Mention {
        trigger,
        kind: one.kind,
        mode: None,
        frame,
        phrase,
        tokens,
        verb: verb.is_some(),
        carrier,
    })
}

/// The verb whose object or subject the noun is.
fn carrier(clauses: &Clauses<'_, '_>, phrase: usize) -> Option<Carrier> {
    let near = phrase.saturating_sub(4)..clauses.phrases.len().min(phrase + 4);
    let verb = near.filter(|&p| clauses.verb(p).is_some()).find(|&v| clauses.object(v).contains(&phrase))?;
    Some(Carrier { verb, done: true, suffered: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extraction::document::Document;
    use crate::extraction::mentions::mentions;
    use crate::extraction::phrases::phrases;
    use crate::knowledge::Knowledge;
    use crate::model::{EventType, Sentence, Span};

    /// The words of all mentions of a sentence in which the network sees a request in `seen`.
    fn words(text: &str, seen: &str) -> Vec<String> {
        let knowledge = Knowledge::builtin();
        let sentences = [Sentence { span: Span::new(0, text.len()), paragraph: 0 }];
        let document = Document::new(text, &sentences, &[], &knowledge.lexicon);
        let tokens = document.sentences[0].tokens.clone();
        let phrases = phrases(&document, tokens.clone(), &knowledge.lexicon);
        let clauses = Clauses { document: &document, lexicon: &knowledge.lexicon, phrases: &phrases };
        let start = text.find(seen).expect("in the text");
        let sighted = [Sighted { span: Span::new(start, start + seen.len()), kind: EventType::Request }];
        let all = with_sightings(&clauses, &tokens, &sighted, &knowledge.lexicon, mentions(&clauses, knowledge));
        all.iter().map(|m| document.words(m.tokens.clone())).collect()
    }

    #[test]
    fn words_that_no_list_has_are_mentions() {
        assert_eq!(words("The bishop pleaded for calm.", "pleaded"), ["pleaded"]);
    }

    #[test]
    fn a_mention_of_the_rules_is_not_doubled_and_a_bare_article_names_nothing() {
        assert_eq!(words("Rebels attacked the base.", "attacked the"), ["attacked"]);
        assert_eq!(words("The bishop saw the river.", "The"), Vec::<String>::new());
    }
}
