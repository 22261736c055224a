//! Code lists: every closed vocabulary of the model, with the strings in which it is written.
//!
//! Event types and modes are those of PLOVER 2.0, with CLAIM and DENY of responsibility added; certainty follows FactBank.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A string that stands in no code list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code:?} is not a known {list}; known are: {known}")]
pub struct UnknownCode {
    /// The list that was looked in.
    pub list: &'static str,
    /// What was looked for.
    pub code: String,
    /// The codes there are.
    pub known: String,
}

macro_rules! code_list {
    ($(#[$meta:meta])* $name:ident, $what:literal { $($(#[$vmeta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* #[doc = concat!("Written `", $code, "`.")] $variant),+ }

        impl $name {
            /// Every code of the list, in its order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The code as it is written.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(self.as_str()) }
        }

        impl FromStr for $name {
            type Err = UnknownCode;
            fn from_str(code: &str) -> Result<Self, UnknownCode> {
                Self::ALL.iter().copied().find(|c| c.as_str().eq_ignore_ascii_case(code)).ok_or_else(|| UnknownCode {
                    list: $what,
                    code: code.to_owned(),
                    known: Self::ALL.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}

code_list! {
    /// What kind of event a claim speaks of.
    EventType, "event type" {
        Assault = "ASSAULT", Coerce = "COERCE", Mobilize = "MOBILIZE", Protest = "PROTEST", Sanction = "SANCTION",
        Threaten = "THREATEN", Accuse = "ACCUSE", Reject = "REJECT", Request = "REQUEST", Agree = "AGREE",
        Consult = "CONSULT", Support = "SUPPORT", Concede = "CONCEDE", Cooperate = "COOPERATE", Aid = "AID",
        Retreat = "RETREAT",
        /// Claims responsibility.
        Claim = "CLAIM",
        /// Denies responsibility, or that it happened.
        Deny = "DENY",
    }
}

code_list! {
    /// How an event was done. Which modes a type takes is PLOVER's matter; a mode is never required.
    Mode, "mode" {
        Abduct = "abduct", Aerial = "aerial", Beating = "beating", CrowdControl = "crowd-control", Drone = "drone",
        Explosives = "explosives", Firearms = "firearms", HeavyWeapons = "heavy-weapons", Sexual = "sexual",
        SuicideAttack = "suicide-attack", TargetedKilling = "targeted-killing", Torture = "torture", Vehicle = "vehicle",
        Clash = "clash", Destroy = "destroy", Primitive = "primitive", Wmd = "wmd",
        Withdraw = "withdraw", Ceasefire = "ceasefire", Disarm = "disarm", Release = "release", Surrender = "surrender",
        Access = "access", Resign = "resign",
        Demo = "demo", Riot = "riot", Strike = "strike", Hunger = "hunger", Boycott = "boycott", Obstruct = "obstruct",
        Vandalize = "vandalize",
        Seize = "seize", Restrict = "restrict", Censor = "censor", Curfew = "curfew", MartialLaw = "martial-law",
        Arrest = "arrest", Deport = "deport", Withhold = "withhold", Misinformation = "misinformation", Cyber = "cyber",
        Siege = "siege",
        Visit = "visit", ThirdParty = "third-party", Multilateral = "multilateral", Phone = "phone",
        Assist = "assist", Change = "change", Yield = "yield", Meet = "meet",
        Disapprove = "disapprove", Investigate = "investigate", Allege = "allege",
        Relations = "relations", Expel = "expel", Territory = "territory", Violence = "violence",
        Convict = "convict", Discontinue = "discontinue",
        Troops = "troops", Weapons = "weapons", Police = "police", Militia = "militia",
    }
}

impl Mode {
    /// Whether an event of that type may be done so. Ways of using force belong to ASSAULT and to nothing else.
    pub const fn suits(self, kind: EventType) -> bool {
        use Mode as M;
        let force = matches!(
            self,
            M::Abduct
                | M::Aerial
                | M::Beating
                | M::CrowdControl
                | M::Drone
                | M::Explosives
                | M::Firearms
                | M::HeavyWeapons
                | M::Sexual
                | M::SuicideAttack
                | M::TargetedKilling
                | M::Torture
                | M::Vehicle
                | M::Clash
                | M::Destroy
                | M::Primitive
                | M::Wmd
        );
        force == matches!(kind, EventType::Assault)
    }
}

code_list! {
    /// What a claim is in its report: news, context, a sum, a plan, or a mere possibility.
    Status, "status" {
        New = "new", Background = "background", Aggregate = "aggregate", Future = "future", Hypothetical = "hypothetical",
    }
}

code_list! {
    /// How the report stands to a claim.
    Certainty, "certainty" {
        Stated = "stated", Attributed = "attributed", Claimed = "claimed", Suspected = "suspected",
        Unverified = "unverified", Disputed = "disputed", Denied = "denied", Possible = "possible", Intended = "intended",
    }
}

code_list! {
    /// How someone is tied to the responsibility for an event.
    Stance, "stance" {
        Claimed = "claimed", Denied = "denied", Blamed = "blamed", Suspected = "suspected", Stated = "stated",
    }
}

code_list! {
    /// How one event bears on another.
    RelationKind, "relation" {
        RetaliationFor = "retaliation-for", ResponseTo = "response-to", Follows = "follows", PartOf = "part-of",
        SameSeries = "same-series", ResumptionOf = "resumption-of", FirstSince = "first-since", Claims = "claims",
        Denies = "denies",
    }
}

code_list! {
    /// What kind of participant someone is.
    ActorKind, "actor kind" {
        Government = "government", Military = "military", Police = "police", Rebel = "rebel", Militia = "militia",
        Jihadist = "jihadist", Criminal = "criminal", Civilian = "civilian", Protester = "protester",
        International = "international", Media = "media", Business = "business", Infrastructure = "infrastructure",
        Place = "place", Unknown = "unknown",
    }
}

code_list! {
    /// How exactly a place is known.
    PlacePrecision, "place precision" {
        Site = "site", Town = "town", District = "district", Province = "province", Region = "region", Country = "country",
    }
}

code_list! {
    /// What a place is to an event.
    PlaceRole, "place role" { Scene = "scene", Origin = "origin" }
}

code_list! {
    /// How exactly a time is known.
    TimePrecision, "time precision" {
        Hour = "hour", Day = "day", Days = "days", Week = "week", Month = "month", Year = "year", Longer = "longer",
    }
}

code_list! {
    /// Whether a figure counts all, or a group within all.
    Scope, "scope" { Total = "total", Subset = "subset" }
}

code_list! {
    /// What was done to people.
    HarmKind, "harm" {
        Killed = "killed", Injured = "injured", Missing = "missing", Displaced = "displaced", Detained = "detained",
    }
}

code_list! {
    /// How much a finding matters.
    Level, "level" { Note = "note", Warning = "warning" }
}

code_list! {
    /// What the ledger, looking at all claims, can say of one field of an event.
    Standing, "standing" {
        Confirmed = "confirmed", Reported = "reported", Claimed = "claimed", Disputed = "disputed",
        Unverified = "unverified", Denied = "denied", Predicted = "predicted",
    }
}

code_list! {
    /// The rule by which one value is chosen among the claims' values.
    Rule, "rule" {
        Conservative = "conservative", Representative = "representative", Informative = "informative", Latest = "latest",
    }
}

code_list! {
    /// How well it is supported who did it, as Airwars grades it.
    Grade, "grade" {
        /// The one who did it accepts it.
        Confirmed = "confirmed",
        /// Two or more independent sources name the same one, and nobody another.
        Fair = "fair",
        /// One source names one.
        Weak = "weak",
        /// Sources name different ones, or the one named denies it.
        Contested = "contested",
        /// It is denied that it happened, or an analyst discounted it.
        Discounted = "discounted",
    }
}

code_list! {
    /// How far a source can be relied on: the letter of the Admiralty scale.
    Reliability, "reliability" {
        /// Completely reliable.
        A = "A",
        /// Usually reliable.
        B = "B",
        /// Fairly reliable.
        C = "C",
        /// Not usually reliable.
        D = "D",
        /// Unreliable.
        E = "E",
        /// Cannot be judged: what holds where no analyst has said anything.
        F = "F",
    }
}

/// What produced a value: a named rule, the network, or both, which agree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Maker {
    /// A rule of extraction, by its name, for instance `time/bare_weekday`.
    Rule(Cow<'static, str>),
    /// The learned reader.
    Network,
    /// A rule and the learned reader alike: the rule's name with `+network` behind it.
    Both(Cow<'static, str>),
}

impl Maker {
    /// The rule of that name.
    pub const fn rule(name: &'static str) -> Self {
        Maker::Rule(Cow::Borrowed(name))
    }

    /// A rule's value that the network confirms.
    pub fn confirmed(self) -> Self {
        match self {
            Maker::Rule(name) => Maker::Both(format!("{name}+network").into()),
            other => other,
        }
    }

    /// Whether that rule made it, confirmed by the network or not.
    pub fn is_rule(&self, name: &str) -> bool {
        let own = self.as_str();
        own.strip_suffix("+network").unwrap_or(own) == name
    }

    /// The rule's name, `network`, or a rule's name with `+network` behind it.
    pub fn as_str(&self) -> &str {
        match self {
            Maker::Rule(name) | Maker::Both(name) => name,
            Maker::Network => "network",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_as_itself() {
        for &code in EventType::ALL {
            assert_eq!(code.as_str().parse(), Ok(code));
        }
        for &code in Mode::ALL {
            assert_eq!(code.as_str().parse(), Ok(code));
        }
        assert!("WAR".parse::<EventType>().is_err());
    }
}
