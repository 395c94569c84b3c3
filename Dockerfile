# The ledger in a container: `docker compose up` builds this. Stage one builds from the sources, stage two runs.
FROM eclipse-temurin:17-jdk AS build
RUN apt-get update -q \
 && apt-get install -y -q --no-install-recommends maven \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src

# Dependencies have a layer of their own, which lasts until a pom changes: the modules are built without their sources.
# The acceptance tests and the benches stay outside, so that a change to them rebuilds nothing.
COPY pom.xml ./
COPY .mvn .mvn
COPY ledger-core/pom.xml ledger-core/
COPY ledger-streams/pom.xml ledger-streams/
COPY ledger-api/pom.xml ledger-api/
COPY ledger-broker/pom.xml ledger-broker/
COPY ledger-replay/pom.xml ledger-replay/
COPY ledger-cli/pom.xml ledger-cli/
RUN sed -i '/<module>ledger-\(acceptance\|bench\)</d' pom.xml \
 && mvn -q -B -ntp package -pl ledger-cli -am -Dmaven.test.skip=true -Dspotless.check.skip=true

COPY . .
RUN sed -i '/<module>ledger-\(acceptance\|bench\)</d' pom.xml \
 && mvn -B -ntp package -pl ledger-cli -am -Dmaven.test.skip=true -Dspotless.check.skip=true

# The fastest that the ledger was tried on; docker/ledger has a flag that only Java 23 and newer know.
FROM eclipse-temurin:25-jre
# For the health check; not every image of Java has it.
RUN apt-get update -q \
 && apt-get install -y -q --no-install-recommends curl \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --home-dir /var/lib/ledger --shell /usr/sbin/nologin ledger \
 && install -d -o ledger -g ledger -m 750 /var/lib/ledger
# Libraries change seldom, the ledger often.
COPY --from=build /src/ledger-cli/target/lib /opt/ledger/lib
COPY --from=build /src/ledger-cli/target/ledger.jar /opt/ledger/
COPY docker/ledger /usr/local/bin/ledger

ENV LEDGER_DATA_DIR=/var/lib/ledger LEDGER_HTTP_HOST=0.0.0.0
USER ledger
WORKDIR /var/lib/ledger
VOLUME /var/lib/ledger
EXPOSE 7070
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s CMD curl -fsS -o /dev/null http://127.0.0.1:7070/health/ready
ENTRYPOINT ["/usr/local/bin/ledger"]
CMD ["serve"]
