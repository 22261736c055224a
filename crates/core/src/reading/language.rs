//! The language of a text.

/// ISO 639-1 code, where the text is long enough to tell.
pub(super) fn of(text: &str) -> Option<String> {
    let sample: String = text.chars().take(2000).collect();
    let info = whatlang::detect(&sample)?;
    if !info.is_reliable() && info.lang() != whatlang::Lang::Eng || sample.split_whitespace().count() < 4 {
        return None;
    }
    let code = match info.lang() {
        whatlang::Lang::Eng => "en",
        whatlang::Lang::Fra => "fr",
        whatlang::Lang::Spa => "es",
        whatlang::Lang::Ara => "ar",
        whatlang::Lang::Rus => "ru",
        whatlang::Lang::Por => "pt",
        whatlang::Lang::Deu => "de",
        whatlang::Lang::Ukr => "uk",
        whatlang::Lang::Pes => "fa",
        whatlang::Lang::Tur => "tr",
        whatlang::Lang::Ita => "it",
        whatlang::Lang::Heb => "he",
        other => other.code(),
    };
    Some(code.to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn tells_english_from_others() {
        let english =
            "The army said on Monday that rebels had attacked a convoy near the border, killing two soldiers.";
        let french = "L'armée a déclaré lundi que les rebelles avaient attaqué un convoi près de la frontière, tuant deux soldats.";
        assert_eq!(super::of(english).as_deref(), Some("en"));
        assert_eq!(super::of(french).as_deref(), Some("fr"));
        assert_eq!(super::of("12"), None);
    }
}
