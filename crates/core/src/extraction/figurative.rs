//! Figures of speech: which event words are meant as such here. In: a candidate mention. Out: whether it is figurative, a title, or violence
//! only spoken of. Must not know: who takes part.

use super::clauses::Clauses;
use super::document::Tag;
use super::mentions::Mention;
use crate::knowledge::Knowledge;
use crate::model::EventType;

/// Whether a verb is no act of the kind it usually names: "struck a deal", "released a report".
pub(super) fn figurative_verb(clauses: &Clauses<'_, '_>, index: usize, lemma: &str, bare: bool) -> bool {
    let document = clauses.document;
    let object = clauses.object(index).first().and_then(|&o| clauses.noun(o)).map(|n| document.word(n.head).to_owned());
    let object = object.as_deref().unwrap_or("");
    let subject =
        clauses.subject(index).first().and_then(|&s| clauses.noun(s)).map(|n| document.word(n.head).to_owned());
    let subject = subject.as_deref().unwrap_or("");
    if !bare {
        // "came under fire on Monday for a remark", not "for three hours".
        let fire = clauses.with_preposition(index, &["under"]);
        let critics = clauses.with_preposition(index, &["from"]).and_then(|c| clauses.noun(c));
        if lemma == "come"
            && fire.is_some()
            && critics.is_some_and(|n| clauses.lexicon.listed("critics", document.word(n.head)))
        {
            return true;
        }
        // "fired back at critics"
        let at = clauses.with_preposition(index, &["at", "on"]).and_then(|n| clauses.noun(n));
        if lemma == "fire" && at.is_some_and(|n| clauses.lexicon.listed("critics", document.word(n.head))) {
            return true;
        }
        let reason = clauses.with_preposition(index, &["for", "over"]).filter(|&r| fire.is_some_and(|f| f < r));
        return lemma == "come"
            && reason.and_then(|r| clauses.noun(r)).is_some_and(|n| {
                !n.time && !n.tokens.clone().any(|t| matches!(document.tokens[t].tag, Tag::Time | Tag::Number))
            });
    }
    if only_words(clauses, index, lemma, object) {
        return true;
    }
    match lemma {
        "fight" | "wage" if matches!(object, "war" | "battle") => {
            let object = clauses.object(index).first().copied();
            let of = object.and_then(|o| clauses.with_preposition(o, &["of"])).and_then(|n| clauses.noun(n));
            of.is_some_and(|n| clauses.lexicon.listed("speechless", document.word(n.head)))
        }
        "shoot" => {
            let head = clauses.phrases[index].tokens().end;
            let word = document.word(head.min(document.tokens.len() - 1));
            matches!(word, "wide" | "hoops" | "film" | "footage" | "photos" | "video")
                || clauses.lexicon.listed("film-work", object)
                || clauses.lexicon.listed("film-work", subject)
                || by_one_of(clauses, index, &["photographer", "cameraman", "director", "cinematographer"])
        }
        "explode" | "erupt" => {
            let mood = clauses.with_preposition(index, &["in", "with", "into"]).and_then(|n| clauses.noun(n));
            mood.is_some_and(|n| clauses.lexicon.listed("moody", document.word(n.head)))
        }
        "strike" if object.is_empty() => !clauses.lexicon.listed("workers", counted_people(clauses, index)),
        "strike" => matches!(object, "deal" | "agreement" | "balance" | "chord" | "tone" | "blow" | "pact"),
        "release" => {
            is_document(object)
                || matches!(object, "funds" | "water" | "") && !clauses.passive(index)
                || is_document(subject)
        }
        "battle" if clauses.with_preposition(index, &["with", "against"]).is_some() => false,
        "free" | "hit" | "seize" | "storm" | "pound" | "blast" | "burn" | "beat" | "battle" | "torch" => {
            let other = if clauses.passive(index) { subject } else { object };
            other.is_empty()
                || matches!(
                    other,
                    "headlines" | "opportunity" | "record" | "peak" | "economy" | "low" | "high" | "snag"
                )
                || is_document(other)
        }
        "fight" => matches!(
            object,
            "corruption" | "poverty" | "fire" | "fires" | "inflation" | "crime" | "disease" | "election"
        ),
        "target" => object.is_empty() && !clauses.passive(index),
        "charge" | "support" | "welcome" | "approve" | "accept" | "agree" | "promise" => {
            let clause = clauses.verb(index + 1).is_some_and(|v| v.infinitive)
                || document.word(clauses.phrases[index].tokens().end.min(document.tokens.len() - 1)) == "that";
            object.is_empty() && clauses.prepositional(index).is_empty() && !clause
        }
        "meet" => {
            matches!(object, "needs" | "demand" | "demands" | "target" | "deadline" | "requirements" | "conditions")
        }
        "leave" | "quit" => !leaves_ground(clauses, index, subject),
        "visit" => object.is_empty(),
        "flee" | "withdraw" | "retreat" | "surrender" | "advance" | "defect" => subject.is_empty(),
        "die" => false,
        _ => false,
    }
}

