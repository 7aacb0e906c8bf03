# Built with BuildKit or buildah alike: no cache mounts, no downloads but those of cargo.
FROM rust:1.95-slim-bookworm AS build
WORKDIR /src
COPY Cargo.toml Cargo.lock build.rs ./
COPY benches benches
COPY docs/fidelity docs/fidelity
COPY docs/openapi.json docs/
COPY examples examples
COPY fixtures fixtures
COPY src src
COPY ui ui
# Static: the last stage has no C library.
RUN link="-C link-arg=-Wl,--icf=all -C link-arg=-Wl,--ignore-data-address-equality -C link-arg=-Wl,-z,pack-relative-relocs" \
    && share="-C llvm-args=-enable-machine-outliner=always -C llvm-args=-outliner-benefit-threshold=32 -C force-frame-pointers=yes -C llvm-args=-inlinehint-threshold=40" \
    && RUSTFLAGS="-C target-feature=+crt-static $link $share" \
    cargo build --profile dist --locked --target "$(uname -m)-unknown-linux-gnu" \
    && cp "target/$(uname -m)-unknown-linux-gnu/dist/mockdrive" /mockdrive

FROM scratch
COPY --from=build /mockdrive /mockdrive
ENV MOCKDRIVE_LISTEN=0.0.0.0:8080
USER 65532:65532
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=1s --retries=3 CMD ["/mockdrive", "health"]
ENTRYPOINT ["/mockdrive"]
