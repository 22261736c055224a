//! Claims, tellings and readings: what one report asserts.

use super::{
    Certainty, ClaimId, EventType, Figure, Finding, Harm, Maker, Mode, Participant, Quote, RelationKind, ReportId,
    Stance, Status, When, Where,
};
use std::collections::BTreeMap;

/// The slots of an account, for saying which rule made which value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Slot {
    Type,
    Mode,
    Status,
    Certainty,
    Actors,
    Targets,
    Place,
    Date,
    Means,
    Count,
    Harm,
    Damage,
    Chain,
    Responsibility,
    Relations,
    Event,
}

impl Slot {
    /// Every slot.
    pub const ALL: &'static [Slot] = &[
        Slot::Type,
        Slot::Mode,
        Slot::Status,
        Slot::Certainty,
        Slot::Actors,
        Slot::Targets,
        Slot::Place,
        Slot::Date,
        Slot::Means,
        Slot::Count,
        Slot::Harm,
        Slot::Damage,
        Slot::Chain,
        Slot::Responsibility,
        Slot::Relations,
        Slot::Event,
    ];

    /// The slot's name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Slot::Type => "type",
            Slot::Mode => "mode",
            Slot::Status => "status",
            Slot::Certainty => "certainty",
            Slot::Actors => "actors",
            Slot::Targets => "targets",
            Slot::Place => "place",
            Slot::Date => "date",
            Slot::Means => "means",
            Slot::Count => "count",
            Slot::Harm => "harm",
            Slot::Damage => "damage",
            Slot::Chain => "chain",
            Slot::Responsibility => "responsibility",
            Slot::Relations => "relations",
            Slot::Event => "event",
        }
    }
}

/// What is said: the slots that a claim and a telling share. Empty where the text gives nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// PLOVER type.
    pub kind: EventType,
    /// How it was done.
    pub mode: Option<Mode>,
    /// News, context, sum, plan, possibility.
    pub status: Status,
    /// How the report stands to it.
    pub certainty: Certainty,
    /// Who did it, as the text supports; those blamed or suspected stand here too, with the reserve in `responsibility`.
    pub actors: Vec<Participant>,
    /// Whom or what it was done to.
    pub targets: Vec<Participant>,
    /// Where.
    pub place: Option<Where>,
    /// Where it was launched from, when the text tells that from where it hit.
    pub origin: Option<Where>,
    /// When.
    pub date: Option<When>,
    /// Weapons and devices, in the text's words.
    pub means: Vec<Quote>,
    /// How many strikes, rockets, participants.
    pub count: Option<Figure>,
    /// Harm to people, one entry per figure given.
    pub harm: Vec<Harm>,
    /// Damage to things, in the text's words.
    pub damage: Vec<Quote>,
    /// Who claims, denies, is blamed or suspected.
    pub responsibility: Vec<Responsibility>,
    /// How it bears on other events of the report.
    pub relations: Vec<Relation>,
}

impl Account {
    /// An account of which only type, status and certainty are known.
    pub fn bare(kind: EventType, status: Status, certainty: Certainty) -> Self {
        Self {
            kind,
            mode: None,
            status,
            certainty,
            actors: Vec::new(),
            targets: Vec::new(),
            place: None,
            origin: None,
            date: None,
            means: Vec::new(),
            count: None,
            harm: Vec::new(),
            damage: Vec::new(),
            responsibility: Vec::new(),
            relations: Vec::new(),
        }
    }

    /// Whether the event is told as having happened: new or background, and stated, attributed or claimed.
    pub fn told(&self) -> bool {
        matches!(self.status, Status::New | Status::Background)
            && matches!(self.certainty, Certainty::Stated | Certainty::Attributed | Certainty::Claimed)
    }
}

/// Someone's tie to the responsibility for an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Responsibility {
    /// Whose responsibility.
    pub actor: Participant,
    /// Claimed, denied, blamed, suspected, stated.
    pub stance: Stance,
    /// Who says so; `None` for the outlet itself.
    pub by: Option<Participant>,
}

/// How an event bears on another of the same report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The kind of relation.
    pub kind: RelationKind,
    /// The other telling's number within the reading; `None` where the text names no event of this report.
    pub to: Option<usize>,
    /// The words that say so.
    pub quote: Quote,
}

/// One statement of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Its id: report, anchor, type.
    pub id: ClaimId,
    /// The number, within the reading, of the telling it belongs to.
    pub telling: usize,
    /// The words that name the event.
    pub anchor: Quote,
    /// What is said.
    pub account: Account,
    /// Who says so, outermost first, without the outlet.
    pub chain: Vec<Participant>,
    /// What produced each slot.
    pub made_by: BTreeMap<Slot, Maker>,
    /// How sure the reader is of a slot, from 0 to 1, where it says so.
    pub confidence: BTreeMap<Slot, f64>,
}

/// All that one report says of one event: its claims joined.
#[derive(Debug, Clone, PartialEq)]
pub struct Telling {
    /// Numbers of its claims within the reading, in text order.
    pub claims: Vec<usize>,
    /// The joined account.
    pub account: Account,
    /// The chains through which the report has it, each outermost first, without the outlet.
    pub sources: Vec<Vec<Participant>>,
    /// Slots whose certainty differs from the event's: the attack stated, the target unclear.
    pub field_certainty: BTreeMap<Slot, Certainty>,
}

/// What the rules took for an event and the network doubts to name one: kept so that it may be found and put beside the event that it most
/// likely tells again; never asserted, never an event's source.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubtful {
    /// The claims, in text order. The number of a telling stands in them only where they retell one.
    pub claims: Vec<Claim>,
    /// The claims joined into one account.
    pub account: Account,
    /// The number of the reading's telling that they tell again; none where they fit none.
    pub retells: Option<usize>,
}

/// All the claims of one report by one version of the reader.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The report.
    pub report: ReportId,
    /// Version of the reader that made it.
    pub reader: String,
    /// Statements, in text order.
    pub claims: Vec<Claim>,
    /// The events the report speaks of, in order of first mention; number 0 is written "E1".
    pub tellings: Vec<Telling>,
    /// What only the rules took for events, in text order.
    pub doubtful: Vec<Doubtful>,
    /// What the reader could not do or doubts.
    pub findings: Vec<Finding>,
}
