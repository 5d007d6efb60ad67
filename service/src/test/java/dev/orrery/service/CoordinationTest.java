package dev.orrery.service;

import static dev.orrery.service.Service.json;
import static dev.orrery.service.Service.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CoordinationTest {
    private static final String LEASE = "/v1/leases/init-chain.hub";

    @TempDir
    Path folder;

    private Service service;

    @BeforeEach
    void start() {
        service = Service.in(folder);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void fiftyNodesPassABarrierTogether() throws Exception {
        List<JsonNode> answers = FilesTest.atOnce(
                50, i -> () -> json(post("/v1/barriers/keys.hub?wait=60s", "{'parties':50,'as':'hub/val" + i + "'}")));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.required("open").asBoolean()).isTrue();
            assertThat(answer.required("arrived")).hasSize(50);
        });
    }

    @Test
    void whoComesTwiceCountsOnceAndWhoWaitsTooLongIsToldWhoIsMissing() {
        post("/v1/barriers/b", "{'parties':2,'as':'hub/val1'}");
        JsonNode answer = json(post("/v1/barriers/b?wait=50ms", "{'parties':2,'as':'hub/val1'}"));

        assertThat(answer.required("open").asBoolean()).isFalse();
        assertThat(answer.required("arrived").toString()).isEqualTo("[\"hub/val1\"]");
        service.restart();
        assertThat(json(post("/v1/barriers/b", "{'parties':2,'as':'hub/val2'}"))
                        .required("open")
                        .asBoolean())
                .isTrue();
        assertThat(problem(post("/v1/barriers/b", "{'parties':2,'as':'hub/val3'}")))
                .isEqualTo("barrier-open");
        assertThat(problem(post("/v1/barriers/b", "{'parties':3,'as':'hub/val3'}")))
                .isEqualTo("other-parties");
    }

    @Test
    void aFileIsAwaited() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> readers = java.util.stream.IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(
                            () -> Service.text(service.send("GET", "/v1/files/hub/genesis.json?wait=60s"))))
                    .toList();
            service.put("/v1/files/hub/genesis.json", "genesis");

            for (Future<String> reader : readers) {
                assertThat(reader.get()).isEqualTo("genesis");
            }
        }
        assertThat(problem(service.send("GET", "/v1/files/hub/other?wait=20ms")))
                .isEqualTo("no-such-file");
        assertThat(problem(service.send("GET", "/v1/files/hub/other?wait=soon")))
                .isEqualTo("bad-duration");
    }

    @Test
    void aChangedFileIsAwaited() throws Exception {
        String tag = FilesTest.header(service.put("/v1/files/a", "one"), "ETag");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<byte[]>> reader =
                    threads.submit(() -> service.send("GET", "/v1/files/a?wait=60s", "If-None-Match", tag));
            service.put("/v1/files/a", "two");

            assertThat(Service.text(reader.get())).isEqualTo("two");
        }
    }

    @Test
    void aStageIsReportedByItsNodeAndAwaitedByOthers() throws Exception {
        String token = service.tokenOf("hub", "val1");
        String other = service.tokenOf("hub", "val2");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<byte[]>> waiting =
                    threads.submit(() -> service.sendAs(other, "GET", "/v1/nodes/hub/val1?stage=init-chain&wait=60s"));
            report(token, "hub/val1", "init-chain", "running");
            report(token, "hub/val1", "init-chain", "done");

            JsonNode seen = json(waiting.get());
            assertThat(seen.at("/stages/init-chain/state").asString()).isEqualTo("done");
            assertThat(seen.at("/stages/init-chain/started").asString()).isNotEmpty();
        }
        assertThat(problem(report(other, "hub/val1", "start", "done"))).isEqualTo("not-yours");
        assertThat(problem(report(token, "hub/val1", "begin", "done"))).isEqualTo("bad-stage");
        assertThat(problem(report(token, "hub/val1", "start", "well"))).isEqualTo("bad-state");
        service.restart();
        assertThat(Service.text(service.send("GET", "/v1/nodes"))).contains("\"hub/val1\"", "\"done\"");
    }

    @Test
    void aLeaseHasOneHolderUntilItIsGivenBack() {
        JsonNode first = json(post(LEASE, "{'ttl':'60s','as':'hub/val1'}"));
        HttpResponse<byte[]> second = post(LEASE + "?wait=20ms", "{'as':'hub/val2'}");
        JsonNode again = json(post(LEASE, "{'ttl':'60s','as':'hub/val1'}"));

        assertThat(problem(second)).isEqualTo("lease-held");
        assertThat(Service.text(second)).contains("hub/val1");
        assertThat(again.required("fencing_token").asLong())
                .isGreaterThan(first.required("fencing_token").asLong());
        assertThat(problem(release(first, "hub/val1", false))).isEqualTo("lease-lost");
        release(again, "hub/val1", false);
        assertThat(json(post(LEASE, "{'as':'hub/val2'}"))
                        .required("fencing_token")
                        .asLong())
                .isGreaterThan(again.required("fencing_token").asLong());
    }

    @Test
    void thatTheWorkOfALeaseIsDoneIsAwaited() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<byte[]>> waiting = threads.submit(() -> service.send("GET", LEASE + "?wait=60s"));
            JsonNode first = json(post(LEASE, "{'ttl':'60s','as':'hub/val1'}"));
            release(first, "hub/val1", false);
            JsonNode second = json(post(LEASE, "{'ttl':'60s','as':'hub/val2'}"));
            assertThat(json(service.send("GET", LEASE + "?wait=20ms"))
                            .required("done")
                            .asBoolean())
                    .isFalse();
            release(second, "hub/val2", true);

            assertThat(json(waiting.get()).required("done").asBoolean()).isTrue();
        }
    }

    @Test
    void anExpiredHolderIsFencedOff() {
        JsonNode first = json(post(LEASE, "{'ttl':'50ms','as':'hub/val1'}"));
        JsonNode second = json(post(LEASE + "?wait=60s", "{'ttl':'60s','as':'hub/val2'}"));

        assertThat(second.required("holder").asString()).isEqualTo("hub/val2");
        assertThat(problem(release(first, "hub/val1", true))).isEqualTo("lease-lost");
        assertThat(problem(service.send(
                        "PUT",
                        LEASE,
                        BodyPublishers.ofString("{\"as\":\"hub/val1\"}"),
                        service.token(),
                        "Fencing-Token",
                        first.required("fencing_token").asString())))
                .isEqualTo("lease-lost");
    }

    @Test
    void aLeaseSurvivesARestartAndItsNumberNeverGoesBack() {
        long before = json(post(LEASE, "{'ttl':'60s','as':'hub/val1'}"))
                .required("fencing_token")
                .asLong();

        service.restart();

        assertThat(problem(post(LEASE, "{'as':'hub/val2'}"))).isEqualTo("lease-held");
        JsonNode held = json(post(LEASE, "{'ttl':'60s','as':'hub/val1'}"));
        assertThat(held.required("fencing_token").asLong()).isEqualTo(before + 1);
        release(held, "hub/val1", false);
        assertThat(json(post(LEASE, "{'as':'hub/val2'}"))
                        .required("fencing_token")
                        .asLong())
                .isEqualTo(before + 2);
    }

    /** Fifty race; the first two holders die in the middle, one of them having written; the third does the work. */
    @Test
    void ofFiftyFirstValidatorsOneRunsInitChainAlsoWhenItsHolderDies() throws Exception {
        AtomicInteger deaths = new AtomicInteger();
        AtomicInteger finished = new AtomicInteger();
        List<String> tokens = FilesTest.atOnce(50, i -> () -> service.tokenOf("hub", "val" + i));

        List<String> ends = FilesTest.atOnce(50, i -> () -> {
            String token = tokens.get(i);
            JsonNode lease = json(
                    service.send("POST", LEASE + "?wait=60s", BodyPublishers.ofString("{\"ttl\":\"300ms\"}"), token));
            if (lease.required("done").asBoolean()) {
                return Service.text(service.sendAs(token, "GET", "/v1/files/hub/genesis.json"));
            }
            String fence = lease.required("fencing_token").asString();
            if (deaths.getAndIncrement() < 2) {
                service.send(
                        "PUT",
                        "/v1/files/hub/genesis.json",
                        BodyPublishers.ofString("half done by val" + i),
                        token,
                        "Fencing-Token",
                        fence);
                // Dead until others have done the work; then it wakes up, and does not know how late it is.
                service.sendAs(service.token(), "GET", "/v1/nodes/hub/done?stage=init-chain&wait=60s");
                HttpResponse<byte[]> late = service.send(
                        "PUT",
                        "/v1/files/hub/genesis.json",
                        BodyPublishers.ofString("too late"),
                        token,
                        "Fencing-Token",
                        fence);
                return "fenced: " + problem(late);
            }
            finished.incrementAndGet();
            service.send(
                    "PUT",
                    "/v1/files/hub/genesis.json",
                    BodyPublishers.ofString("genesis"),
                    token,
                    "Fencing-Token",
                    fence);
            HttpResponse<byte[]> released =
                    service.sendAs(token, "DELETE", LEASE + "?done=true", "Fencing-Token", fence);
            assertThat(released.statusCode()).as(Service.text(released)).isEqualTo(200);
            report(service.token(), "hub/done", "init-chain", "done");
            return "did it";
        });

        assertThat(finished).hasValue(1);
        assertThat(ends).containsOnly("did it", "genesis", "fenced: not-yours");
        assertThat(ends.stream().filter("did it"::equals)).hasSize(1);
        assertThat(ends.stream().filter("fenced: not-yours"::equals)).hasSize(2);
        assertThat(Service.text(service.send("GET", "/v1/files/hub/genesis.json")))
                .isEqualTo("genesis");
    }

    @Test
    void aNodeReadsWhatIsPublicAndItsOwnAndWritesWhatItsStageMay() {
        service.put("/v1/files/hub/nodes/val1/key.json", "secret of val1");
        service.put("/v1/files/hub/genesis.json", "genesis");
        service.put("/v1/files/notes", "of the operator");
        String one = service.tokenOf("hub", "val1");
        String two = service.tokenOf("hub", "val2");
        String zone = service.tokenOf("zone", "val1");

        assertThat(Service.text(service.sendAs(one, "GET", "/v1/files/hub/nodes/val1/key.json")))
                .isEqualTo("secret of val1");
        for (String other : new String[] {two, zone}) {
            assertThat(problem(service.sendAs(other, "GET", "/v1/files/hub/nodes/val1/key.json")))
                    .isEqualTo("not-yours");
            assertThat(problem(service.sendAs(other, "GET", "/v1/files/hub/nodes/val1/none")))
                    .isEqualTo("not-yours");
            assertThat(Service.text(service.sendAs(other, "GET", "/v1/files"))).doesNotContain("val1");
            assertThat(service.sendAs(other, "GET", "/v1/files/hub/genesis.json")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(problem(service.sendAs(one, "GET", "/v1/files/notes"))).isEqualTo("not-yours");
        for (String name :
                new String[] {"hub/genesis.json", "hub/nodes/val1/key.json", "hub/public/val2/a", "a", "zone/a"}) {
            assertThat(problem(service.sendAs(one, "PUT", "/v1/files/" + name)))
                    .as(name)
                    .isEqualTo("not-yours");
            assertThat(problem(service.sendAs(one, "DELETE", "/v1/files/" + name)))
                    .as(name)
                    .isEqualTo("not-yours");
        }
        assertThat(service.sendAs(one, "PUT", "/v1/files/hub/public/val1/node-id")
                        .statusCode())
                .isEqualTo(201);
        assertThat(problem(service.sendAs(zone, "POST", LEASE))).isEqualTo("not-yours");
    }

    private HttpResponse<byte[]> post(String path, String json) {
        return service.send(
                "POST",
                path,
                BodyPublishers.ofByteArray(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
                service.token());
    }

    private HttpResponse<byte[]> release(JsonNode lease, String who, boolean done) {
        return service.send(
                "DELETE",
                LEASE + "?done=" + done + "&as=" + who,
                "Fencing-Token",
                lease.required("fencing_token").asString());
    }

    private HttpResponse<byte[]> report(String token, String node, String stage, String state) {
        return service.send(
                "PUT",
                "/v1/nodes/" + node + "/stage",
                BodyPublishers.ofString("{\"stage\":\"" + stage + "\",\"state\":\"" + state + "\"}"),
                token);
    }
}
