//! English word forms: how a verb's and a noun's forms are made from the form in the dictionary, and how names are folded.

/// Which form of a verb a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// "attack": infinitive, imperative, or present with a plural subject.
    Base,
    /// "attacks".
    Third,
    /// "attacked", "took": past only, or both past and participle.
    Past,
    /// "taken": participle only.
    Participle,
    /// "attacking".
    Ing,
}

const VOWELS: &[u8] = b"aeiou";

/// One vowel before one last consonant in a word of one syllable: the consonant is doubled ("stab", "stabbed").
fn doubles(base: &str) -> bool {
    // "pistol-whip", "pistol-whipped"
    let b = base.rsplit('-').next().unwrap_or(base).as_bytes();
    let n = b.len();
    n >= 3
        && !VOWELS.contains(&b[n - 1])
        && !b"wxy".contains(&b[n - 1])
        && VOWELS.contains(&b[n - 2])
        && !VOWELS.contains(&b[n - 3])
        && b.iter().filter(|c| VOWELS.contains(c)).count() == 1
}

/// "travelled", "labelled", "signalled": British English doubles the l of an unstressed last syllable.
fn british_double(base: &str) -> bool {
    let b = base.as_bytes();
    let n = b.len();
    n >= 5 && b[n - 1] == b'l' && VOWELS.contains(&b[n - 2]) && !VOWELS.contains(&b[n - 3])
}

fn consonant_y(base: &str) -> bool {
    let b = base.as_bytes();
    b.len() >= 2 && b[b.len() - 1] == b'y' && !VOWELS.contains(&b[b.len() - 2])
}

/// The third person ("attacks") or plural ("clashes") of a word.
pub(super) fn with_s(base: &str) -> String {
    if consonant_y(base) {
        format!("{}ies", &base[..base.len() - 1])
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|end| base.ends_with(end)) {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}

fn with_ed(base: &str) -> String {
    if base.ends_with('e') {
        format!("{base}d")
    } else if consonant_y(base) {
        format!("{}ied", &base[..base.len() - 1])
    } else if doubles(base) {
        format!("{base}{}ed", &base[base.len() - 1..])
    } else {
        format!("{base}ed")
    }
}

fn with_ing(base: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        format!("{stem}ying")
    } else if base.ends_with('e') && !base.ends_with("ee") {
        format!("{}ing", &base[..base.len() - 1])
    } else if doubles(base) {
        format!("{base}{}ing", &base[base.len() - 1..])
    } else {
        format!("{base}ing")
    }
}

/// The forms of a verb; `irregular` gives past and participle where they are not regular.
pub(super) fn verb_forms(base: &str, irregular: Option<(&str, &str)>) -> Vec<(String, Form)> {
    let mut forms = vec![(base.to_owned(), Form::Base), (with_s(base), Form::Third), (with_ing(base), Form::Ing)];
    let last = base.chars().last().unwrap_or('l');
    if irregular.is_none() && (british_double(base) || matches!(base, "kidnap" | "worship" | "equip" | "program")) {
        forms.push((format!("{base}{last}ed"), Form::Past));
        forms.push((format!("{base}{last}ing"), Form::Ing));
    }
    match irregular {
        Some((past, participle)) => {
            forms.push((past.to_owned(), Form::Past));
            if participle != past {
                // "burnt" is past and participle, like "burned".
                let both = participle.strip_suffix('t') == Some(base);
                forms.push((participle.to_owned(), if both { Form::Past } else { Form::Participle }));
            }
        }
        None => forms.push((with_ed(base), Form::Past)),
    }
    forms
}

/// The plural of a noun (of its last word).
pub(super) fn plural(singular: &str) -> String {
    const IRREGULAR: &[(&str, &str)] = &[
        ("man", "men"),
        ("woman", "women"),
        ("child", "children"),
        ("person", "persons"),
        ("wife", "wives"),
        ("life", "lives"),
        ("knife", "knives"),
        ("thief", "thieves"),
        ("aircraft", "aircraft"),
        ("crisis", "crises"),
        ("police", "police"),
    ];
    for (one, many) in IRREGULAR {
        if let Some(stem) = singular.strip_suffix(one)
            && (stem.is_empty() || stem.ends_with([' ', '-']) || ["man", "woman"].contains(one) && !stem.is_empty())
            && !(*one == "man" && (stem.ends_with("hu") || stem.ends_with("ger")))
        {
            return format!("{stem}{many}");
        }
    }
    with_s(singular)
}

/// A name's key: lower case, accents and apostrophes dropped, hyphens as spaces, a leading article dropped.
pub fn fold(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    // Most names are plain ASCII, which has nothing to take apart.
    if name.is_ascii() { folded(name.chars(), name.len()) } else { folded(name.nfd(), name.len()) }
}

fn folded(chars: impl Iterator<Item = char>, length: usize) -> String {
    let mut key = String::with_capacity(length);
    for c in chars {
        match c {
            '\'' | '’' | '‘' | '`' | 'ʿ' | 'ʾ' | '.' => {}
            c if c.is_ascii_alphanumeric() => key.push(c.to_ascii_lowercase()),
            c if c.is_alphanumeric() => key.extend(c.to_lowercase()),
            c if unicode_normalization::char::is_combining_mark(c) => {}
            _ if key.ends_with(' ') || key.is_empty() => {}
            _ => key.push(' '),
        }
    }
    let trimmed = key.trim_end();
    let bare = trimmed.strip_prefix("the ").unwrap_or(trimmed);
    bare.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected_as_news_writes_them() {
        let forms: Vec<String> = verb_forms("stab", None).into_iter().map(|f| f.0).collect();
        assert_eq!(forms, ["stab", "stabs", "stabbing", "stabbed"]);
        let forms: Vec<String> = verb_forms("clash", None).into_iter().map(|f| f.0).collect();
        assert_eq!(forms, ["clash", "clashes", "clashing", "clashed"]);
        let forms: Vec<String> = verb_forms("deny", None).into_iter().map(|f| f.0).collect();
        assert_eq!(forms, ["deny", "denies", "denying", "denied"]);
        let forms: Vec<String> = verb_forms("deploy", None).into_iter().map(|f| f.0).collect();
        assert_eq!(forms, ["deploy", "deploys", "deploying", "deployed"]);
        let forms: Vec<String> = verb_forms("target", None).into_iter().map(|f| f.0).collect();
        assert_eq!(forms, ["target", "targets", "targeting", "targeted"]);
    }

    #[test]
    fn plurals() {
        for (one, many) in [
            ("gunman", "gunmen"),
            ("army base", "army bases"),
            ("child", "children"),
            ("city", "cities"),
            ("human", "humans"),
        ] {
            assert_eq!(plural(one), many);
        }
    }

    #[test]
    fn names_fold_to_keys() {
        assert_eq!(fold("The Kata'ib Ḥizballāh"), "kataib hizballah");
        assert_eq!(fold("al-Qaeda"), "al qaeda");
        assert_eq!(fold("U.S."), "us");
        assert_eq!(fold("Theodore"), "theodore");
    }
}
