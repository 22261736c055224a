//! What the syntactic layer sees in a text: phrases, tags, voice, subjects and objects. For those who write rules.

use super::clauses::Clauses;
use super::document::Document;
use super::phrases::{Phrase, phrases};
use super::time;
use crate::knowledge::Knowledge;
use crate::model::{Moment, Sentence, Span};
use std::fmt::Write;

/// The phrases of every sentence of the text, a line each.
pub fn inspect(text: &str, sentences: &[Sentence], published: Option<Moment>, knowledge: &Knowledge) -> String {
    let spans: Vec<Span> = time::tag(text, sentences, published).marked().collect();
    let document = Document::new(text, sentences, &spans, &knowledge.lexicon);
    let mut shown = String::new();
    for sentence in &document.sentences {
        let phrases = phrases(&document, sentence.tokens.clone(), &knowledge.lexicon);
        let clauses = Clauses { document: &document, lexicon: &knowledge.lexicon, phrases: &phrases };
        let _ = writeln!(shown, "# {}", document.words(sentence.tokens.clone()));
        for number in 0..phrases.len() {
            let _ = writeln!(shown, "  {number:>3} {}", line(&clauses, number));
        }
    }
    shown
}

fn line(clauses: &Clauses<'_, '_>, number: usize) -> String {
    let document = clauses.document;
    let phrase = &clauses.phrases[number];
    let words = document.words(phrase.tokens());
    let tags: Vec<String> = phrase.tokens().map(|t| format!("{:?}", document.tokens[t].tag)).collect();
    match phrase {
        Phrase::Noun(noun) => {
            let after = noun.preposition.map_or(String::new(), |p| format!(" after {:?}", document.word(p)));
            let time = if noun.time { " time" } else { "" };
            format!("noun  {words} [{}]{after}{time}", tags.join(" "))
        }
        Phrase::Verb(group) => format!(
            "verb  {words} [{}] lemma={} passive={} negated={} infinitive={} gerund={} reduced={} subject={:?} object={:?}",
            tags.join(" "),
            clauses.lemma(number),
            clauses.passive(number),
            group.negated,
            group.infinitive,
            group.gerund,
            clauses.reduced(number),
            clauses.subject(number),
            clauses.object(number)
        ),
        Phrase::Other(_) => format!("other {words} [{}]", tags.join(" ")),
    }
}
