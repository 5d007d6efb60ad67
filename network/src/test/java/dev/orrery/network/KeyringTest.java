package dev.orrery.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.client.keys.Mnemonic;
import dev.orrery.client.keys.Secp256k1Key;
import dev.orrery.network.Keyring.Entry;
import dev.orrery.network.Keyring.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringTest {
    private static final String WORDS = "legal winner thank year wave sausage worth useful legal winner thank yellow";

    @TempDir
    Path folder;

    private Chain hub;

    @BeforeEach
    void attach() throws IOException {
        Files.createDirectories(folder.resolve("hub"));
        hub = attached();
    }

    @Test
    void itBeginsWithTheAccountsOfGenesisAndTheValidators() {
        assertThat(hub.keyring().entries()).extracting(Entry::name).containsExactly("alice", "faucet", "val1", "val2");
        assertThat(hub.keyring().find("val2")).get().extracting(Entry::origin).isEqualTo(Origin.VALIDATOR);
        assertThat(hub.node("val2").operator().address())
                .isEqualTo(hub.account("val2").address())
                .isNotEqualTo(hub.node("val1").operator().address());
    }

    @Test
    void aNewKeyIsFoundByNameAndByAddressAlsoByOthersWhoAreAttached() {
        Account carol = hub.keyring().create("carol");

        Account found = attached().account("carol");
        assertThat(found.address()).isEqualTo(carol.address());
        assertThat(found.key().privateKey()).isEqualTo(carol.key().privateKey());
        assertThat(attached().account(carol.address()).name()).isEqualTo("carol");
        assertThat(hub.account(carol.address())).isSameAs(hub.account("carol"));
        assertThat(hub.keyring().mnemonic("carol"))
                .get()
                .extracting(Mnemonic::size)
                .isEqualTo(24);
        assertThat(hub.keyring().entries()).last().isEqualTo(new Entry("carol", carol.address(), Origin.KEPT));
    }

    @Test
    void itsFileIsForItsOwnerAlone() throws IOException {
        hub.keyring().create("carol");

        assertThat(Files.getPosixFilePermissions(folder.resolve("hub/keys/carol.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void keysOfOneChainAreNotThoseOfAnother() {
        hub.keyring().create("carol");

        assertThat(hub.network().chain("zone").keyring().find("carol")).isEmpty();
    }

    @Test
    void withoutANameItTakesTheNextFreeOne() {
        hub.keyring().create("key-2");

        assertThat(List.of(hub.keyring().create(), hub.keyring().create()))
                .extracting(Account::name)
                .containsExactly("key-1", "key-3");
    }

    @Test
    void manyAtOnceGetNamesOfTheirOwn() {
        Set<String> names = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 20)
                    .forEach(i -> threads.execute(
                            () -> names.add(attached().keyring().create().name())));
        }

        assertThat(names).hasSize(20);
    }

    @Test
    void aMnemonicIsImported() {
        Account imported = hub.keyring().add("carol", Mnemonic.parse(WORDS));

        assertThat(attached().account("carol").address()).isEqualTo(imported.address());
        assertThat(attached().keyring().mnemonic("carol"))
                .get()
                .extracting(Mnemonic::phrase)
                .isEqualTo(WORDS);
    }

    @Test
    void aKeyByItselfIsImportedAndHasNoMnemonic() {
        Secp256k1Key key = Secp256k1Key.fromPrivateKey(HexFormat.of().parseHex("01".repeat(32)));

        hub.keyring().add("carol", key);

        assertThat(attached().account("carol").key().privateKey()).isEqualTo(key.privateKey());
        assertThat(attached().keyring().mnemonic("carol")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"carol", "alice", "faucet", "val1"})
    void aNameIsGivenOnce(String name) {
        Account carol = hub.keyring().create("carol");

        assertThatThrownBy(() -> hub.keyring().create(name))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"" + name + "\"")
                .hasMessageContaining("choose another name");
        assertThat(hub.account("carol").address()).isEqualTo(carol.address());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Carol", "1st", "../../etc/x", "a b", "a.json", "-x"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThatThrownBy(() -> hub.keyring().create(name))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("lower-case letters");
        assertThat(folder.resolve("hub/keys")).doesNotExist();
    }

    @Test
    void aKeyIsKeptOnce() {
        assertThatThrownBy(() -> hub.keyring().add("other", Mnemonic.parse(Descriptions.MNEMONIC)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the key of \"alice\"")
                .hasMessageNotContaining("abandon");
    }

    @Test
    void anUnknownAccountIsAnErrorThatTellsTheLikelyOne() {
        hub.keyring().create("carol");

        assertThatThrownBy(() -> hub.account("carrol"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("[alice, faucet, val1, val2, carol]")
                .hasMessageContaining("did you mean \"carol\"?");
    }

    @Test
    void aBrokenFileIsNotQuoted() throws IOException {
        hub.keyring().create("carol");
        Files.writeString(folder.resolve("hub/keys/carol.json"), "{\"name\": " + WORDS);

        assertThatThrownBy(() -> hub.account("carol"))
                .isInstanceOf(NetworkStateException.class)
                .hasMessageContaining("carol.json")
                .hasMessageNotContaining("legal")
                .hasNoCause();
    }

    @Test
    void withoutAFolderNothingIsKept() {
        Keyring nowhere = Network.attach(Descriptions.network()).chain("hub").keyring();

        assertThatThrownBy(() -> nowhere.create("carol")).isInstanceOf(NetworkStateException.class);
        assertThat(nowhere.find("alice")).isPresent();
    }

    @Test
    void whenTheNetworkIsGoneNothingIsKept() throws IOException {
        Files.delete(folder.resolve("hub"));

        assertThatThrownBy(() -> hub.keyring().create("carol"))
                .isInstanceOf(NetworkStateException.class)
                .hasMessageContaining("its folder is gone");
        assertThat(folder.resolve("hub")).doesNotExist();
    }

    private Chain attached() {
        return Network.attach(Descriptions.network(folder.toString())).chain("hub");
    }
}