/// "was ambushed by reporters", "shot by a photographer".
fn by_one_of(clauses: &Clauses<'_, '_>, index: usize, words: &[&str]) -> bool {
    let by = clauses.with_preposition(index, &["by"]).filter(|_| clauses.passive(index)).and_then(|n| clauses.noun(n));
    by.is_some_and(|n| words.contains(&clauses.document.word(n.head).trim_end_matches('s')))
}

/// "bombarded with complaints", "besieged by autograph hunters", "stormed the charts": what is thrown is words, who throws them are no
/// fighters, what is taken is no ground.
fn only_words(clauses: &Clauses<'_, '_>, index: usize, lemma: &str, object: &str) -> bool {
    let document = clauses.document;
    let lexicon = clauses.lexicon;
    let hurls = matches!(
        lemma,
        "bombard"
            | "ambush"
            | "besiege"
            | "pelt"
            | "pepper"
            | "assail"
            | "attack"
            | "hit"
            | "shower"
            | "blast"
            | "storm"
            | "mob"
            | "swamp"
            | "target"
            | "pound"
    );
    let listed = |phrase: Option<usize>, list: &str| {
        phrase.and_then(|p| clauses.noun(p)).is_some_and(|n| {
            let two = n.head.saturating_sub(1).max(n.tokens.start)..n.head + 1;
            lexicon.listed(list, document.word(n.head)) || lexicon.listed(list, &document.words(two))
        })
    };
    let with = clauses.with_preposition(index, &["with"]);
    let by = clauses.with_preposition(index, &["by"]).filter(|_| clauses.passive(index));
    let doer = by.or_else(|| clauses.subject(index).first().copied().filter(|_| !clauses.passive(index)));
    let mobbed = matches!(lemma, "ambush" | "besiege" | "storm" | "mob" | "swamp" | "bombard" | "surround");
    hurls && (listed(with, "thrown-words") || listed(by, "thrown-words"))
        || mobbed && listed(doer, "pursuers")
        || lemma == "storm" && matches!(object, "pitch" | "charts" | "chart" | "stage")
}

/// The word for those who do it, behind their number: "thousands of | teachers".
pub(super) fn counted_people<'c>(clauses: &'c Clauses<'_, '_>, verb: usize) -> &'c str {
    let Some(&first) = clauses.subject(verb).first() else { return "" };
    let many = clauses.noun(first).is_some_and(|n| clauses.document.tokens[n.head].tag == Tag::Number);
    let of = clauses.with_preposition(first, &["of"]).filter(|_| many);
    clauses.noun(of.unwrap_or(first)).map_or("", |n| clauses.document.word(n.head))
}

fn is_document(word: &str) -> bool {
    matches!(
        word,
        "statement"
            | "report"
            | "video"
            | "footage"
            | "figures"
            | "data"
            | "communique"
            | "letter"
            | "photos"
            | "images"
            | "details"
            | "results"
            | "names"
            | "list"
            | "book"
            | "film"
            | "audio"
            | "tape"
            | "documents"
            | "findings"
            | "album"
            | "message"
    )
}

/// "Troops left Goma", "the rebels quit the town": those who fight leave ground that is held.
fn leaves_ground(clauses: &Clauses<'_, '_>, index: usize, subject: &str) -> bool {
    use crate::model::ActorKind as K;
    let document = clauses.document;
    let fights = clauses
        .lexicon
        .agent(subject)
        .is_some_and(|(kind, _)| matches!(kind, K::Military | K::Rebel | K::Militia | K::Jihadist | K::Police));
    let object = clauses.object(index).first().and_then(|&o| clauses.noun(o));
    fights
        && object.is_some_and(|n| {
            document.tokens[n.head].tag == Tag::Proper
                || matches!(
                    document.word(n.head),
                    "town"
                        | "city"
                        | "country"
                        | "village"
                        | "province"
                        | "island"
                        | "enclave"
                        | "territory"
                        | "district"
                        | "capital"
                        | "valley"
                        | "region"
                        | "peninsula"
                )
        })
}

