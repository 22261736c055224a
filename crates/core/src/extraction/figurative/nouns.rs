//! Figurative nouns: "heart attack", "war of words", titles, deeds that no one is told to have done. In: a noun mention. Out: whether it is
//! no event. Must not know: verbs, but for the one that carries the noun.

use super::at_large::{happens, is_at_large};
use crate::extraction::clauses::Clauses;
use crate::extraction::document::Tag;
use crate::extraction::mentions::Mention;
use crate::extraction::phrases::NounPhrase;
use crate::model::EventType;

/// Whether a noun is no event: "heart attack", "war of words", a title, violence at large that nothing is told of.
pub(in crate::extraction) fn figurative_noun(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let Some(noun) = clauses.noun(mention.phrase) else { return true };
    let word = clauses.document.word(noun.head);
    if borrowed(clauses, mention)
        || is_name(clauses, mention)
        || is_title(clauses, mention)
        || names_no_violence(clauses, mention, word)
    {
        return true;
    }
    match word {
        // "fled for fear of reprisals", "in reprisal for": what is not carried out against someone.
        "reprisal" | "reprisals" if noun.head == noun.tokens.end - 1 && mention.tokens.len() == 1 => {
            !mention.carrier.is_some_and(|c| c.done)
        }
        _ if is_at_large(clauses, mention) => !happens(clauses, mention),
        "barricade" | "barricades" | "roadblock" | "roadblocks" => mention.carrier.is_none(),
        _ => !is_violent(mention.kind) && no_one_does_it(clauses, mention),
    }
}

/// "heart attack", "trade war", "press release", "war of words": what stands by the noun takes the violence from it.
fn borrowed(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let (document, lexicon) = (clauses.document, clauses.lexicon);
    let Some(noun) = clauses.noun(mention.phrase) else { return false };
    let before = mention.tokens.start.checked_sub(1).filter(|t| noun.tokens.contains(t));
    let modifier = before.map_or("", |t| document.word(t));
    mention.kind == EventType::Assault && lexicon.listed("borrows-war", modifier)
        || document.word(noun.head).starts_with("release")
            && (matches!(modifier, "press" | "news") || is_said_in(clauses, noun))
        || lexicon.listed("speechless", clauses.word_behind(mention.phrase, &["of"]))
}

/// "he said in the release": words, no one is set free.
fn is_said_in(clauses: &Clauses<'_, '_>, noun: &NounPhrase) -> bool {
    let Some(preposition) = noun.preposition.filter(|&t| clauses.document.word(t) == "in") else { return false };
    let before = preposition.checked_sub(1).map_or("", |t| clauses.document.word(t));
    matches!(before, "said" | "says" | "stated" | "announced" | "wrote")
}

/// "The Long War": a name of several words.
fn is_name(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let document = clauses.document;
    clauses.noun(mention.phrase).is_some_and(|n| {
        let head = &document.tokens[n.head];
        let all_capitals = document.sentences[document.sentence_of(n.head)].capitals;
        head.tag == Tag::Proper && head.capital && n.tokens.len() > 1 && !all_capitals
    })
}

/// "The Battle for the Kasbah" in quotation marks: the name of a work.
fn is_title(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let document = clauses.document;
    let Some(noun) = clauses.noun(mention.phrase) else { return false };
    let quoted = noun.tokens.start.checked_sub(1).is_some_and(|t| document.tokens[t].tag == Tag::Quote);
    let capital = document.tokens[mention.tokens.start].capital && mention.tokens.start > noun.tokens.start;
    quoted && capital && !document.sentences[document.sentence_of(mention.tokens.start)].capitals
}

/// "the shooting of a comedy", "the battle for the title", "a raid on the fridge", "a war on litter": what the noun is about.
fn names_no_violence(clauses: &Clauses<'_, '_>, mention: &Mention, word: &str) -> bool {
    let behind = |prepositions: &[&str], list: &str| {
        clauses.with_preposition(mention.phrase, prepositions).is_some_and(|p| clauses.names(p, list))
    };
    let about = match word {
        "shooting" | "shootings" => behind(&["of"], "film-work"),
        "battle" | "battles" | "fight" | "war" | "wars" | "clash" | "combat" => {
            behind(&["for", "over"], "prizes") || behind(&["on", "against", "with"], "ills")
        }
        "raid" | "raids" | "assault" | "attack" | "onslaught" => behind(&["on"], "pantry") || behind(&["on"], "ills"),
        "massacre" | "slaughter" | "murder" | "killing" | "assassination" => behind(&["of"], "lifeless"),
        _ => false,
    };
    let bursts = match word {
        // "an explosion in grocery prices", "a blast of anger"
        "explosion" | "explosions" | "blast" | "onslaught" | "barrage" | "bombardment" => {
            behind(&["in", "of"], "moody")
        }
        // "lost her battle with cancer"
        "battle" | "battles" | "fight" | "war" => {
            behind(&["with", "against"], "illness") || behind(&["with", "against"], "medical")
        }
        _ => false,
    };
    about || bursts
}

/// Deeds that are told of wherever they are named.
fn is_violent(kind: EventType) -> bool {
    matches!(kind, EventType::Assault | EventType::Protest | EventType::Coerce | EventType::Retreat)
}

/// Whether no one is told to do what the noun names.
fn no_one_does_it(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let Some(noun) = clauses.noun(mention.phrase) else { return true };
    let carried = mention.carrier.is_some();
    let behind = |prepositions: &[&str]| clauses.with_preposition(mention.phrase, prepositions).is_some();
    // "received death threats from the rebels"
    let received = mention.kind == EventType::Threaten && carried && behind(&["from"]);
    let mut before = noun.tokens.start..noun.head;
    let possessed = before.any(|t| clauses.document.tokens[t].tag == Tag::Possessive);
    let done = mention.carrier.is_some_and(|c| c.done);
    !(received || done || behind(&["by", "between"]) || possessed && noun.preposition.is_none() && carried)
}

/// "beaten to death", "sentenced to death": how it ended, told by the verb.
pub(in crate::extraction) fn completes_verb(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let document = clauses.document;
    // "threatened the mayor with death"
    let threatened = || {
        let verb = (0..mention.phrase).rev().find(|&v| clauses.verb(v).is_some());
        verb.is_some_and(|v| clauses.lemma(v) == "threaten")
    };
    clauses.noun(mention.phrase).is_some_and(|n| {
        let preposition = n.preposition.map_or("", |p| document.word(p));
        n.tokens.len() == 1
            && document.word(n.head) == "death"
            && (preposition == "to" || preposition == "with" && threatened())
    })
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn figures_of_speech_are_no_events() {
        for text in [
            "The rebel commander died of a heart attack.",
            "The two governments fought a war of words.",
            "The party issued a press release.",
            "The mayor of Goma said in the release that talks would go on.",
            "An explosion in prices alarmed the minister.",
            "The singer lost his battle with cancer.",
            "The shooting of a comedy in Goma ended on Tuesday.",
            "The battle for the title ended in Goma on Tuesday.",
            "A raid on the fridge ended the evening in Goma.",
            "The minister declared war on litter in Goma.",
            "Ten guests fell ill of food poisoning in Goma.",
        ] {
            assert_eq!(who(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_same_nouns_meant_as_such() {
        assert_eq!(who("The shooting of a clerk in Goma shook the town."), ["ASSAULT > clerk"]);
        assert_eq!(who("A raid on the bank by rebels shook Goma."), ["ASSAULT rebels > bank"]);
    }
}
