//! Full names: "the army" of a report about one country is that country's army.
//!
//! In: the claims and tellings of a report, and the countries it speaks of. Out: full names of those who did it. Must not know the text.

use super::document::Setting;
use crate::knowledge::{Knowledge, state_force};
use crate::model::{Account, Claim, Participant, Telling};

/// Gives their full names to forces that the words leave without a country, where the event was in the country that the report speaks of
/// most.
pub(super) fn give(setting: &Setting, knowledge: &Knowledge, claims: &mut [Claim], tellings: &mut [Telling]) {
    let Some(country) = home(setting) else { return };
    let Some(people) = knowledge.actors.demonym(country) else { return };
    let accounts = claims.iter_mut().map(|c| &mut c.account).chain(tellings.iter_mut().map(|t| &mut t.account));
    for account in accounts.filter(|a| is_at(a, country)) {
        let blamed = account.responsibility.iter_mut().map(|r| &mut r.actor);
        for one in account.actors.iter_mut().chain(blamed) {
            if let Some(name) = full_name(one, country, people) {
                one.name = name;
            }
        }
    }
}

/// The country that the report speaks of most; none where two are spoken of alike.
fn home(setting: &Setting) -> Option<&'static str> {
    let most = setting.countries.values().max()?;
    let mut first = setting.countries.iter().filter(|(_, count)| *count == most);
    first.next().filter(|_| first.next().is_none()).map(|(country, _)| *country)
}

fn is_at(account: &Account, country: &str) -> bool {
    account.place.as_ref().and_then(|place| place.country.as_deref()).is_some_and(|c| c == country)
}

fn full_name(one: &Participant, country: &str, people: &str) -> Option<String> {
    let own = one.country.as_deref().is_none_or(|c| c == country);
    let words = one.name.to_lowercase();
    let force = state_force(&words).filter(|_| own && one.id.is_none())?;
    Some(format!("{people} {force}"))
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::accounts;

    fn names(text: &str) -> Vec<String> {
        accounts(text).iter().flat_map(|a| a.actors.iter().map(|p| p.name.clone())).collect()
    }

    #[test]
    fn the_army_of_the_country_spoken_of() {
        assert_eq!(names("Regime forces shelled a market in Syria on Monday."), ["Syrian government forces"]);
        assert_eq!(names("Rebels in Libya attacked a checkpoint in Libya."), ["Libyan rebels"]);
    }

    #[test]
    fn whoever_is_named_or_elsewhere_keeps_the_name() {
        assert_eq!(names("Gunmen shelled a market in Syria on Monday."), ["Gunmen"]);
        assert_eq!(names("Rebels attacked a checkpoint."), ["Rebels"]);
    }
}
