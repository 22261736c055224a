//! Violence at large: "war", "violence", "death", of which a report may only speak. In: a noun mention. Out: whether it is told of as an
//! event. Must not know: other nouns.

use crate::extraction::clauses::Clauses;
use crate::extraction::mentions::Mention;
use crate::model::EventType;

/// Whether the noun names violence at large rather than one deed.
pub(super) fn is_at_large(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    mention.kind == EventType::Assault && clauses.lexicon.listed("at-large", clauses.head_word(mention.phrase))
}

/// Whether it is told where, between whom, or that it broke out, went on, did harm.
pub(super) fn happens(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let at = clauses.with_preposition(mention.phrase, &["between", "in", "against", "by", "at", "near"]).is_some();
    let of = clauses.with_preposition(mention.phrase, &["of", "with", "on"]).is_some();
    let Some(carrier) = mention.carrier else { return at || of && !is_violence(clauses, mention) };
    let asserted = clauses.verb(carrier.verb).is_some_and(|v| !v.infinitive && v.modal.is_none());
    let told = !clauses.lexicon.listed("tells-no-course", clauses.lemma(carrier.verb));
    asserted && told || at
}

fn is_violence(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    matches!(
        clauses.document.word(mention.tokens.end - 1),
        "violence" | "unrest" | "bloodshed" | "war" | "conflict" | "aggression"
    )
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn violence_spoken_of_is_no_event() {
        assert_eq!(who("Violence will not help the people."), Vec::<String>::new());
        assert_eq!(who("Violence erupted between soldiers and rebels in Goma."), ["ASSAULT soldiers, rebels >"]);
    }
}
