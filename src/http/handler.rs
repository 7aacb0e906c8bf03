//! Handlers: functions of what they take of a request, as those of axum are, but without a future of their own.
//!
//! Few of them wait for anything. A future for each, with the reading of its arguments in it, was a quarter of the
//! program: docs/adr/0019.

use std::convert::Infallible;

use axum::{
    body::Body,
    http::{HeaderMap, Method, Uri, request::Parts},
    response::{IntoResponse, Response},
};
use bytes::Bytes;

use super::{app::Answer, body::BodyError};

/// What a handler takes of the head of a request.
pub trait FromParts: Sized {
    /// Why the request is refused.
    type Refusal: IntoResponse;

    /// Returns how much of the body this needs, if it needs any: signatures cover it. See [`super::covered()`].
    const COVERS: Option<Covers> = None;

    /// Reads it.
    fn from_parts(parts: &Parts) -> Result<Self, Self::Refusal>;
}

/// Returns the longest body that has to be read before anything else is, if one has to be.
pub type Covers = fn(&Parts) -> Option<u64>;

/// What a handler takes of a whole request, as its last argument.
///
/// Its head is read first, so that nobody's body is read whose credentials are not good.
pub trait FromBody: Sized {
    /// Why the request is refused.
    type Refusal: IntoResponse;
    /// What is read of the head.
    type Head: Send + 'static;

    /// As [`FromParts::COVERS`].
    const COVERS: Option<Covers> = None;

    /// Reads the head; returns also the longest body that is read.
    fn head(parts: &Parts) -> Result<(Self::Head, u64), Self::Refusal>;

    /// Reads the body.
    fn from_body(
        head: Self::Head,
        parts: &Parts,
        body: Result<Bytes, BodyError>,
    ) -> Result<Self, Self::Refusal>;
}

/// A body that a handler reads by itself, as its last argument: of bytes that are kept.
pub struct RawBody(pub Body);

/// How far a handler is that has read the head.
pub enum Step {
    /// It needs nothing else.
    Over(Outcome),
    /// It goes on with the body, of at most so many bytes.
    Whole(u64, Box<WithBody>),
    /// It goes on with the body, which nobody has read.
    Raw(Box<dyn FnOnce(Body) -> Outcome + Send>),
}

/// The rest of a handler that goes on with its whole body.
type WithBody = dyn FnOnce(&Parts, Result<Bytes, BodyError>) -> Outcome + Send;

/// What a handler has returned.
pub enum Outcome {
    /// A response.
    Done(Response),
    /// What has to be waited for.
    Waits(Answer),
}

impl Step {
    fn refused(refusal: impl IntoResponse) -> Self {
        Self::Over(Outcome::Done(refusal.into_response()))
    }
}

/// A function that carries out an operation; `A` are the types of its arguments and how they are read.
pub trait Handler<A>: Copy + Send + Sync + 'static {
    /// What the first of the arguments covers that covers any of the body.
    const COVERS: Option<Covers>;

    /// Begins to carry out a request.
    fn begin(self, parts: &Parts) -> Step;
}

/// The last argument of a handler; `M` is how it is read.
pub trait Last<M>: Send + Sized + 'static {
    /// As [`FromParts::COVERS`].
    const COVERS: Option<Covers>;

    /// Reads it, and goes on.
    fn read(parts: &Parts, go_on: impl FnOnce(Self) -> Outcome + Send + 'static) -> Step;
}

/// Marks what is read of the head.
pub struct OfParts;
/// Marks what is read of the head and the body.
pub struct OfBody;
/// Marks a body that is not read.
pub struct Unread;

impl<T: FromParts + Send + 'static> Last<OfParts> for T {
    const COVERS: Option<Covers> = T::COVERS;

    fn read(parts: &Parts, go_on: impl FnOnce(Self) -> Outcome + Send + 'static) -> Step {
        match T::from_parts(parts) {
            Ok(read) => Step::Over(go_on(read)),
            Err(refused) => Step::refused(refused),
        }
    }
}

