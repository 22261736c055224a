//! Closed classes: the words whose part of speech a list tells, whatever stands beside them. In: a word in lower case. Out: its tag, if
//! its class is closed. Must not know: neighbours, the lexicon.

use crate::extraction::document::Tag;

/// The tag of a word of a closed class.
pub(super) fn closed(word: &str) -> Option<Tag> {
    Some(match word {
        "the" | "a" | "an" | "this" | "these" | "those" | "each" | "every" | "some" | "any" | "no" | "another"
        | "both" | "several" | "many" | "few" | "all" | "such" | "various" | "numerous" | "certain" | "further"
        | "other" | "most" | "half" => Tag::Determiner,
        "i" | "you" | "he" | "she" | "it" | "we" | "they" | "me" | "him" | "us" | "them" | "himself" | "itself"
        | "themselves" | "herself" | "ourselves" | "everyone" | "someone" | "anyone" | "nobody" | "nothing" | "one"
        | "others" | "there" | "none" => Tag::Pronoun,
        "his" | "her" | "its" | "their" | "our" | "my" | "your" | "'s" | "’s" | "'" | "’" => Tag::Possessive,
        "of" | "in" | "on" | "at" | "by" | "with" | "from" | "for" | "against" | "into" | "near" | "between"
        | "among" | "over" | "under" | "during" | "through" | "throughout" | "across" | "toward" | "towards"
        | "upon" | "within" | "without" | "outside" | "inside" | "around" | "along" | "behind" | "beside" | "below"
        | "above" | "beyond" | "amid" | "amidst" | "despite" | "following" | "including" | "via" | "per"
        | "alongside" | "onto" | "off" | "about" | "like" | "except" | "besides" | "concerning" | "regarding"
        | "versus" | "aboard" | "opposite" => Tag::Preposition,
        "and" | "or" | "but" | "nor" | "&" => Tag::Conjunction,
        "that" | "because" | "if" | "although" | "though" | "while" | "when" | "whereas" | "unless" | "until"
        | "once" | "after" | "before" | "since" | "as" | "whether" | "so" | "than" | "lest" => Tag::Subordinator,
        "who" | "which" | "whom" | "whose" | "where" | "what" | "why" | "how" => Tag::Relative,
        "to" => Tag::To,
        "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "'re" => Tag::Be,
        "has" | "have" | "had" | "having" | "'ve" => Tag::Have,
        "do" | "does" | "did" => Tag::Do,
        "will" | "would" | "may" | "might" | "can" | "could" | "shall" | "should" | "must" | "cannot" | "ca" | "wo"
        | "'ll" => Tag::Modal,
        "not" | "n't" | "n’t" | "'t" | "’t" | "never" => Tag::Not,
        "," | ";" => Tag::Comma,
        "\"" | "“" | "”" | "«" | "»" | "‘" | "``" | "''" => Tag::Quote,
        "also" | "then" | "just" | "still" | "yet" | "already" | "however" | "meanwhile" | "later" | "earlier"
        | "again" | "together" | "only" | "even" | "soon" | "allegedly" | "reportedly" | "here" | "now" | "too"
        | "very" | "more" | "less" | "nearly" | "almost" | "ago" | "away" | "back" | "down" | "up" | "out" | "far"
        | "long" | "often" | "once-only" | "twice" | "instead" | "else" | "perhaps" | "thus" | "so-far"
        | "elsewhere" | "overnight" | "unhurt" | "unharmed" | "uninjured" | "unscathed" | "alight" | "ablaze"
        | "aflame" => Tag::Adverb,
        "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "eleven" | "twelve"
        | "thirteen" | "fourteen" | "fifteen" | "sixteen" | "seventeen" | "eighteen" | "nineteen" | "twenty"
        | "thirty" | "forty" | "fifty" | "sixty" | "seventy" | "eighty" | "ninety" | "hundred" | "thousand"
        | "million" | "billion" | "dozen" | "zero" | "dozens" | "hundreds" | "thousands" | "scores" | "tens"
        | "millions" => Tag::Number,
        "km" | "kms" | "kg" | "mm" | "cm" | "meters" | "metres" | "kilometers" | "kilometres" | "hectares"
        | "pesos" => Tag::Noun,
        "indistinct" | "unidentified" | "clandestine" => Tag::Adjective,
        _ => return None,
    })
}

/// Whether the word is a spelled number, hyphenated ones included.
pub(in crate::extraction) fn is_number_word(word: &str) -> bool {
    closed(word) == Some(Tag::Number)
        || word.split_once('-').is_some_and(|(a, b)| is_number_word(a) && (b == "one" || is_number_word(b)))
}

#[cfg(test)]
mod tests {
    use super::is_number_word;

    #[test]
    fn spelled_numbers() {
        for word in ["seven", "twenty-one", "forty-five", "dozens"] {
            assert!(is_number_word(word), "{word}");
        }
        for word in ["one", "second", "one-two", "ten-year"] {
            assert!(!is_number_word(word), "{word}");
        }
    }
}
