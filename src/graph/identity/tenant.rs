//! Tenants: the first segment of an identity path says whose people may sign in.

use super::error::IdentityError;
use crate::world::{Flavor, UserId, World};

/// The id of the tenant that stands for all consumers.
const CONSUMERS: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";

/// The people who may sign in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tenant {
    /// Everybody.
    Common,
    /// Everybody with an account of an organisation.
    Organizations,
    /// Everybody with an account of their own.
    Consumers,
    /// The people of the fixture's organisation.
    Ours,
}

impl Tenant {
    /// Reads a name, an id or a domain; every domain is the organisation's.
    pub fn parse(world: &World, text: &str) -> Result<Self, IdentityError> {
        Ok(match text {
            "common" => Self::Common,
            "organizations" => Self::Organizations,
            "consumers" => Self::Consumers,
            id if id.eq_ignore_ascii_case(CONSUMERS) => Self::Consumers,
            id if id.eq_ignore_ascii_case(world.tenant()) || id.contains('.') => Self::Ours,
            other => return Err(IdentityError::Tenant(other.into())),
        })
    }

    /// Returns the id of the tenant that a token names; people with a consumer's drive are consumers where both kinds
    /// may sign in.
    pub fn id(self, world: &World, user: Option<UserId>) -> &str {
        let drive = user.and_then(|user| world.personal_drive(user));
        let consumer = drive.is_some_and(|drive| drive.flavor == Flavor::Consumer);
        match self {
            Self::Consumers => CONSUMERS,
            Self::Common if consumer => CONSUMERS,
            Self::Common | Self::Organizations | Self::Ours => world.tenant(),
        }
    }

    /// Returns the id that the discovery document names as issuer: the service's placeholder where several are possible.
    pub fn issuer(self, world: &World) -> &str {
        match self {
            Self::Common | Self::Organizations => "{tenantid}",
            Self::Consumers => CONSUMERS,
            Self::Ours => world.tenant(),
        }
    }
}
