//! Sources: who says what. Cue, source and content of every attribution of a report, and the chain of sources behind it.
//!
//! In: a document and its phrases. Out: attributions in text order. Must not know: events.

mod chains;
mod contents;
mod cues;
mod quotations;
mod spans;

use super::clauses::Clauses;
use super::document::{Document, Tag};
use super::phrases::Phrase;
use crate::knowledge::{Cue, Knowledge};
use crate::model::{ActorKind, Participant, Report};
use quotations::Quotation;
use std::ops::Range;

/// Someone's word.
#[derive(Debug, Clone)]
pub(super) struct Attribution {
    /// The words for the one who says it.
    pub source: Option<Range<usize>>,
    /// The words that say that it is said: "later said", "according to".
    pub cue: Range<usize>,
    /// The tokens of what is said; several stretches where the source stands between, or where a quote goes on.
    pub contents: Vec<Range<usize>>,
    /// Who says it, outermost first where one tells what another said; empty where no one is named.
    pub chain: Vec<Participant>,
    /// How it is said.
    pub kind: Cue,
    /// "did not say", "would say", "to say": nothing has been said.
    pub unsaid: bool,
    /// The cue itself stands in someone's words.
    pub quoted: bool,
    /// The noun phrases of the source, by their number in the sentence.
    subject: Vec<usize>,
}

impl Attribution {
    /// Whether the token is part of what is said.
    pub fn holds(&self, token: usize) -> bool {
        self.contents.iter().any(|c| c.contains(&token))
    }

    /// Whether the token stands between quote marks in what is said: there "they" are others, and "we" the speaker.
    pub fn quotes(&self, document: &Document<'_>, token: usize) -> bool {
        let Some(content) = self.contents.iter().find(|c| c.contains(&token)) else { return false };
        (content.start..token).any(|t| document.tokens[t].tag == Tag::Quote)
    }

    /// How many tokens are said: the smaller of two that hold a token is the inner one.
    pub fn extent(&self) -> usize {
        self.contents.iter().map(|c| c.len()).sum()
    }
}

/// One sentence, with what the rules of this folder ask of it.
struct Scene<'a> {
    clauses: Clauses<'a, 'a>,
    number: usize,
    sentence: Range<usize>,
    quotations: &'a [Quotation],
}

/// The attributions of a report; `phrases` are those of each sentence.
pub(super) fn attributions(
    document: &Document<'_>,
    phrases: &[Vec<Phrase>],
    report: &Report,
    knowledge: &Knowledge,
) -> Vec<Attribution> {
    let quotations = quotations::quotations(document);
    let mut found = Vec::new();
    let mut speaker = chains::Speakers::default();
    for (number, phrases) in phrases.iter().enumerate() {
        let scene = Scene {
            clauses: Clauses { document, lexicon: &knowledge.lexicon, phrases },
            number,
            sentence: document.sentences[number].tokens.clone(),
            quotations: &quotations,
        };
        let mut here = cues::attributions(&scene);
        for attribution in &mut here {
            attribution.contents.retain(|c| !c.is_empty());
            attribution.source = attribution.source.take().filter(|s| s.start < s.end);
            attribution.chain = speaker.chain(&scene, attribution, report, knowledge);
        }
        here.retain(|a| !a.contents.is_empty() && !is_topic(document, a));
        chains::nest(&mut here);
        chains::cite(&scene, &mut here, report, knowledge);
        found.extend(here);
    }
    found
}

/// "Somalia: Four soldiers dead": a country before a colon is what the line is of, unless it speaks of itself.
fn is_topic(document: &Document<'_>, attribution: &Attribution) -> bool {
    let state = attribution.chain.last().and_then(|p| p.id.as_deref()).is_some_and(|id| id.starts_with("state-"));
    let speaks = |t: usize| {
        document.tokens[t].tag == Tag::Quote
            || matches!(
                document.word(t),
                "we" | "our" | "us" | "will" | "must" | "should" | "would" | "won't" | "no" | "not"
            )
    };
    document.word(attribution.cue.start) == ":"
        && state
        && !attribution.contents.iter().any(|c| c.clone().take(12).any(speaks))
}

/// Whether a source of that kind is a party to the conflict, whose word is a claim.
pub(super) fn is_party(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Military | ActorKind::Rebel | ActorKind::Militia | ActorKind::Jihadist)
}

#[cfg(test)]
mod tests {
    use crate::extraction::said;
    use crate::knowledge::Knowledge;
    use crate::model::{Report, ReportMeta};
    use crate::reading::sentences;

    /// Every attribution as "source | cue | content / content".
    fn who_says_what(text: &str) -> Vec<String> {
        let report = Report::plain(ReportMeta::default(), text);
        said(&report, &sentences(report.text()), Knowledge::builtin(), None)
            .iter()
            .map(|s| {
                let contents: Vec<&str> = s.contents.iter().map(|c| c.text()).collect();
                let source = s.source.as_ref().map_or("-", |q| q.text());
                format!("{source} | {} | {}", s.cue.text(), contents.join(" / "))
            })
            .collect()
    }

    #[test]
    fn a_clause_behind_the_verb() {
        assert_eq!(
            who_says_what("The mayor later said that the bridge had fallen."),
            ["The mayor | later said | that the bridge had fallen"]
        );
        assert_eq!(
            who_says_what("The mayor told reporters the bridge had fallen."),
            ["The mayor | told | the bridge had fallen"]
        );
        assert!(who_says_what("The bridge fell on Monday.").is_empty());
    }

    #[test]
    fn said_before_and_said_around() {
        assert_eq!(
            who_says_what("The bridge had fallen, an army spokesman, Lee Yun, said."),
            ["an army spokesman, Lee Yun, | said | The bridge had fallen"]
        );
        assert_eq!(who_says_what("The bridge, he said, had fallen."), ["he | said | The bridge / had fallen"]);
        assert_eq!(
            who_says_what("\"We saw it fall,\" said Ana Ruiz. \"Nobody could run. It was night.\""),
            ["Ana Ruiz | said | \"We saw it fall,\" / \"Nobody could run. It was night.\""]
        );
    }

    #[test]
    fn a_country_before_a_colon_is_no_speaker_unless_it_speaks() {
        assert!(who_says_what("Somalia: Four soldiers dead in raid").is_empty());
        assert_eq!(who_says_what("Iran: We will strike back"), ["Iran | : | We will strike back"]);
    }

    #[test]
    fn a_quotation_over_two_sentences() {
        assert_eq!(
            who_says_what("\"We saw it fall. Nobody could run,\" a fisherman said."),
            ["a fisherman | said | \"We saw it fall. Nobody could run,\""]
        );
    }

    #[test]
    fn according_to_stands_first_or_last() {
        assert_eq!(
            who_says_what("According to police, the bridge has fallen."),
            ["police | According to | the bridge has fallen"]
        );
        assert_eq!(
            who_says_what("The bridge has fallen, according to police."),
            ["police | according to | The bridge has fallen"]
        );
    }

    #[test]
    fn what_was_not_said_is_no_attribution() {
        assert!(who_says_what("The mayor did not say that the bridge had fallen.").is_empty());
        assert!(who_says_what("The mayor was expected to say that the bridge had fallen.").is_empty());
    }

    #[test]
    fn two_who_disagree_keep_their_own_words() {
        assert_eq!(
            who_says_what("The army said the bridge had fallen, but the rebels said it stood."),
            ["The army | said | the bridge had fallen", "the rebels | said | it stood"]
        );
    }
}