/// Whether a word for violence at large is told of: where, between whom, or that it broke out, went on, did harm.
fn happens(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let at = clauses.with_preposition(mention.phrase, &["between", "in", "against", "by", "at", "near"]).is_some();
    let of = clauses.with_preposition(mention.phrase, &["of", "with", "on"]).is_some();
    let Some(carrier) = mention.carrier else { return at || of && !is_violence(clauses, mention) };
    let group = clauses.verb(carrier.verb);
    let asserted = group.is_some_and(|v| !v.infinitive && v.modal.is_none());
    let stopped = matches!(
        clauses.lemma(carrier.verb),
        "end"
            | "stop"
            | "halt"
            | "address"
            | "fight"
            | "denounce"
            | "condemn"
            | "avoid"
            | "prevent"
            | "see"
            | "be"
            | "reject"
            | "renounce"
            | "oppose"
            | "cover"
            | "mean"
            | "flee"
            | "escape"
    );
    asserted && !stopped || at
}

fn is_violence(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    matches!(
        clauses.document.word(mention.tokens.end - 1),
        "violence" | "unrest" | "bloodshed" | "war" | "conflict" | "aggression"
    )
}

/// "beaten to death", "sentenced to death": how it ended, told by the verb.
pub(super) fn completes_verb(clauses: &Clauses<'_, '_>, mention: &Mention) -> bool {
    let document = clauses.document;
    clauses.noun(mention.phrase).is_some_and(|n| {
        n.tokens.len() == 1
            && document.word(n.head) == "death"
            && n.preposition.is_some_and(|p| {
                // "threatened the mayor with death"
                let threatened = || {
                    (0..mention.phrase)
                        .rev()
                        .find(|&v| clauses.verb(v).is_some())
                        .is_some_and(|v| clauses.lemma(v) == "threaten")
                };
                document.word(p) == "to" || document.word(p) == "with" && threatened()
            })
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
        clauses.with_preposition(mention.phrase, prepositions).and_then(|n| clauses.noun(n)).is_some_and(|n| {
            let two = n.head.saturating_sub(1).max(n.tokens.start)..n.head + 1;
            let document = clauses.document;
            clauses.lexicon.listed(list, document.word(n.head)) || clauses.lexicon.listed(list, &document.words(two))
        })
    };
    match word {
        "shooting" | "shootings" => behind(&["of"], "film-work"),
        "battle" | "battles" | "fight" | "war" | "wars" | "clash" | "combat" => {
            behind(&["for", "over"], "prizes") || behind(&["on", "against", "with"], "ills")
        }
        "raid" | "raids" | "assault" | "attack" | "onslaught" => behind(&["on"], "pantry") || behind(&["on"], "ills"),
        "massacre" | "slaughter" | "murder" | "killing" | "assassination" => behind(&["of"], "lifeless"),
        _ => false,
    }
}

/// Whether a noun is no event: "heart attack", "war of words", a title, violence at large that nothing is told of.
pub(super) fn figurative_noun(clauses: &Clauses<'_, '_>, mention: &Mention, knowledge: &Knowledge) -> bool {
    let document = clauses.document;
    let Some(noun) = clauses.noun(mention.phrase) else { return true };
    let word = document.word(noun.head);
    let modifier =
        mention.tokens.start.checked_sub(1).filter(|t| noun.tokens.contains(t)).map_or("", |t| document.word(t));
    if matches!(
        modifier,
        "heart"
            | "panic"
            | "asthma"
            | "verbal"
            | "personal"
            | "media"
            | "political"
            | "legal"
            | "trade"
            | "price"
            | "cold"
            | "star"
            | "world"
            | "bidding"
            | "propaganda"
            | "press"
            | "news"
            | "uphill"
            | "court"
            | "anti-terror"
            | "title"
            | "food"
            | "lead"
            | "alcohol"
            | "blood"
            | "monoxide"
            | "mercury"
    ) && mention.kind == EventType::Assault
        || modifier == "press" && word.starts_with("release")
    {
        return true;
    }
    let of = clauses
        .with_preposition(mention.phrase, &["of"])
        .and_then(|n| clauses.noun(n))
        .map_or("", |n| document.word(n.head));
    if matches!(of, "words" | "nerves" | "wills" | "attrition" | "ideas" | "speech" | "press" | "expression") {
        return true;
    }
    if document.tokens[noun.head].tag == Tag::Proper
        && document.tokens[noun.head].capital
        && noun.tokens.len() > 1
        && !document.sentences[document.sentence_of(noun.head)].capitals
    {
        return true;
    }
    if names_no_violence(clauses, mention, word) {
        return true;
    }
    // "an explosion in grocery prices", "a blast of anger"
    let burst = matches!(word, "explosion" | "explosions" | "blast" | "onslaught" | "barrage" | "bombardment");
    let of_what = clauses.with_preposition(mention.phrase, &["in", "of"]).and_then(|n| clauses.noun(n));
    if burst && of_what.is_some_and(|n| clauses.lexicon.listed("moody", document.word(n.head))) {
        return true;
    }
    // "lost her battle with cancer"
    let foe = clauses.with_preposition(mention.phrase, &["with", "against"]).and_then(|n| clauses.noun(n));
    let ill = |word: &str| ["illness", "medical"].iter().any(|list| clauses.lexicon.listed(list, word));
    if matches!(word, "battle" | "battles" | "fight" | "war") && foe.is_some_and(|n| ill(document.word(n.head))) {
        return true;
    }
    if is_title(clauses, mention) {
        return true;
    }
    // "fled for fear of reprisals", "in reprisal for": what is not carried out against someone.
    if matches!(word, "reprisal" | "reprisals") && noun.head == noun.tokens.end - 1 && mention.tokens.len() == 1 {
        return !mention.carrier.is_some_and(|c| c.done);
    }
    let governed = noun.preposition.map_or("", |p| document.word(p));
    if mention.kind == EventType::Assault
        && matches!(
            word,
            "war"
                | "combat"
                | "conflict"
                | "engagement"
                | "hostilities"
                | "violence"
                | "unrest"
                | "bloodshed"
                | "destruction"
                | "death"
                | "deaths"
                | "torture"
                | "aggression"
                | "fall"
                | "battle"
                | "fatalities"
                | "capture"
        )
    {
        return !happens(clauses, mention);
    }
    if matches!(word, "barricade" | "barricades" | "roadblock" | "roadblocks") {
        return mention.carrier.is_none();
    }
    let violent =
        matches!(mention.kind, EventType::Assault | EventType::Protest | EventType::Coerce | EventType::Retreat);
    if violent {
        return false;
    }
    // "received death threats from the rebels"
    let received = mention.kind == EventType::Threaten
        && mention.carrier.is_some()
        && clauses.with_preposition(mention.phrase, &["from"]).is_some();
    if received {
        return false;
    }
    let possessed = (noun.tokens.start..noun.head).any(|t| document.tokens[t].tag == Tag::Possessive);
    let by = clauses.with_preposition(mention.phrase, &["by", "between"]).is_some();
    let done = mention.carrier.is_some_and(|c| c.done);
    let _ = knowledge;
    !(done || by || possessed && governed.is_empty() && mention.carrier.is_some())
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn figures_of_speech_are_no_events() {
        for text in [
            "The minister came under fire for late trains.",
            "The rebel commander died of a heart attack.",
            "The two governments fought a war of words.",
            "The army released a report on the floods.",
            "The party issued a press release.",
            "Violence will not help the people.",
            "The minister came under fire from critics.",
            "An explosion in prices alarmed the minister.",
            "The singer lost his battle with cancer.",
            "The bank was bombarded with complaints.",
            "The minister was ambushed by reporters in Goma.",
            "The shooting of a comedy in Goma ended on Tuesday.",
            "The battle for the title ended in Goma on Tuesday.",
            "A raid on the fridge ended the evening in Goma.",
            "The minister declared war on litter in Goma.",
            "The senator fired back at critics in Goma.",
            "The crowd exploded in cheers in Goma.",
            "The actor was shot by a photographer in Goma.",
            "Ten guests fell ill of food poisoning in Goma.",
        ] {
            assert_eq!(who(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_same_words_meant_as_such() {
        assert_eq!(who("The minister came under fire from rebels."), ["ASSAULT rebels > minister"]);
        assert_eq!(who("The rebels released ten soldiers."), ["RETREAT rebels > soldiers"]);
        assert_eq!(who("Troops left Goma on Monday."), ["RETREAT troops > goma"]);
        assert_eq!(who("The minister left Goma on Monday."), Vec::<String>::new());
        assert_eq!(who("The bank was bombarded with mortars by rebels."), ["ASSAULT rebels > bank"]);
        assert_eq!(who("The minister was ambushed by rebels in Goma."), ["ASSAULT rebels > minister"]);
        assert_eq!(who("The shooting of a clerk in Goma shook the town."), ["ASSAULT > clerk"]);
        assert_eq!(who("A raid on the bank by rebels shook Goma."), ["ASSAULT rebels > bank"]);
        assert_eq!(who("Violence erupted between soldiers and rebels in Goma."), ["ASSAULT soldiers, rebels >"]);
    }
}
