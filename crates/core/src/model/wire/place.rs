//! The wire form of a place, with the areas it lies in and what else its name could mean.

use super::WireError;
use super::reading::{Back, QuoteForm, code};
use crate::model::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceForm {
    #[serde(flatten)]
    pub quote: QuoteForm,
    pub name: String,
    pub id: Option<String>,
    pub country: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub radius_km: Option<f64>,
    pub precision: String,
    /// UCDP code, 1 exact to 6 country.
    pub where_prec: u8,
    /// ACLED code, 1 the place itself, 2 a part of a district, 3 a larger area; 0 in readings written before it was kept.
    #[serde(default)]
    pub acled_geo_precision: u8,
    /// The areas it lies in, widest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub admin: Vec<AreaForm>,
    pub role: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<CandidateForm>,
}

/// An area that a place lies in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AreaForm {
    /// 0 the country, 1 its first-level area.
    pub level: u8,
    pub name: String,
    /// ISO 3166 alpha-2, for countries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// Another place of that name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CandidateForm {
    pub id: String,
    pub name: String,
    pub country: Option<String>,
    pub lat: f64,
    pub lon: f64,
    pub reason: String,
}

impl From<&Where> for PlaceForm {
    fn from(w: &Where) -> Self {
        Self {
            quote: (&w.quote).into(),
            name: w.name.clone(),
            id: w.id.clone(),
            country: w.country.clone(),
            lat: w.point.map(|p| p.0),
            lon: w.point.map(|p| p.1),
            radius_km: w.radius_km,
            precision: w.precision.to_string(),
            where_prec: w.ucdp_where_prec(),
            acled_geo_precision: w.acled_geo_precision(),
            admin: w.areas.iter().map(AreaForm::from).collect(),
            role: w.role.to_string(),
            candidates: w.candidates.iter().map(CandidateForm::from).collect(),
        }
    }
}

impl From<&Area> for AreaForm {
    fn from(area: &Area) -> Self {
        Self { level: area.level, name: area.name.clone(), code: area.code.clone() }
    }
}

impl From<&Candidate> for CandidateForm {
    fn from(c: &Candidate) -> Self {
        Self {
            id: c.id.clone(),
            name: c.name.clone(),
            country: c.country.clone(),
            lat: c.point.0,
            lon: c.point.1,
            reason: c.reason.clone(),
        }
    }
}

impl PlaceForm {
    /// The place as a part of the report; the codes of precision are computed anew.
    pub(super) fn back(&self, report: &Back<'_>) -> Result<Where, WireError> {
        let candidate = |c: &CandidateForm| Candidate {
            id: c.id.clone(),
            name: c.name.clone(),
            country: c.country.clone(),
            point: (c.lat, c.lon),
            reason: c.reason.clone(),
        };
        let area = |a: &AreaForm| Area { level: a.level, name: a.name.clone(), code: a.code.clone() };
        Ok(Where {
            quote: report.quote(&self.quote)?,
            name: self.name.clone(),
            id: self.id.clone(),
            country: self.country.clone(),
            areas: self.admin.iter().map(area).collect(),
            point: self.lat.zip(self.lon),
            radius_km: self.radius_km,
            precision: code(&self.precision)?,
            role: code(&self.role)?,
            candidates: self.candidates.iter().map(candidate).collect(),
        })
    }
}
