//! Copies that are under way: <https://learn.microsoft.com/en-us/graph/long-running-actions-overview>.

use std::borrow::Cow;

use serde::Serialize;

use crate::graph::short_text::ShortText;

/// The state of a copy: <https://learn.microsoft.com/en-us/graph/api/driveitem-copy>.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct Monitor {
    #[serde(rename = "@odata.context", skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_date_time: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_action_date_time: Option<&'static str>,
    pub percentage_complete: Percent,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent_complete: Option<Percent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<ShortText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_location: Option<String>,
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<MonitorError>,
}

/// The state of a copy into a personal drive.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PersonalMonitor {
    #[serde(rename = "@odata.context")]
    pub context: String,
    pub percentage_complete: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<ShortText>,
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<MonitorError>,
}

/// A percentage that is written without a fraction when it has none.
#[derive(Default, Clone, Copy)]
pub struct Percent(pub f64);

impl Serialize for Percent {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
            serializer.serialize_u8(self.0 as u8)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

#[derive(Serialize)]
pub struct MonitorError {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    pub message: Cow<'static, str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<MonitorDetail>,
}

#[derive(Serialize)]
pub struct MonitorDetail {
    pub code: &'static str,
    pub message: Cow<'static, str>,
    pub target: ShortText,
}