impl<T: FromBody + Send + 'static> Last<OfBody> for T {
    const COVERS: Option<Covers> = T::COVERS;

    fn read(parts: &Parts, go_on: impl FnOnce(Self) -> Outcome + Send + 'static) -> Step {
        match T::head(parts) {
            Ok((head, limit)) => {
                let with_body = move |parts: &Parts, body| match T::from_body(head, parts, body) {
                    Ok(read) => go_on(read),
                    Err(refused) => Outcome::Done(refused.into_response()),
                };
                Step::Whole(limit, Box::new(with_body))
            }
            Err(refused) => Step::refused(refused),
        }
    }
}

impl Last<Unread> for RawBody {
    const COVERS: Option<Covers> = None;

    fn read(_: &Parts, go_on: impl FnOnce(Self) -> Outcome + Send + 'static) -> Step {
        Step::Raw(Box::new(move |body| go_on(Self(body))))
    }
}

/// What a handler returns; `M` is whether that has to be waited for.
pub trait IntoOutcome<M> {
    /// Returns it without its type.
    fn into_outcome(self) -> Outcome;
}

/// Marks a response.
pub struct Now;
/// Marks a future of one.
pub struct Later;

impl<T: IntoResponse> IntoOutcome<Now> for T {
    fn into_outcome(self) -> Outcome {
        Outcome::Done(self.into_response())
    }
}

impl<F> IntoOutcome<Later> for F
where
    F: Future<Output: IntoResponse> + Send + 'static,
{
    fn into_outcome(self) -> Outcome {
        Outcome::Waits(Box::pin(async { self.await.into_response() }))
    }
}

/// Implements [`Handler`] for functions of several arguments.
macro_rules! functions_of {
    ($($first:ident)* . $last:ident) => {
        impl<F, R, M, L, $($first,)* $last> Handler<(M, L, $($first,)* $last)> for F
        where
            F: Fn($($first,)* $last) -> R + Copy + Send + Sync + 'static,
            R: IntoOutcome<M>,
            $($first: FromParts + Send + 'static,)*
            $last: Last<L>,
        {
            const COVERS: Option<Covers> = first_of(&[$($first::COVERS,)* $last::COVERS]);

            #[expect(non_snake_case, reason = "an argument is named as its type is")]
            fn begin(self, parts: &Parts) -> Step {
                $(let $first = match $first::from_parts(parts) {
                    Ok(read) => read,
                    Err(refused) => return Step::refused(refused),
                };)*
                $last::read(parts, move |$last| self($($first,)* $last).into_outcome())
            }
        }
    };
}

/// Returns the first of some that is there.
const fn first_of(all: &[Option<Covers>]) -> Option<Covers> {
    match all {
        [] => None,
        [None, rest @ ..] => first_of(rest),
        [found, ..] => *found,
    }
}

functions_of!(. A);
functions_of!(A.B);
functions_of!(A B . C);
functions_of!(A B C . D);
functions_of!(A B C D . E);
functions_of!(A B C D E . F1);

impl<F, R, M> Handler<(M,)> for F
where
    F: Fn() -> R + Copy + Send + Sync + 'static,
    R: IntoOutcome<M>,
{
    const COVERS: Option<Covers> = None;

    fn begin(self, _: &Parts) -> Step {
        Step::Over(self().into_outcome())
    }
}

impl FromParts for HeaderMap {
    type Refusal = Infallible;

    fn from_parts(parts: &Parts) -> Result<Self, Infallible> {
        Ok(parts.headers.clone())
    }
}

impl FromParts for Method {
    type Refusal = Infallible;

    fn from_parts(parts: &Parts) -> Result<Self, Infallible> {
        Ok(parts.method.clone())
    }
}

impl FromParts for Uri {
    type Refusal = Infallible;

    fn from_parts(parts: &Parts) -> Result<Self, Infallible> {
        Ok(parts.uri.clone())
    }
}
